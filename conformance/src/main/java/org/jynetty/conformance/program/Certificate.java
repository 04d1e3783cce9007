package org.jynetty.conformance.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jynetty.certs.Entry;
import org.jynetty.certs.TestCa;
import org.jynetty.conformance.worker.Equipment;

/** The certificate of the TLS servers in programs: one with an EC key, which makes handshakes short. */
public final class Certificate {
    private Certificate() {}

    /** Writes key and certificate into a folder; says where, as the interpreter of programs is told. */
    public static Equipment in(Path folder) throws IOException {
        Entry entry = TestCa.shared().entry("server-ec-chain");
        Path file = Files.createDirectories(folder).resolve("certificate.pem").toAbsolutePath();
        Files.writeString(file, entry.keyPem() + entry.certificatePem());
        return new Equipment(Map.of("certificate", file.toString()));
    }
}
