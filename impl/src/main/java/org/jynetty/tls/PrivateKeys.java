package org.jynetty.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.util.encoders.Hex;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;

/** Reads a private key from PEM in all dialects that OpenSSL 1.1.1 writes: {@code PEM_read_bio_PrivateKey(3)}. */
final class PrivateKeys {
    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String RSA = "RSA PRIVATE KEY";
    private static final String EC = "EC PRIVATE KEY";
    private static final Set<String> TYPES = Set.of(PLAIN, ENCRYPTED, RSA, EC);

    private static final int BAD_DECRYPT = 101;
    private static final int BAD_PASSWORD_READ = 104;
    private static final int ASN1_LIB = 13;

    private PrivateKeys() {}

    /**
     * The first private key of a file.
     *
     * @throws PemException if there is none, or it cannot be decrypted or decoded; no key material is in its message
     */
    static PrivateKey read(byte[] pem, PasswordSource passwords) throws PemException {
        PemObject object = new PemFile(pem).require(TYPES::contains);
        Asking asking = new Asking(passwords);
        try {
            return switch (object.getType()) {
                case PLAIN -> key(PrivateKeyInfo.getInstance(object.getContent()));
                case ENCRYPTED -> key(decryptPkcs8(object.getContent(), asking));
                case RSA -> key(rsa(traditional(object, asking)));
                default -> key(ec(traditional(object, asking)));
            };
        } catch (EncryptionException | PKCSException | OperatorException e) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, BAD_DECRYPT), null);
        } catch (PemException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (e == asking.failure) {
                throw asking.failure;
            }
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, ASN1_LIB), null);
        }
    }

    /** Tells what the source of passwords throws from what malformed keys do: see {@link Malformed}. */
    private static final class Asking implements PasswordSource {
        private final PasswordSource source;
        private RuntimeException failure;

        Asking(PasswordSource source) {
            this.source = source;
        }

        @Override
        public byte[] password() {
            try {
                return source.password();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }

    private static byte[] require(PasswordSource passwords) throws PemException {
        byte[] password = passwords.password();
        if (password == null) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, BAD_PASSWORD_READ), null);
        }
        return password;
    }

    private static PrivateKeyInfo decryptPkcs8(byte[] der, PasswordSource passwords)
            throws PemException, PKCSException, OperatorException {
        EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
        // Bouncy Castle makes UTF-8 of the characters again.
        char[] password = new String(require(passwords), StandardCharsets.UTF_8).toCharArray();
        try {
            return new PKCS8EncryptedPrivateKeyInfo(info).decryptPrivateKeyInfo(decryptor(info, password));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Of Bouncy Castle's two, one knows PKCS #5 version 2 with all its functions, the other OpenSSL's older schemes. */
    private static InputDecryptorProvider decryptor(EncryptedPrivateKeyInfo info, char[] password)
            throws OperatorCreationException {
        if (info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(Providers.BOUNCY_CASTLE)
                    .build(password);
        }
        return new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(Providers.BOUNCY_CASTLE)
                .build(password);
    }

    /** The content of a key in OpenSSL's own format, decrypted if its {@code DEK-Info} header says that it is not plain. */
    private static byte[] traditional(PemObject object, PasswordSource passwords)
            throws IOException, OperatorException {
        String cipher = null;
        for (Object header : object.getHeaders()) {
            if (((PemHeader) header).getName().equals("DEK-Info")) {
                cipher = ((PemHeader) header).getValue();
            }
        }
        if (cipher == null) {
            return object.getContent();
        }
        String[] nameAndVector = cipher.split(",");
        if (nameAndVector.length != 2) {
            throw new EncryptionException("DEK-Info has no initialization vector");
        }
        // Bouncy Castle takes the low byte of each character.
        char[] password = new String(require(passwords), StandardCharsets.ISO_8859_1).toCharArray();
        try {
            return new JcePEMDecryptorProviderBuilder()
                    .setProvider(Providers.BOUNCY_CASTLE)
                    .build(password)
                    .get(nameAndVector[0])
                    .decrypt(object.getContent(), Hex.decode(nameAndVector[1].strip()));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static PrivateKeyInfo rsa(byte[] der) throws IOException {
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPrivateKey.getInstance(ASN1Primitive.fromByteArray(der)));
    }

    private static PrivateKeyInfo ec(byte[] der) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(ASN1Primitive.fromByteArray(der));
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
    }

    /** The JVM does not read keys whose curve is spelt out instead of named; Bouncy Castle does. */
    private static PrivateKey ec(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        try {
            return Providers.INSTANCE.createKeyFactory("EC").generatePrivate(encoded);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC", Providers.BOUNCY_CASTLE).generatePrivate(encoded);
        }
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(info.getEncoded());
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return KeyFactory.getInstance("Ed25519", Providers.BOUNCY_CASTLE).generatePrivate(encoded);
        } else if (algorithm.equals(EdECObjectIdentifiers.id_Ed448)) {
            return KeyFactory.getInstance("Ed448", Providers.BOUNCY_CASTLE).generatePrivate(encoded);
        } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return ec(encoded);
        } else if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Providers.INSTANCE.createKeyFactory("RSA").generatePrivate(encoded);
        } else if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return Providers.INSTANCE.createKeyFactory("RSASSA-PSS").generatePrivate(encoded);
        }
        throw new GeneralSecurityException("keys of the algorithm " + algorithm + " are not supported");
    }
}
