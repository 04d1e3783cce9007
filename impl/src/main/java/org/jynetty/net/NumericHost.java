package org.jynetty.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Numeric hosts: IP addresses as text with scopes (RFC 4007 section 11), and conversions that Java's own lookups blur. */
public final class NumericHost {
    private static final int MAPPED_PREFIX = 12;

    private NumericHost() {}

    /**
     * A numeric host as {@code getaddrinfo(3)} takes it: IPv4 in every form of {@code inet_aton(3)}, IPv6, and IPv6 with
     * {@code %} and a scope, which is a number or, for a link-local address, the name of a network interface.
     */
    public static Optional<InetAddress> parse(String text) {
        byte[] ipv4 = AddressText.numericIpv4(text);
        if (ipv4 != null) {
            return Optional.of(ofBytes(ipv4));
        }
        int percent = text.indexOf('%');
        byte[] ipv6 = AddressText.ipv6(percent < 0 ? text : text.substring(0, percent));
        if (ipv6 == null) {
            return Optional.empty();
        }
        if (percent < 0) {
            return Optional.of(ofBytes(ipv6));
        }
        int scope = scopeId((Inet6Address) ofBytes(ipv6), text.substring(percent + 1));
        return scope < 0 ? Optional.empty() : Optional.of(scoped(ipv6, scope));
    }

    /** The numeric text of an address, with its scope where it has one, as {@code getnameinfo(3)} gives it. */
    public static String format(InetAddress address) {
        String text = AddressText.format(address.getAddress());
        if (!(address instanceof Inet6Address ipv6) || ipv6.getScopeId() == 0) {
            return text;
        }
        String scope = isLinkLocal(ipv6) ? interfaceName(ipv6.getScopeId()) : null;
        return text + "%" + (scope == null ? ipv6.getScopeId() : scope);
    }

    /** An address of 4 or 16 bytes; of 16, it stays an IPv6 address even where it stands for an IPv4 one. */
    public static InetAddress ofBytes(byte[] address) {
        try {
            return address.length == 4
                    ? InetAddress.getByAddress(address)
                    : Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + address.length, e);
        }
    }

    /**
     * An IPv6 address with a scope.
     *
     * @param scope the index of a network interface; 0 for none
     */
    public static Inet6Address scoped(byte[] address, int scope) {
        try {
            return Inet6Address.getByAddress(null, address, scope == 0 ? -1 : scope);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IPv6 address has 16 bytes, not " + address.length, e);
        }
    }

    /** The IPv6 address that stands for an IPv4 address (RFC 4291 section 2.5.5.2); IPv6 addresses stay as they are. */
    public static Inet6Address mapped(InetAddress address) {
        if (address instanceof Inet6Address ipv6) {
            return ipv6;
        }
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xFF;
        bytes[11] = (byte) 0xFF;
        System.arraycopy(address.getAddress(), 0, bytes, MAPPED_PREFIX, 4);
        return scoped(bytes, 0);
    }

    /** The IPv4 address that an IPv6 address stands for, or empty where it stands for none. */
    static Optional<InetAddress> unmapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] ipv4 = Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length);
        boolean mapped = Arrays.equals(bytes, mapped(ofBytes(ipv4)).getAddress());
        return mapped ? Optional.of(ofBytes(ipv4)) : Optional.empty();
    }

    /** The address family of an address. */
    static int familyOf(InetAddress address) {
        return address instanceof Inet4Address ? Linux.AF_INET : Linux.AF_INET6;
    }

    private static int scopeId(Inet6Address address, String scope) {
        if (isLinkLocal(address)) {
            try {
                NetworkInterface named = NetworkInterface.getByName(scope);
                if (named != null) {
                    return named.getIndex();
                }
            } catch (SocketException e) {
                return -1;
            }
        }
        try {
            return scope.startsWith("+") || scope.startsWith("-") ? -1 : Integer.parseInt(scope);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String interfaceName(int index) {
        try {
            NetworkInterface found = NetworkInterface.getByIndex(index);
            return found == null ? null : found.getName();
        } catch (SocketException e) {
            return null;
        }
    }

    /** Whether it is an address of a link and does not say of which one. */
    static boolean lacksScope(SocketAddress address) {
        Inet6Address host = ofLink(address);
        return host != null && host.getScopeId() == 0;
    }

    /** Whether it is an address of a certain link. */
    static boolean hasScope(SocketAddress address) {
        Inet6Address host = ofLink(address);
        return host != null && host.getScopeId() != 0;
    }

    private static Inet6Address ofLink(SocketAddress address) {
        boolean ofLink = address instanceof InetSocketAddress inet
                && inet.getAddress() instanceof Inet6Address ipv6
                && isLinkLocal(ipv6);
        return ofLink ? (Inet6Address) ((InetSocketAddress) address).getAddress() : null;
    }

    private static boolean isLinkLocal(Inet6Address address) {
        return address.isLinkLocalAddress() || address.isMCLinkLocal();
    }
}
