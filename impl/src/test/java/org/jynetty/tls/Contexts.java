package org.jynetty.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jynetty.certs.DhGroup;
import org.jynetty.certs.TestCa;

/** Contexts with certificates of the test CA. */
final class Contexts {
    private static final TestCa CA = TestCa.shared();

    private Contexts() {}

    /** Trusts the test CA and verifies. */
    static TlsContext verifying(Protocol protocol) {
        TlsContext context = new TlsContext(protocol);
        trust(context);
        context.setVerifyMode(VerifyMode.REQUIRED);
        return context;
    }

    static void trust(TlsContext context) {
        try {
            context.loadTrusted(CA.trustedPem().getBytes(StandardCharsets.US_ASCII), true);
        } catch (TlsException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the certificate of this name. */
    static TlsContext with(Protocol protocol, String entry) {
        TlsContext context = new TlsContext(protocol);
        identify(context, entry);
        return context;
    }

    static void identify(TlsContext context, String entry) {
        load(CA.entry(entry).bundlePem(), file -> context.loadCertificateChain(file, file, PasswordSource.NONE));
    }

    static void setDhGroup(TlsContext context, DhGroup group) {
        load(group.pem(), context::loadDhParameters);
    }

    private interface Loading {
        void from(Path file) throws IOException;
    }

    private static void load(String pem, Loading loading) {
        try {
            Path file = Files.createTempFile("jynetty", ".pem");
            try {
                Files.writeString(file, pem, StandardCharsets.US_ASCII);
                loading.from(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
