package org.jynetty.certs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.crypto.util.PBKDFConfig;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * The forms of a private key in PEM that OpenSSL 1.1.1 reads: the traditional ones (PEM_read_bio_PrivateKey(3)) and
 * PKCS#8, plain or encrypted by PBES1, PBES2 (RFC 8018) or the schemes of PKCS#12 (RFC 7292, appendix C).
 */
public enum PemDialect {
    PKCS8(false, "PKCS#8") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return Pem.write(new JcaPKCS8Generator(key, null));
        }
    },
    PKCS8_PBES2_AES_128(true, "PKCS#8, PBES2 with PBKDF2 and AES-128") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException, OperatorCreationException {
            return pkcs8(key, pbes2(pbkdf2(), NISTObjectIdentifiers.id_aes128_CBC), password);
        }
    },
    PKCS8_PBES2_AES_256(true, "PKCS#8, PBES2 with PBKDF2 and AES-256") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException, OperatorCreationException {
            return pkcs8(key, pbes2(pbkdf2(), NISTObjectIdentifiers.id_aes256_CBC), password);
        }
    },
    PKCS8_PBES2_DES3(true, "PKCS#8, PBES2 with PBKDF2 and triple DES") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException, OperatorCreationException {
            return pkcs8(key, pbes2(pbkdf2(), PKCSObjectIdentifiers.des_EDE3_CBC), password);
        }
    },
    PKCS8_PBES2_SCRYPT(true, "PKCS#8, PBES2 with scrypt and AES-256") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException, OperatorCreationException {
            PBKDFConfig scrypt =
                    new ScryptConfig.Builder(16384, 8, 1).withSaltLength(8).build();
            return pkcs8(key, pbes2(scrypt, NISTObjectIdentifiers.id_aes256_CBC), password);
        }
    },
    PKCS8_PKCS12_DES3(true, "PKCS#8, PKCS#12's SHA-1 and triple DES") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException, OperatorCreationException {
            JcePKCSPBEOutputEncryptorBuilder scheme =
                    new JcePKCSPBEOutputEncryptorBuilder(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC);
            return pkcs8(key, scheme.setIterationCount(ITERATIONS), password);
        }
    },
    PKCS8_PBES1_DES(true, "PKCS#8, PBES1 with MD5 and DES") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException, GeneralSecurityException {
            String scheme = "PBEWithMD5AndDES";
            byte[] salt = new SecureRandom().generateSeed(8);
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password)),
                    new PBEParameterSpec(salt, ITERATIONS));
            byte[] encrypted = cipher.doFinal(key.getEncoded());
            return Pem.block(
                    "ENCRYPTED PRIVATE KEY",
                    new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded());
        }
    },
    TRADITIONAL(false, "traditional") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return Pem.write(new JcaMiscPEMGenerator(key));
        }
    },
    TRADITIONAL_DES3(true, "traditional, triple DES") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return traditional(key, "DES-EDE3-CBC", password);
        }
    },
    TRADITIONAL_AES_128(true, "traditional, AES-128") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return traditional(key, "AES-128-CBC", password);
        }
    },
    TRADITIONAL_AES_192(true, "traditional, AES-192") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return traditional(key, "AES-192-CBC", password);
        }
    },
    TRADITIONAL_AES_256(true, "traditional, AES-256") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return traditional(key, "AES-256-CBC", password);
        }
    },
    EC_PARAMETERS(false, "traditional EC after a block EC PARAMETERS, as ecparam(1) writes it") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return EcEncoding.named(key).toPem();
        }
    },
    EC_EXPLICIT_PARAMETERS(false, "the same, the curve spelt out instead of named") {
        @Override
        String write(PrivateKey key, char[] password) throws IOException {
            return EcEncoding.explicit(key).toPem();
        }
    };

    /** As many as OpenSSL 1.1.1 makes. */
    private static final int ITERATIONS = 2048;

    private final boolean encrypted;
    private final String label;

    PemDialect(boolean encrypted, String label) {
        this.encrypted = encrypted;
        this.label = label;
    }

    public boolean isEncrypted() {
        return encrypted;
    }

    /** What it is, for people. */
    public String label() {
        return label;
    }

    /** Its name in file names, such as {@code traditional-aes-128}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a key of this kind has such a form: Ed25519 has no traditional one, and only EC keys have parameters. */
    public boolean supports(KeyAlgorithm algorithm) {
        boolean parameters = this == EC_PARAMETERS || this == EC_EXPLICIT_PARAMETERS;
        if (parameters) {
            return algorithm.isEc();
        }
        return name().startsWith("PKCS8") || algorithm.isRsa() || algorithm.isEc();
    }

    /**
     * The key in this form.
     *
     * @param password ignored by a form that is not encrypted
     */
    String encode(PrivateKey key, char[] password) {
        try {
            return write(key, password);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot write a key as " + label, e);
        }
    }

    abstract String write(PrivateKey key, char[] password)
            throws IOException, GeneralSecurityException, OperatorCreationException;

    private static String traditional(PrivateKey key, String cipher, char[] password) throws IOException {
        JcePEMEncryptorBuilder builder = new JcePEMEncryptorBuilder(cipher).setProvider(Pem.BOUNCY_CASTLE);
        return Pem.write(new JcaMiscPEMGenerator(key, builder.build(password)));
    }

    private static String pkcs8(PrivateKey key, JcePKCSPBEOutputEncryptorBuilder scheme, char[] password)
            throws IOException, OperatorCreationException {
        OutputEncryptor encryptor = scheme.setProvider(Pem.BOUNCY_CASTLE).build(password);
        return Pem.write(new JcaPKCS8Generator(key, encryptor));
    }

    private static JcePKCSPBEOutputEncryptorBuilder pbes2(PBKDFConfig derivation, ASN1ObjectIdentifier cipher) {
        return new JcePKCSPBEOutputEncryptorBuilder(derivation, cipher);
    }

    private static PBKDFConfig pbkdf2() {
        return new PBKDF2Config.Builder()
                .withPRF(PBKDF2Config.PRF_SHA256)
                .withIterationCount(ITERATIONS)
                .build();
    }
}
