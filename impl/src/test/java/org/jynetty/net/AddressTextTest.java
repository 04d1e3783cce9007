package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "127.1, 127.0.0.1",
        "1.2.65535, 1.2.255.255",
        "1.16777215, 1.255.255.255",
        "4294967295, 255.255.255.255",
        "0x7f.1, 127.0.0.1",
        "0X7F000001, 127.0.0.1",
        "017700000001, 127.0.0.1",
        "010.010.010.010, 8.8.8.8",
    })
    void atonTakesNumbersInEveryForm(String text, String expected) {
        assertEquals(expected, AddressText.format(AddressText.aton(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.",
                ".1",
                "1..2",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.16777216",
                "4294967296",
                "08",
                "0x",
                "0x.1",
                "1a",
                " 1",
                "-1",
                "+1",
                "99999999999999999999"
            })
    void atonRejects(String text) {
        assertNull(AddressText.aton(text));
    }

    @Test
    void whatFollowsWhiteSpaceCountsForNumericHostsOnly() {
        assertArrayEquals(new byte[] {1, 2, 3, 4}, AddressText.aton("1.2.3.4 and more"));
        assertNull(AddressText.numericIpv4("1.2.3.4 and more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "01.2.3.4", "1.2.3.256", "0x1.2.3.4", "1.2.3.4 ", "1.2.3.", "1.2.3.0004"})
    void presentationOfIpv4IsStrict(String text) {
        assertNull(AddressText.ipv4(text));
    }

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "ABCD:00ef::, abcd:ef::",
        "::ffff:1.2.3.4, ::ffff:1.2.3.4",
        "::1.2.3.4, ::1.2.3.4",
        "1:0:0:4:5:0:0:8, 1::4:5:0:0:8",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    })
    void ipv6(String text, String expected) {
        assertEquals(expected, AddressText.format(AddressText.ipv6(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1:",
                ":1",
                "1:::2",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1.2.3",
                "::01.2.3.4",
                "1.2.3.4::",
                "1.2.3.4",
                "::1%lo",
                " ::1",
                "::1.2.3.4:5"
            })
    void ipv6Rejects(String text) {
        assertNull(AddressText.ipv6(text));
    }

    @Test
    void otherLengthsAreNoAddresses() {
        assertThrows(IllegalArgumentException.class, () -> AddressText.format(new byte[5]));
    }
}
