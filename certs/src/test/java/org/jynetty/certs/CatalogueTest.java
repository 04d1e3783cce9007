package org.jynetty.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    static List<Entry> entries() {
        return TestCa.shared().entries();
    }

    static List<Crl> crls() {
        return TestCa.shared().crls();
    }

    @Test
    void namesAndSerialNumbersAreUnique() {
        Set<Object> seen = new HashSet<>();
        for (Description description : Catalogue.certificates()) {
            assertTrue(seen.add(description.name()), description.name());
            assertTrue(seen.add(description.serialNumber()), description.name());
        }
        for (Item item : new Items(TestCa.shared()).all()) {
            assertEquals(!seen.add(item.name()), item.name().matches("(root|intermediate|server|host|client)\\b.*"));
        }
    }

    @Test
    void serialNumbersAreTheSameInEveryBuild() {
        assertEquals(
                "9c4b4cd11a0fbe79",
                TestCa.create().entry("server-rsa").description().serialNumber().toString(16));
    }

    @Test
    void twoAuthoritiesShareNamesButNoKeys() {
        Entry one = TestCa.create().entry("server-ed25519-chain");
        Entry other = TestCa.create().entry("server-ed25519-chain");
        assertEquals(
                one.certificate().getSubjectX500Principal(), other.certificate().getSubjectX500Principal());
        assertEquals(one.certificate().getSerialNumber(), other.certificate().getSerialNumber());
        assertNotEquals(one.certificate().getPublicKey(), other.certificate().getPublicKey());
    }

    @Test
    void anUnknownNameIsNamedInTheError() {
        Exception failure = assertThrows(
                IllegalArgumentException.class, () -> TestCa.shared().entry("server-rsb"));
        assertTrue(failure.getMessage().contains("\"server-rsb\""), failure.getMessage());
        assertTrue(failure.getMessage().contains("server-rsa"), failure.getMessage());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theJdkAndBouncyCastleReadWhatTheDescriptionSays(Entry entry) throws Exception {
        Description description = entry.description();
        X509Certificate certificate = entry.certificate();
        X509CertificateHolder holder = new X509CertificateHolder(certificate.getEncoded());

        assertEquals(description.subject(), holder.getSubject());
        assertEquals(description.serialNumber(), certificate.getSerialNumber());
        assertEquals(
                description.validity().notBefore(), certificate.getNotBefore().toInstant());
        assertEquals(
                description.validity().notAfter(), certificate.getNotAfter().toInstant());
        assertEquals(description.role().isAuthority(), certificate.getBasicConstraints() >= 0);
        int names = certificate.getSubjectAlternativeNames() == null
                ? 0
                : certificate.getSubjectAlternativeNames().size();
        boolean malformed = entry.name().equals("host-ip-bad-length");
        assertEquals(malformed ? 0 : description.alternativeNames().size(), names);
        assertEquals(
                entry.name().equals("host-empty-subject"),
                certificate.getCriticalExtensionOIDs().contains(Extension.subjectAlternativeName.getId()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theKeyIsItsOwnUnlessTheDescriptionSaysOtherwise(Entry entry) throws Exception {
        boolean matches = isPair(entry.privateKey(), entry.certificate());
        assertEquals(entry.description().keyMatches(), matches);
        assertEquals(!entry.name().equals("server-key-mismatch"), matches);
    }

    private static boolean isPair(PrivateKey key, X509Certificate certificate) throws Exception {
        String algorithm = key.getAlgorithm().equals("RSA")
                ? "SHA256withRSA"
                : key.getAlgorithm().startsWith("Ed") ? "Ed25519" : "SHA256withECDSA";
        byte[] text = "text".getBytes();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    @ParameterizedTest
    @MethodSource("crls")
    void crlsAreSignedByTheirIssuerUnlessForged(Crl crl) throws Exception {
        X509CRLHolder holder = new X509CRLHolder(crl.crl().getEncoded());
        X509Certificate issuer =
                TestCa.shared().entry(crl.description().issuer()).certificate();
        assertEquals(issuer.getSubjectX500Principal(), crl.crl().getIssuerX500Principal());
        assertEquals(
                !crl.name().equals("crl-intermediate-forged"),
                holder.isSignatureValid(new JcaX509ContentVerifierProviderBuilder()
                        .build(new X509CertificateHolder(issuer.getEncoded()))));
        for (Entry entry : entries()) {
            assertEquals(
                    crl.description().revoked().contains(entry.name()),
                    crl.crl().getRevokedCertificate(entry.description().serialNumber()) != null,
                    entry.name());
        }
    }
}
