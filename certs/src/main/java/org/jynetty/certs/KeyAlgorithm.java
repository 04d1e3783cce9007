package org.jynetty.certs;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key that the catalogue uses, and how each signs. */
public enum KeyAlgorithm {
    RSA_1024("RSA", "RSA 1024", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    RSA_2048("RSA", "RSA 2048", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    EC_P256("EC", "EC P-256", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    EC_P384("EC", "EC P-384", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
    EC_P521("EC", "EC P-521", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA"),
    ED25519("Ed25519", "Ed25519", NamedParameterSpec.ED25519, "Ed25519");

    private final String family;
    private final String label;
    private final AlgorithmParameterSpec parameters;
    private final String signature;

    KeyAlgorithm(String family, String label, AlgorithmParameterSpec parameters, String signature) {
        this.family = family;
        this.label = label;
        this.parameters = parameters;
        this.signature = signature;
    }

    /** The name for people, such as {@code EC P-256}. */
    public String label() {
        return label;
    }

    public boolean isRsa() {
        return family.equals("RSA");
    }

    public boolean isEc() {
        return family.equals("EC");
    }

    /** The standard name of the signature that a key of this kind makes unless a description asks for another. */
    String signature() {
        return signature;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = generator();
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a key: " + label, e);
        }
    }

    /**
     * EC keys come from Bouncy Castle, whose encoding holds the public point and the curve, which the traditional PEM
     * form needs. Ed25519 keys come from the JDK, whose encoding is version 1 of PKCS#8: OpenSSL 1.1.1 rejects version 2.
     */
    private KeyPairGenerator generator() throws GeneralSecurityException {
        Provider bouncyCastle = Pem.BOUNCY_CASTLE;
        return isEc() ? KeyPairGenerator.getInstance(family, bouncyCastle) : KeyPairGenerator.getInstance(family);
    }
}
