package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jynetty.certs.Entry;
import org.jynetty.certs.KeyAlgorithm;
import org.jynetty.certs.PemDialect;
import org.jynetty.certs.TestCa;

class PrivateKeysTest {
    private static final PasswordSource PASSWORD = () -> TestCa.PASSWORD.getBytes(StandardCharsets.US_ASCII);

    private final TestCa ca = TestCa.shared();

    private Stream<Entry> oneOfEachAlgorithm() {
        Set<KeyAlgorithm> seen = EnumSet.noneOf(KeyAlgorithm.class);
        return ca.entries().stream()
                .filter(entry -> entry.description().keyMatches()
                        && seen.add(entry.description().key()));
    }

    private Stream<DynamicTest> forEachDialect(String what, Check check) {
        return oneOfEachAlgorithm().flatMap(entry -> Arrays.stream(PemDialect.values())
                .filter(dialect -> dialect.supports(entry.description().key()))
                .map(dialect -> dynamicTest(
                        entry.description().key().label() + ", " + dialect.label() + " " + what,
                        () -> check.of(entry, dialect))));
    }

    private interface Check {
        void of(Entry entry, PemDialect dialect) throws Exception;
    }

    private static byte[] pem(Entry entry, PemDialect dialect) {
        return entry.keyPem(dialect).getBytes(StandardCharsets.US_ASCII);
    }

    @TestFactory
    Stream<DynamicTest> readsKeysInAllDialects() {
        return forEachDialect("is read", (entry, dialect) -> {
            PrivateKey key = PrivateKeys.read(pem(entry, dialect), PASSWORD);
            assertTrue(Credentials.match(entry.certificate(), key));
        });
    }

    @TestFactory
    Stream<DynamicTest> rejectsWrongPasswords() {
        return forEachDialect("with a wrong password", (entry, dialect) -> {
            if (dialect.isEncrypted()) {
                byte[] wrong = "wrong".getBytes(StandardCharsets.US_ASCII);
                assertThrows(PemException.class, () -> PrivateKeys.read(pem(entry, dialect), () -> wrong));
            } else {
                PrivateKeys.read(pem(entry, dialect), () -> {
                    throw new AssertionError("no password is needed");
                });
            }
        });
    }

    @Test
    void tellsNothingOfAKeyThatItCannotRead() {
        String key = ca.entries().get(0).keyPem();
        String damaged = key.replaceFirst("\n[A-Za-z0-9+/]{8}", "\nAAAAAAAA");
        PemException failure = assertThrows(
                PemException.class,
                () -> PrivateKeys.read(damaged.getBytes(StandardCharsets.US_ASCII), PasswordSource.NONE));
        assertEquals("ASN1 lib", failure.getMessage());
        assertEquals(null, failure.getCause());
    }

    @Test
    void aKeyOfAnotherCertificateDoesNotMatch() throws PemException {
        for (Entry entry : ca.entries()) {
            if (!entry.description().keyMatches()) {
                PrivateKey key =
                        PrivateKeys.read(entry.keyPem().getBytes(StandardCharsets.US_ASCII), PasswordSource.NONE);
                assertFalse(Credentials.match(entry.certificate(), key), entry.name());
            }
        }
    }

    @Test
    void aFileWithoutAKeyHasNoStartLine() {
        byte[] pem = ca.entries().get(0).certificatePem().getBytes(StandardCharsets.US_ASCII);
        PemException failure = assertThrows(PemException.class, () -> PrivateKeys.read(pem, PasswordSource.NONE));
        assertEquals("NO_START_LINE", failure.reason().name());
    }
}
