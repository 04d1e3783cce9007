package org.jynetty.certs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemDialectTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> forms() {
        return Stream.of("server-rsa", "server-ec", "server-ed25519")
                .map(TestCa.shared()::entry)
                .flatMap(entry -> Stream.of(PemDialect.values())
                        .filter(dialect -> dialect.supports(entry.description().key()))
                        .map(dialect -> Arguments.of(entry, dialect)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void bouncyCastleReadsTheSameKey(Entry entry, PemDialect dialect) throws Exception {
        String pem = entry.keyPem(dialect);
        assertArrayEquals(encoded(entry.privateKey()), read(pem, TestCa.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aWrongPasswordIsRefusedByTheEncryptedForms(Entry entry, PemDialect dialect) throws Exception {
        String pem = entry.keyPem(dialect);
        assertEquals(dialect.isEncrypted(), pem.contains("ENCRYPTED"));
        byte[] key = encoded(entry.privateKey());
        if (dialect.isEncrypted()) {
            assertTrue(isRefused(pem, "wrong", key));
        } else {
            assertArrayEquals(key, read(pem, "wrong"));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    @EnabledIf("org.jynetty.certs.Openssl#isThere")
    void opensslReadsTheSameKey(Entry entry, PemDialect dialect) throws Exception {
        String[] legacy = {"-provider", "legacy", "-provider", "default"};
        boolean old = dialect == PemDialect.PKCS8_PBES1_DES
                && Openssl.run("version").output().startsWith("OpenSSL 3");
        Path file = Files.writeString(directory.resolve("key.pem"), entry.keyPem(dialect));
        Path publicKey = Files.writeString(directory.resolve("cert.pem"), entry.certificatePem());
        String[] arguments = {"pkey", "-in", file.toString(), "-passin", "pass:" + TestCa.PASSWORD, "-pubout"};
        Openssl.Result key = Openssl.run(Stream.concat(Stream.of(arguments), old ? Stream.of(legacy) : Stream.empty())
                .toArray(String[]::new));
        assertEquals(0, key.status(), key.output());
        if (dialect != PemDialect.EC_EXPLICIT_PARAMETERS) {
            Openssl.Result certificate = Openssl.run("x509", "-in", publicKey.toString(), "-noout", "-pubkey");
            assertEquals(certificate.output(), key.output());
        }
    }

    @Test
    void theLabelsAreThoseOfOpenssl() {
        Entry rsa = TestCa.shared().entry("server-rsa");
        Entry ec = TestCa.shared().entry("server-ec");
        assertEquals(List.of("RSA PRIVATE KEY"), labels(rsa.keyPem(PemDialect.TRADITIONAL)));
        assertEquals(List.of("EC PRIVATE KEY"), labels(ec.keyPem(PemDialect.TRADITIONAL)));
        assertEquals(List.of("EC PARAMETERS", "EC PRIVATE KEY"), labels(ec.keyPem(PemDialect.EC_PARAMETERS)));
        assertEquals(List.of("PRIVATE KEY"), labels(ec.keyPem(PemDialect.PKCS8)));
        assertEquals(List.of("ENCRYPTED PRIVATE KEY"), labels(ec.keyPem(PemDialect.PKCS8_PBES1_DES)));
        assertEquals(List.of("PRIVATE KEY", "CERTIFICATE", "CERTIFICATE"), labels(rsa.bundlePem()));
        String encrypted = rsa.keyPem(PemDialect.TRADITIONAL_AES_192);
        assertTrue(encrypted.contains("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-192-CBC,"), encrypted);
    }

    @Test
    void explicitParametersAreSpeltOut() {
        Entry ec = TestCa.shared().entry("server-ec");
        int named = ec.keyPem(PemDialect.EC_PARAMETERS).length();
        int explicit = ec.keyPem(PemDialect.EC_EXPLICIT_PARAMETERS).length();
        assertTrue(explicit > named + 400, named + ", " + explicit);
    }

    @Test
    void aFormThatTheKeyHasNotIsRefused() {
        Entry entry = TestCa.shared().entry("server-ed25519");
        Exception failure =
                assertThrows(IllegalArgumentException.class, () -> entry.keyPem(PemDialect.TRADITIONAL_AES_128));
        assertTrue(failure.getMessage().contains("server-ed25519"), failure.getMessage());
    }

    private static List<String> labels(String pem) {
        return pem.lines()
                .filter(line -> line.startsWith("-----BEGIN "))
                .map(line -> line.substring(11, line.length() - 5))
                .toList();
    }

    /** CBC padding lets a wrong password through once in 256 times; what comes out then is no key, or not this one. */
    private static boolean isRefused(String pem, String password, byte[] key) {
        byte[] found;
        try {
            found = read(pem, password);
        } catch (Exception e) {
            return true;
        }
        return !Arrays.equals(key, found);
    }

    private static byte[] read(String pem, String password) throws Exception {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        char[] characters = password.toCharArray();
        Object block = lastBlock(pem);
        if (block instanceof PEMEncryptedKeyPair encrypted) {
            block = encrypted.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                    .setProvider(Pem.BOUNCY_CASTLE)
                    .build(characters));
        } else if (block instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            block = encrypted.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(Pem.BOUNCY_CASTLE)
                    .build(characters));
        }
        if (block instanceof PEMKeyPair pair) {
            KeyPair keys = converter.setProvider(Pem.BOUNCY_CASTLE).getKeyPair(pair);
            return encoded(keys.getPrivate());
        }
        return encoded(converter.getPrivateKey((PrivateKeyInfo) block));
    }

    private static Object lastBlock(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object last = null;
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                last = block;
            }
            return last;
        }
    }

    /** The secret itself, without what a form may add to it (curve, public key). */
    private static byte[] encoded(PrivateKey key) throws IOException {
        if (key instanceof java.security.interfaces.ECPrivateKey ec) {
            return ec.getS().toByteArray();
        }
        return PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKey().getOctets();
    }
}
