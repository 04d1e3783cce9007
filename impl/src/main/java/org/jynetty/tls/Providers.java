package org.jynetty.tls;

import java.security.AlgorithmParameterGenerator;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import org.bouncycastle.jcajce.util.DefaultJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Where cryptography comes from: the JVM's own providers, whose AES-GCM and RSA are fast, and for what they do not have a
 * Bouncy Castle provider that is registered nowhere, so that nothing changes for the rest of the JVM.
 *
 * <p>Certificates are always Bouncy Castle's: it reads some that the JVM's parser rejects but OpenSSL accepts. So are elliptic
 * curves: it takes a tenth of the JVM's time to verify a signature over P-256 on JDK 17, a fifth on JDK 25, and half of it for
 * X25519; and the Edwards keys of the two do not understand each other.
 */
final class Providers extends DefaultJcaJceHelper {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    static final Providers INSTANCE = new Providers();

    private Providers() {}

    private interface Source<T> {
        T get() throws NoSuchAlgorithmException;
    }

    private static <T> T choose(String algorithm, Source<T> ofJvm, Source<T> ofBouncyCastle)
            throws NoSuchAlgorithmException {
        if (isOverCurve(algorithm)) {
            return ofBouncyCastle.get();
        }
        try {
            return ofJvm.get();
        } catch (NoSuchAlgorithmException e) {
            return ofBouncyCastle.get();
        }
    }

    /** EC, ECDH, ECDSA with any hash, X25519, X448, XDH, Ed25519, Ed448. */
    private static boolean isOverCurve(String algorithm) {
        String name = algorithm.toUpperCase(Locale.ROOT);
        return name.startsWith("EC") || name.startsWith("ED") || name.startsWith("X") || name.endsWith("ECDSA");
    }

    @Override
    public Cipher createCipher(String algorithm) throws NoSuchAlgorithmException, NoSuchPaddingException {
        try {
            return super.createCipher(algorithm);
        } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
            return Cipher.getInstance(algorithm, BOUNCY_CASTLE);
        }
    }

    @Override
    public Mac createMac(String algorithm) throws NoSuchAlgorithmException {
        return choose(algorithm, () -> super.createMac(algorithm), () -> Mac.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public KeyAgreement createKeyAgreement(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createKeyAgreement(algorithm),
                () -> KeyAgreement.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public AlgorithmParameterGenerator createAlgorithmParameterGenerator(String algorithm)
            throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createAlgorithmParameterGenerator(algorithm),
                () -> AlgorithmParameterGenerator.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public AlgorithmParameters createAlgorithmParameters(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createAlgorithmParameters(algorithm),
                () -> AlgorithmParameters.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public KeyGenerator createKeyGenerator(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createKeyGenerator(algorithm),
                () -> KeyGenerator.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public KeyFactory createKeyFactory(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createKeyFactory(algorithm),
                () -> KeyFactory.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public SecretKeyFactory createSecretKeyFactory(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createSecretKeyFactory(algorithm),
                () -> SecretKeyFactory.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public KeyPairGenerator createKeyPairGenerator(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createKeyPairGenerator(algorithm),
                () -> KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public MessageDigest createMessageDigest(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createMessageDigest(algorithm),
                () -> MessageDigest.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public Signature createSignature(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createSignature(algorithm),
                () -> Signature.getInstance(algorithm, BOUNCY_CASTLE));
    }

    @Override
    public CertificateFactory createCertificateFactory(String algorithm) throws CertificateException {
        return CertificateFactory.getInstance(algorithm, BOUNCY_CASTLE);
    }

    @Override
    public SecureRandom createSecureRandom(String algorithm) throws NoSuchAlgorithmException {
        return choose(
                algorithm,
                () -> super.createSecureRandom(algorithm),
                () -> SecureRandom.getInstance(algorithm, BOUNCY_CASTLE));
    }
}
