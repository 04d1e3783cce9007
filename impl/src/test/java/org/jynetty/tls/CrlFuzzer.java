package org.jynetty.tls;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.util.Base64;
import java.util.List;
import org.jynetty.certs.TestCa;
import org.jynetty.fuzz.Bounds;

/** DER of a CRL, which is in the store while a certificate is verified. */
public final class CrlFuzzer {
    private static final SecurityLevel LEVEL = new SecurityLevel(CipherList.DEFAULT_SECURITY_LEVEL);

    private CrlFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bounds.within(input, () -> {
            String pem = "-----BEGIN X509 CRL-----\n" + Base64.getMimeEncoder().encodeToString(input)
                    + "\n-----END X509 CRL-----\n";
            List<X509CRL> crls;
            try {
                crls = CertificateFiles.parse(pem.getBytes(StandardCharsets.US_ASCII))
                        .crls();
            } catch (PemException e) {
                return;
            }
            CertificateStore store = Contexts.verifying(Protocol.TLS).store();
            crls.forEach(store::add);
            new PathVerifier(store, VerifyFlags.CRL_CHECK | VerifyFlags.CRL_CHECK_ALL, CertificatePurpose.SERVER, LEVEL)
                    .verify(List.of(TestCa.shared().entry("server-ec").certificate()));
            crls.forEach(crl -> store.byIssuer(crl.getIssuerX500Principal()));
        });
    }
}
