package org.jynetty.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * What a context identifies itself with: certificates, its own first, and the key of that one.
 */
record Credentials(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] PROBE = "does the key fit?".getBytes(StandardCharsets.US_ASCII);

    /** The kinds of keys that cipher suites know. */
    enum KeyType {
        RSA,
        RSA_PSS,
        EC,
        ED25519,
        ED448
    }

    /** The keys that decrypt a premaster secret. */
    static final Set<KeyType> DECRYPTING = EnumSet.of(KeyType.RSA);

    /** The keys that sign for the cipher suites of RSA in TLS 1.2, and those for the suites of ECDSA. */
    private static final Set<KeyType> SIGNING_RSA = EnumSet.of(KeyType.RSA, KeyType.RSA_PSS);

    private static final Set<KeyType> SIGNING_ECDSA = EnumSet.of(KeyType.EC, KeyType.ED25519, KeyType.ED448);

    /** The keys that sign for a key exchange up to TLS 1.2. */
    static Set<KeyType> signing(int keyExchange, boolean tls12) {
        return switch (keyExchange) {
            case KeyExchangeAlgorithm.DHE_RSA, KeyExchangeAlgorithm.ECDHE_RSA ->
                tls12 ? SIGNING_RSA : EnumSet.of(KeyType.RSA);
            case KeyExchangeAlgorithm.ECDHE_ECDSA -> tls12 ? SIGNING_ECDSA : EnumSet.of(KeyType.EC);
            default -> Set.of();
        };
    }

    /**
     * The certificates of a PEM file, as {@code SSL_CTX_use_certificate_chain_file(3)} reads it.
     *
     * @throws PemException if there is none, or one is damaged
     */
    static List<X509Certificate> readChain(byte[] pem) throws PemException {
        PemFile file = new PemFile(pem);
        List<X509Certificate> chain = new ArrayList<>();
        PemObject object = file.require(CertificateFiles.CERTIFICATE_TYPES::contains);
        while (object != null) {
            chain.add(CertificateFiles.certificate(object));
            object = file.next(CertificateFiles.CERTIFICATE_TYPES::contains);
        }
        return chain;
    }

    /** The public key of a certificate; null if it cannot be decoded. */
    static PublicKey publicKey(X509Certificate certificate) {
        try {
            return Malformed.checked(certificate::getPublicKey);
        } catch (IOException e) {
            return null;
        }
    }

    KeyType keyType() {
        return keyType(key);
    }

    /**
     * Whether the key is on a curve.
     *
     * @param group as TLS numbers it; negative for none
     */
    boolean isOnCurve(int group) {
        String curve = NamedGroup.getCurveName(group);
        return curve != null
                && ECNamedCurveTable.getOID(curve)
                        .equals(SubjectPublicKeyInfo.getInstance(
                                        chain.get(0).getPublicKey().getEncoded())
                                .getAlgorithm()
                                .getParameters());
    }

    /** The type of a key; null if it is none that TLS knows. */
    static KeyType keyType(Key key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> KeyType.RSA;
            case "RSASSA-PSS" -> KeyType.RSA_PSS;
            case "EC", "ECDSA" -> KeyType.EC;
            case "Ed25519" -> KeyType.ED25519;
            case "Ed448" -> KeyType.ED448;
            default -> null;
        };
    }

    /** Whether a private key belongs to the public key of a certificate of the same type. */
    static boolean match(X509Certificate certificate, PrivateKey key) {
        PublicKey publicKey = certificate.getPublicKey();
        if (publicKey instanceof RSAKey ofCertificate && key instanceof RSAKey own) {
            return ofCertificate.getModulus().equals(own.getModulus());
        }
        String algorithm = publicKey instanceof ECKey ? "SHA256withECDSA" : publicKey.getAlgorithm();
        try {
            Signature signer = Signature.getInstance(algorithm, Providers.BOUNCY_CASTLE);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The chain as it goes over the wire. */
    Certificate forWire(org.bouncycastle.tls.TlsContext context) throws IOException {
        boolean tls13 = TlsUtils.isTLSv13(context);
        CertificateEntry[] entries = new CertificateEntry[chain.size()];
        try {
            for (int i = 0; i < entries.length; i++) {
                byte[] der = chain.get(i).getEncoded();
                entries[i] = new CertificateEntry(TlsCryptography.INSTANCE.createCertificate(der), null);
            }
        } catch (CertificateException e) {
            throw new IOException(e);
        }
        return new Certificate(tls13 ? TlsUtils.EMPTY_BYTES : null, entries);
    }
}
