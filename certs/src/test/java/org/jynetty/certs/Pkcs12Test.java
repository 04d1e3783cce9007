package org.jynetty.certs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Pkcs12Test {
    @TempDir
    private Path directory;

    static List<Entry> entries() {
        return TestCa.shared().entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theJdkReadsKeyAndChain(Entry entry) throws Exception {
        char[] password = TestCa.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(entry.pkcs12()), password);
        assertEquals(List.of(entry.name()), Collections.list(store.aliases()));
        assertArrayEquals(
                entry.privateKey().getEncoded(),
                store.getKey(entry.name(), password).getEncoded());
        assertEquals(entry.chain(), List.of(store.getCertificateChain(entry.name())));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aWrongPasswordIsRefused(Entry entry) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        byte[] bytes = entry.pkcs12();
        assertThrows(IOException.class, () -> store.load(new ByteArrayInputStream(bytes), "wrong".toCharArray()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    @EnabledIf("org.jynetty.certs.Openssl#isThere")
    void opensslReadsIt(Entry entry) throws Exception {
        Path file = Files.write(directory.resolve("store.p12"), entry.pkcs12());
        Openssl.Result result =
                Openssl.run("pkcs12", "-in", file.toString(), "-passin", "pass:" + TestCa.PASSWORD, "-nodes", "-info");
        assertEquals(0, result.status(), result.output());
    }
}
