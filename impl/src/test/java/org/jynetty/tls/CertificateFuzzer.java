package org.jynetty.tls;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jynetty.certs.TestCa;
import org.jynetty.fuzz.Bounds;

/** DER of a certificate: decoded for {@code getpeercert()}, trusted, and verified as a peer's, alone and before the test CA's. */
public final class CertificateFuzzer {
    private static final int ALL_CHECKS = VerifyFlags.X509_STRICT | VerifyFlags.TRUSTED_FIRST;
    private static final SecurityLevel LEVEL = new SecurityLevel(CipherList.DEFAULT_SECURITY_LEVEL);
    private static final CertificateStore TEST_CA =
            Contexts.verifying(Protocol.TLS).store();

    private CertificateFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bounds.within(input, () -> {
            try {
                CertificateDecoder.decode(input);
            } catch (IOException e) {
                // It is no certificate.
            }
            TlsContext context = new TlsContext(Protocol.TLS);
            PemFuzzer.expectFailure(() -> context.loadTrusted(input, false));
            context.trustedAuthorities();
            X509Certificate certificate;
            try {
                certificate = CertificateFiles.certificate(input);
            } catch (CertificateException e) {
                return;
            }
            X509Certificate issuer = TestCa.shared().entry("root").certificate();
            for (CertificatePurpose purpose : CertificatePurpose.values()) {
                for (CertificateStore store : List.of(context.store(), TEST_CA)) {
                    PathVerifier verifier = new PathVerifier(store, ALL_CHECKS, purpose, LEVEL);
                    verifier.verify(List.of(certificate));
                    verifier.verify(List.of(certificate, issuer));
                    verifier.verify(List.of(issuer, certificate));
                }
            }
        });
    }
}
