package org.jynetty.certs;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates and CRLs from their descriptions. */
final class Issuing {
    private Issuing() {}

    /**
     * The name and key of a CA.
     *
     * @param key what it signs with
     * @param publicKey what its key identifier is made from
     */
    record Authority(X500Name subject, KeyAlgorithm algorithm, PrivateKey key, PublicKey publicKey) {}

    static X509Certificate certificate(Description description, PublicKey key, Authority issuer) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer.subject(),
                description.serialNumber(),
                Date.from(description.validity().notBefore()),
                Date.from(description.validity().notAfter()),
                description.subject(),
                key);
        try {
            addExtensions(builder, description, key, issuer);
            String signature =
                    description.signature() == null ? issuer.algorithm().signature() : description.signature();
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(signature, issuer.key())));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue " + description.name(), e);
        }
    }

    static X509CRL crl(CrlDescription description, Authority issuer, Authority signer, List<Description> revoked) {
        Date thisUpdate = Date.from(description.validity().notBefore());
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer.subject(), thisUpdate);
        builder.setNextUpdate(Date.from(description.validity().notAfter()));
        for (Description certificate : revoked) {
            builder.addCRLEntry(certificate.serialNumber(), thisUpdate, CRLReason.keyCompromise);
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.publicKey()));
            ContentSigner contentSigner = signer(signer.algorithm().signature(), signer.key());
            return new JcaX509CRLConverter().getCRL(builder.build(contentSigner));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue " + description.name(), e);
        }
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder, Description description, PublicKey key, Authority issuer)
            throws GeneralSecurityException, CertIOException {
        boolean authority = description.role().isAuthority();
        builder.addExtension(Extension.basicConstraints, true, constraints(description));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(authority ? caUsage() : leafUsage(description)));
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuer.publicKey()));
        if (!description.alternativeNames().isEmpty()) {
            GeneralName[] names = description.alternativeNames().stream()
                    .map(SubjectAltName::toGeneralName)
                    .toArray(GeneralName[]::new);
            boolean critical = description.subject().getRDNs().length == 0;
            builder.addExtension(Extension.subjectAlternativeName, critical, new GeneralNames(names));
        }
        for (Extension extension : description.otherExtensions()) {
            builder.addExtension(extension);
        }
        if (!authority && !builder.hasExtension(Extension.extendedKeyUsage)) {
            boolean server = description.role() == Role.SERVER;
            builder.addExtension(
                    Extensions.usage(server ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth));
        }
    }

    private static BasicConstraints constraints(Description description) {
        return description.pathLength().isPresent()
                ? new BasicConstraints(description.pathLength().getAsInt())
                : new BasicConstraints(description.role().isAuthority());
    }

    private static int caUsage() {
        return KeyUsage.keyCertSign | KeyUsage.cRLSign;
    }

    /** An RSA key may also carry the secret of the handshake (TLS_RSA_*). */
    private static int leafUsage(Description description) {
        return description.key().isRsa()
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
    }

    /** Ed25519 keys are the JDK's own, the others sign with Bouncy Castle, which knows every name of a signature. */
    private static ContentSigner signer(String signature, PrivateKey key) throws OperatorCreationException {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(signature);
        if (!signature.equals(KeyAlgorithm.ED25519.signature())) {
            builder.setProvider(Pem.BOUNCY_CASTLE);
        }
        return builder.build(key);
    }
}
