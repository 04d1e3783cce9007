package org.jynetty.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The options of ip(7) and ipv6(7) that are about multicast groups and interfaces: the membership of a datagram socket, and
 * where it sends to groups. Guarded by the lock of the socket's loop.
 */
final class Multicast {
    /** Bytes. */
    private static final int IPV4_SIZE = 4;

    /** Bytes. */
    private static final int IPV6_SIZE = 16;

    private final OpenSocket socket;
    private final List<MembershipKey> memberships = new ArrayList<>(0);

    Multicast(OpenSocket socket) {
        this.socket = socket;
    }

    /** Whether an option is one of these. */
    static boolean handles(int level, int name) {
        return switch (level) {
            case Linux.IPPROTO_IP ->
                name == Linux.IP_MULTICAST_IF || name == Linux.IP_ADD_MEMBERSHIP || name == Linux.IP_DROP_MEMBERSHIP;
            case Linux.IPPROTO_IPV6 ->
                name == Linux.IPV6_MULTICAST_IF || name == Linux.IPV6_JOIN_GROUP || name == Linux.IPV6_LEAVE_GROUP;
            default -> false;
        };
    }

    /** @throws NetException ENOPROTOOPT for memberships, which cannot be asked for; EINVAL for stream sockets */
    byte[] get(int level, int name) throws IOException {
        boolean ipv6 = level == Linux.IPPROTO_IPV6;
        if (name != (ipv6 ? Linux.IPV6_MULTICAST_IF : Linux.IP_MULTICAST_IF)) {
            throw NetException.of(Errno.ENOPROTOOPT);
        }
        NetworkInterface via = channel(Errno.EINVAL).getOption(StandardSocketOptions.IP_MULTICAST_IF);
        if (ipv6) {
            return OptionValue.ofInts(via == null ? 0 : via.getIndex());
        }
        return via == null
                ? new byte[IPV4_SIZE]
                : via.inetAddresses()
                        .filter(Inet4Address.class::isInstance)
                        .findFirst()
                        .map(InetAddress::getAddress)
                        .orElseGet(() -> new byte[IPV4_SIZE]);
    }

    /**
     * Sets one of these options.
     *
     * @param value a {@code struct in_addr}, {@code ip_mreq}, {@code ip_mreqn} or {@code ipv6_mreq}, or an interface's index
     * @throws NetException EINVAL if it is too short or names no group, EINVAL and EPROTO for stream sockets; ENODEV, EADDRNOTAVAIL for an interface that does not
     *     exist; EADDRINUSE for a member that joins again; EADDRNOTAVAIL for one that leaves and is none
     */
    void set(int level, int name, byte[] value) throws IOException {
        if (level == Linux.IPPROTO_IPV6) {
            setIpv6(name, value);
        } else {
            setIpv4(name, value);
        }
    }

    private void setIpv4(int name, byte[] value) throws IOException {
        if (name == Linux.IP_MULTICAST_IF) {
            // The interface comes first, or after the group of a longer structure.
            int at = value.length >= 2 * IPV4_SIZE ? IPV4_SIZE : 0;
            channel(Errno.EINVAL)
                    .setOption(StandardSocketOptions.IP_MULTICAST_IF, ipv4Interface(value, at, Errno.EADDRNOTAVAIL));
            return;
        }
        InetAddress group = group(value, IPV4_SIZE);
        changeMembership(name == Linux.IP_ADD_MEMBERSHIP, group, ipv4Interface(value, IPV4_SIZE, Errno.ENODEV));
    }

    private void setIpv6(int name, byte[] value) throws IOException {
        if (name == Linux.IPV6_MULTICAST_IF) {
            channel(Errno.EINVAL)
                    .setOption(
                            StandardSocketOptions.IP_MULTICAST_IF, byIndex(OptionValue.intAt(value, 0), Errno.ENODEV));
            return;
        }
        InetAddress group = group(value, IPV6_SIZE);
        int index = OptionValue.intAt(value, IPV6_SIZE / Integer.BYTES);
        changeMembership(name == Linux.IPV6_JOIN_GROUP, group, byIndex(index, Errno.ENODEV));
    }

    private static InetAddress group(byte[] value, int size) throws NetException {
        InetAddress group = address(value, 0, size);
        if (!group.isMulticastAddress()) {
            throw NetException.of(Errno.EINVAL);
        }
        return group;
    }

    private void changeMembership(boolean join, InetAddress group, NetworkInterface via) throws IOException {
        DatagramChannel member = channel(Errno.EPROTO);
        memberships.removeIf(key -> !key.isValid());
        MembershipKey present = memberships.stream()
                .filter(key ->
                        key.group().equals(group) && key.networkInterface().equals(via))
                .findFirst()
                .orElse(null);
        if (join) {
            if (present != null) {
                throw NetException.of(Errno.EADDRINUSE);
            }
            memberships.add(member.join(group, via));
        } else if (present == null) {
            throw NetException.of(Errno.EADDRNOTAVAIL);
        } else {
            present.drop();
        }
    }

    /** Only datagrams go to groups. @throws NetException where there are none */
    private DatagramChannel channel(Errno otherwise) throws NetException {
        NetworkChannel channel = (NetworkChannel) socket.selectable();
        if (channel instanceof DatagramChannel datagrams) {
            return datagrams;
        }
        throw NetException.of(otherwise);
    }

    /** By its address, or by the index that may follow; any that will do where neither says which. */
    private static NetworkInterface ipv4Interface(byte[] value, int at, Errno otherwise) throws IOException {
        if (value.length >= at + 2 * IPV4_SIZE) {
            int index = OptionValue.intAt(value, at / IPV4_SIZE + 1);
            if (index != 0) {
                return byIndex(index, Errno.ENODEV);
            }
        }
        InetAddress address = address(value, at, IPV4_SIZE);
        return found(
                address.isAnyLocalAddress() ? anyInterface() : NetworkInterface.getByInetAddress(address), otherwise);
    }

    private static NetworkInterface byIndex(int index, Errno otherwise) throws IOException {
        return found(index == 0 ? anyInterface() : NetworkInterface.getByIndex(index), otherwise);
    }

    private static NetworkInterface found(NetworkInterface found, Errno otherwise) throws NetException {
        if (found == null) {
            throw NetException.of(otherwise);
        }
        return found;
    }

    /** The kernel asks its routes; here it is the first interface that is up and knows groups, the loopback last. */
    private static NetworkInterface anyInterface() throws SocketException {
        NetworkInterface loopback = null;
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp() && each.isLoopback()) {
                loopback = each;
            } else if (each.isUp() && each.supportsMulticast()) {
                return each;
            }
        }
        return loopback;
    }

    private static InetAddress address(byte[] value, int at, int size) throws NetException {
        if (value.length < at + size) {
            throw NetException.of(Errno.EINVAL);
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(value, at, at + size));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + size + " bytes", e);
        }
    }
}
