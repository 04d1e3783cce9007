package org.jynetty.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jynetty.fuzz.Bounds;

/**
 * PEM as a program loads it: certificates, CRLs, private keys and Diffie-Hellman groups. What is wrong with it is told by an
 * exception of ours. Encrypted keys have no password here: how long it takes to try one is up to who made the key.
 */
public final class PemFuzzer {
    private static final Path FILE = scratch();

    private PemFuzzer() {}

    private static Path scratch() {
        try {
            Path file = Files.createTempFile("jynetty", ".pem");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bounds.within(input, () -> {
            Files.write(FILE, input);
            TlsContext context = new TlsContext(Protocol.TLS);
            expectFailure(() -> context.loadCertificateChain(FILE, FILE, PasswordSource.NONE));
            expectFailure(() -> context.loadTrusted(FILE));
            expectFailure(() -> context.loadTrusted(input, true));
            expectFailure(() -> context.loadDhParameters(FILE));
            expectFailure(() -> CertificateDecoder.decodeFile(FILE));
            context.trustedAuthorities();
            context.storeCount();
            try {
                PrivateKeys.read(input, PasswordSource.NONE);
            } catch (PemException e) {
                // It is no key.
            }
        });
    }

    /** One step; it may fail as a step of OpenSSL does. */
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }

    static void expectFailure(Step step) throws Exception {
        try {
            step.take();
        } catch (TlsException e) {
            // What a program is told.
        }
    }
}
