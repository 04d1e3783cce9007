package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AddressTextPropertyTest {
    @Property
    void everyIpv6AddressSurvivesItsText(@ForAll @Size(16) byte[] address) throws UnknownHostException {
        String text = AddressText.format(address);
        assertArrayEquals(address, AddressText.ipv6(text));
        byte[] java = InetAddress.getByName(text).getAddress();
        int ipv4Part = address.length - java.length;
        for (int i = 0; i < java.length; i++) {
            assertEquals(address[ipv4Part + i], java[i], text);
        }
    }

    @Property
    void everyIpv4AddressSurvivesItsText(@ForAll @Size(4) byte[] address) {
        String text = AddressText.format(address);
        assertArrayEquals(address, AddressText.ipv4(text));
        assertArrayEquals(address, AddressText.aton(text));
    }
}
