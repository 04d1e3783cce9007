package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jynetty.certs.ChainVerdict;
import org.jynetty.certs.Crl;
import org.jynetty.certs.Entry;
import org.jynetty.certs.Role;
import org.jynetty.certs.TestCa;

class PathVerifierTest {
    private final TestCa ca = TestCa.shared();

    @TestFactory
    Stream<DynamicTest> findsWhatOpenSslFinds() {
        return ca.entries().stream()
                .filter(entry -> !entry.description().role().isAuthority())
                .map(entry -> dynamicTest(entry.name(), () -> check(entry)));
    }

    private void check(Entry entry) {
        ChainVerdict expected = entry.description().verdict();
        VerifyError error = verify(entry, trusted(), 0);
        int code = error == null ? 0 : error.code();
        assertEquals(expected == ChainVerdict.REVOKED ? 0 : expected.opensslError(), code);
    }

    private CertificateStore trusted() {
        CertificateStore store = new CertificateStore();
        ca.trustedRoots().forEach(root -> store.add(root.certificate()));
        return store;
    }

    private static VerifyError verify(Entry entry, CertificateStore store, int flags) {
        CertificatePurpose purpose =
                entry.description().role() == Role.CLIENT ? CertificatePurpose.CLIENT : CertificatePurpose.SERVER;
        return new PathVerifier(store, flags, purpose, new SecurityLevel(1)).verify(entry.chain());
    }

    @TestFactory
    Stream<DynamicTest> findsRevokedCertificatesWithTheListsOfTheirIssuers() {
        return ca.entries().stream()
                .filter(entry -> !entry.description().role().isAuthority()
                        && entry.description().verdict() == ChainVerdict.REVOKED)
                .map(entry -> dynamicTest(entry.name(), () -> {
                    CertificateStore store = trusted();
                    ca.crls().stream()
                            .filter(PathVerifierTest::isGood)
                            .map(Crl::crl)
                            .forEach(store::add);
                    int flags = VerifyFlags.CRL_CHECK | VerifyFlags.CRL_CHECK_ALL;
                    assertEquals(VerifyError.REVOKED, verify(entry, store, flags));
                }));
    }

    private static boolean isGood(Crl crl) {
        return crl.description().issuer().equals(crl.description().signer())
                && crl.crl().getNextUpdate().after(new Date());
    }

    @Test
    void demandsTheListThatItIsToCheck() {
        Entry valid = valid();
        assertEquals(VerifyError.UNABLE_TO_GET_CRL, verify(valid, trusted(), VerifyFlags.CRL_CHECK));
    }

    @Test
    void trustsAnEndEntityCertificateThatSignedItselfWhenItIsInTheStore() {
        Entry own = ca.entries().stream()
                .filter(entry -> entry.description().role() == Role.SERVER
                        && entry.description().verdict() == ChainVerdict.SELF_SIGNED)
                .findFirst()
                .orElseThrow();
        CertificateStore store = new CertificateStore();
        store.add(own.certificate());
        assertNull(verify(own, store, 0));
    }

    @Test
    void anIntermediateAuthorityAloneIsNoAnchor() {
        Entry valid = valid();
        CertificateStore store = new CertificateStore();
        store.add(valid.chain().get(1));
        assertEquals(VerifyError.UNABLE_TO_GET_ISSUER, verify(valid, store, 0));
    }

    private Entry valid() {
        return ca.entries().stream()
                .filter(entry -> entry.description().role() == Role.SERVER
                        && entry.description().verdict() == ChainVerdict.VALID
                        && entry.chain().size() > 1)
                .findFirst()
                .orElseThrow();
    }
}
