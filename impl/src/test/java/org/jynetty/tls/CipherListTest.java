package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CipherListTest {

    @TestFactory
    Stream<DynamicTest> selectsWhatOpenSslSelectsInItsOrder() {
        return Table.rows("cipher-strings.tsv").stream()
                .map(row -> dynamicTest("'" + row[0] + "'", () -> assertEquals(row[1], names(row[0]))));
    }

    private static String names(String string) {
        CipherList list = CipherList.parse(string);
        return list == null
                ? "no cipher match"
                : list.ciphers().stream().map(Cipher::name).collect(Collectors.joining(":"));
    }

    @Test
    void readsTheSecurityLevel() {
        assertEquals(1, CipherList.parse("ALL").securityLevel());
        assertEquals(2, CipherList.parse("ALL:@SECLEVEL=2").securityLevel());
        assertEquals(0, CipherList.parse("@SECLEVEL=0:ALL").securityLevel());
    }
}
