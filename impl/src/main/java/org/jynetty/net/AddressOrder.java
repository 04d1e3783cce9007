package org.jynetty.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the addresses of a host into the order in which a program should try them: RFC 6724 section 6 with the tables that
 * the GNU C library has built in. As there, the system's choice of a source address is found by connecting a datagram
 * socket, which sends nothing.
 */
final class AddressOrder {
    /** The port of a connect that sends nothing: any but 0. */
    private static final int ANY_PORT = 53;

    private static final int GLOBAL_SCOPE = 14;
    private static final int SITE_LOCAL_SCOPE = 5;
    private static final int LINK_LOCAL_SCOPE = 2;

    /** Longest prefix first; the last one matches all. */
    private static final List<Prefix> LABELS = List.of(
            new Prefix("::1", 128, 0),
            new Prefix("::ffff:0:0", 96, 4),
            new Prefix("::", 96, 3),
            new Prefix("2001::", 32, 7),
            new Prefix("2002::", 16, 2),
            new Prefix("fec0::", 10, 5),
            new Prefix("fc00::", 7, 6),
            new Prefix("::", 0, 1));

    private static final List<Prefix> PRECEDENCES = List.of(
            new Prefix("::1", 128, 50),
            new Prefix("::ffff:0:0", 96, 10),
            new Prefix("::", 96, 20),
            new Prefix("2002::", 16, 30),
            new Prefix("::", 0, 40));

    private static final Comparator<Destination> ORDER = Comparator.<Destination, Boolean>comparing(
                    d -> d.source == null)
            .thenComparing(d -> d.source == null || scope(d.address) != scope(d.source))
            .thenComparing(d -> d.source == null || valueIn(LABELS, d.address) != valueIn(LABELS, d.source))
            .thenComparing(d -> -valueIn(PRECEDENCES, d.address))
            .thenComparing(d -> scope(d.address))
            .thenComparing(AddressOrder::byLongestCommonPrefix);

    private record Prefix(byte[] address, int bits, int value) {
        Prefix(String address, int bits, int value) {
            this(AddressText.ipv6(address), bits, value);
        }
    }

    private record Destination(InetAddress address, InetAddress source) {}

    private AddressOrder() {}

    /** The same addresses in order; addresses that rank alike keep theirs. */
    static List<InetAddress> sort(List<InetAddress> addresses) {
        if (addresses.size() < 2) {
            return addresses;
        }
        List<Destination> destinations = new ArrayList<>();
        for (InetAddress address : addresses) {
            destinations.add(new Destination(address, sourceFor(address)));
        }
        destinations.sort(ORDER);
        return destinations.stream().map(Destination::address).toList();
    }

    private static InetAddress sourceFor(InetAddress address) {
        boolean ipv4 = address instanceof Inet4Address;
        if (address.isAnyLocalAddress()) {
            // To the kernel it is the loopback address; Java would take another one.
            return NumericHost.ofBytes(ipv4 ? new byte[] {127, 0, 0, 1} : AddressText.ipv6("::1"));
        }
        try (DatagramChannel channel =
                DatagramChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            channel.connect(new InetSocketAddress(address, ANY_PORT));
            return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        } catch (IOException | UnsupportedOperationException unreachable) {
            return null;
        }
    }

    private static int scope(InetAddress address) {
        if (address.isMulticastAddress() && !(address instanceof Inet4Address)) {
            return address.getAddress()[1] & 0xF;
        }
        if (address.isLinkLocalAddress() || address.isLoopbackAddress()) {
            return LINK_LOCAL_SCOPE;
        }
        boolean siteLocal = address.isSiteLocalAddress() && !(address instanceof Inet4Address);
        return siteLocal ? SITE_LOCAL_SCOPE : GLOBAL_SCOPE;
    }

    private static int valueIn(List<Prefix> table, InetAddress address) {
        byte[] bytes = NumericHost.mapped(address).getAddress();
        for (Prefix prefix : table) {
            if (commonBits(bytes, prefix.address) >= prefix.bits) {
                return prefix.value;
            }
        }
        throw new IllegalStateException("the last prefix of a table matches every address");
    }

    private static int byLongestCommonPrefix(Destination a, Destination b) {
        boolean comparable = a.source != null
                && b.source != null
                && !(a.address instanceof Inet4Address)
                && !(b.address instanceof Inet4Address);
        return comparable
                ? Integer.compare(
                        commonBits(b.address.getAddress(), b.source.getAddress()),
                        commonBits(a.address.getAddress(), a.source.getAddress()))
                : 0;
    }

    private static int commonBits(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] ^ b[i]) & 0xFF;
            if (difference != 0) {
                return 8 * i + Integer.numberOfLeadingZeros(difference) - 24;
            }
        }
        return 8 * a.length;
    }
}
