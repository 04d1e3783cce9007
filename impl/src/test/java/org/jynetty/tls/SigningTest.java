package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jynetty.certs.Entry;
import org.jynetty.certs.TestCa;

/** With what a side signs, of what its peer accepts. */
class SigningTest {
    private static final int[] LARGE_HASHES_FIRST = {
        SignatureScheme.ecdsa_sha1,
        SignatureScheme.ecdsa_secp384r1_sha384,
        SignatureScheme.ecdsa_secp521r1_sha512,
        SignatureScheme.ecdsa_secp256r1_sha256,
    };

    /** The scheme of TLS 1.3 names the curve too. Botan 3 accepts those of larger curves before others, and refuses a mixture. */
    @ParameterizedTest
    @CsvSource({"server-ec, 0x0403", "server-ec-p384, 0x0503", "server-ec-p521, 0x0603"})
    void theCurveOfTheKeyDecidesSinceTls13(String entry, String scheme) throws EngineFailure {
        assertEquals(Integer.decode(scheme), chosen(entry, true, LARGE_HASHES_FIRST));
    }

    @ParameterizedTest
    @CsvSource({"server-ec", "server-ec-p384", "server-ec-p521"})
    void beforeThatThePeersOrderDoes(String entry) throws EngineFailure {
        assertEquals(SignatureScheme.ecdsa_sha1, chosen(entry, false, LARGE_HASHES_FIRST));
    }

    @Test
    void aKeyOnAnotherCurveThanThePeerAcceptsIsOfNoUse() {
        assertThrows(EngineFailure.class, () -> chosen("server-ec-p384", true, SignatureScheme.ecdsa_secp256r1_sha256));
    }

    private static int chosen(String entry, boolean tls13, int... accepted) throws EngineFailure {
        Entry own = TestCa.shared().entry(entry);
        Vector<SignatureAndHashAlgorithm> offered = new Vector<>();
        for (int scheme : accepted) {
            offered.add(SignatureScheme.getSignatureAndHashAlgorithm(scheme));
        }
        Credentials credentials = new Credentials(List.of(own.certificate()), own.privateKey());
        return SignatureScheme.from(
                Signing.choose(List.of(credentials), offered, tls13).algorithm());
    }
}
