package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates of the corpus of {@link PemFuzzer} in which one thing is wrong; what is expected is what CPython 2.7.18 says. */
class MalformedCertificateTest {
    private static Path file(String name) {
        return Path.of("src", "test", "fuzz", PemFuzzer.class.getName(), "malformed-" + name + ".pem");
    }

    private static String loading(String name) {
        TlsContext context = new TlsContext(Protocol.TLS);
        return assertThrows(
                        TlsException.class,
                        () -> context.loadCertificateChain(file(name), file(name), PasswordSource.NONE))
                .reason();
    }

    @Test
    void aKeyThatIsNoPointOfItsCurveIsTooWeak() {
        assertEquals("EE_KEY_TOO_SMALL", loading("point"));
    }

    @Test
    void aKeyOverAnUnknownCurveIsTooWeak() {
        assertEquals("EE_KEY_TOO_SMALL", loading("curve"));
    }

    @Test
    void aDateThatIsNoneIsShownAsSuch() throws Exception {
        CertificateInfo certificate = CertificateDecoder.decodeFile(file("date"));
        assertEquals("Bad time value", certificate.notBefore());
        assertEquals("Dec 31 00:00:00 2049 GMT", certificate.notAfter());
    }

    @Test
    void aNameThatIsNoTextCannotBeDecoded() {
        TlsException error = assertThrows(TlsException.class, () -> CertificateDecoder.decodeFile(file("utf8")));
        assertEquals("Error decoding PEM-encoded file", error.getMessage());
    }

    @Test
    void alternativeNamesThatCannotBeDecodedAreNone() throws Exception {
        assertEquals(List.of(), CertificateDecoder.decodeFile(file("san")).subjectAltName());
    }
}
