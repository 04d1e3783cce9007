package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(30)
class SocketOptionsTest {
    private static final byte[] ON = OptionValue.ofInts(1);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final byte[] GROUP = {(byte) 239, 1, 2, 3};

    private TcpPair pair;
    private OpenSocket datagrams;

    @BeforeEach
    void open() throws NetException {
        pair = TcpPair.connect();
        datagrams = OpenSocket.open(Linux.AF_INET, Linux.SOCK_DGRAM, 0);
    }

    @AfterEach
    void close() {
        pair.close();
        datagrams.close();
    }

    /** As programs set what ip(7) has as an unsigned char. */
    @Test
    void optionsOfIpMayBeAByte() throws NetException {
        SocketOptions options = datagrams.options();
        options.set(Linux.IPPROTO_IP, Linux.IP_MULTICAST_TTL, new byte[] {7});
        assertArrayEquals(new byte[] {7}, options.get(Linux.IPPROTO_IP, Linux.IP_MULTICAST_TTL, 1));
        assertArrayEquals(OptionValue.ofInts(7), options.get(Linux.IPPROTO_IP, Linux.IP_MULTICAST_TTL, 4));
        options.set(Linux.IPPROTO_IP, Linux.IP_MULTICAST_LOOP, new byte[] {0});
        assertArrayEquals(OptionValue.ofInts(0), options.get(Linux.IPPROTO_IP, Linux.IP_MULTICAST_LOOP, 4));
        assertErrno(Errno.EINVAL, () -> options.set(Linux.IPPROTO_IP, Linux.IP_MULTICAST_TTL, new byte[0]));
        assertErrno(Errno.EINVAL, () -> options.set(Linux.SOL_SOCKET, Linux.SO_BROADCAST, new byte[] {1}));
    }

    @Test
    void urgentDataStaysInTheStreamWhereItIsAskedFor() throws NetException {
        pair.server.options().set(Linux.SOL_SOCKET, Linux.SO_OOBINLINE, ON);
        assertArrayEquals(ON, pair.server.options().get(Linux.SOL_SOCKET, Linux.SO_OOBINLINE, 4));
        assertEquals(3, sendUrgent("abc"));
        assertArrayEquals(new byte[] {'a', 'b', 'c'}, receiveAll(3));
        assertErrno(Errno.EINVAL, () -> pair.server.receive(1, MessageFlags.OOB, OpenSocket.BLOCKING));
    }

    @Test
    void urgentDataIsTakenOutOfTheStreamOtherwise() throws NetException {
        assertEquals(3, sendUrgent("abc"));
        TcpPair.send(pair.client, "d");
        assertArrayEquals(new byte[] {'a', 'b', 'd'}, receiveAll(3));
        assertErrno(Errno.EOPNOTSUPP, () -> pair.server.receive(1, MessageFlags.OOB, OpenSocket.BLOCKING));
    }

    private int sendUrgent(String text) throws NetException {
        return pair.client.send(text.getBytes(), 0, text.length(), MessageFlags.OOB, OpenSocket.BLOCKING);
    }

    private byte[] receiveAll(int size) throws NetException {
        ByteBuffer all = ByteBuffer.allocate(size);
        while (all.hasRemaining()) {
            all.put(pair.server.receive(all.remaining(), 0, OpenSocket.BLOCKING)); // a read stops at the urgent mark
        }
        return all.array();
    }

    @Test
    void aReceiveTimeoutOfTheSocketIsNoTimeoutOfTheCall() throws NetException {
        pair.server.options().set(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, OptionValue.ofInts(0, 30_000));
        long begin = System.nanoTime();
        assertErrno(Errno.EAGAIN, () -> pair.server.receive(1, 0, OpenSocket.BLOCKING));
        assertTrue(System.nanoTime() - begin >= 30_000_000);
        NetException late = assertThrows(NetException.class, () -> pair.server.receive(1, 0, 1_000_000));
        assertEquals(NetException.Kind.TIMEOUT, late.kind());
        TcpPair.send(pair.client, "ab");
        assertEquals(2, pair.server.receive(3, MessageFlags.WAITALL, OpenSocket.BLOCKING).length);
    }

    @Test
    void timeoutsAreStructuresOfTwoWidths() throws NetException {
        SocketOptions options = pair.client.options();
        byte[] wide = ByteBuffer.allocate(16).putLong(2).putLong(5).array();
        options.set(Linux.SOL_SOCKET, Linux.SO_SNDTIMEO, wide);
        assertArrayEquals(wide, options.get(Linux.SOL_SOCKET, Linux.SO_SNDTIMEO, 16));
        assertArrayEquals(OptionValue.ofInts(2, 5), options.get(Linux.SOL_SOCKET, Linux.SO_SNDTIMEO, 8));
        assertErrno(
                Errno.EDOM, () -> options.set(Linux.SOL_SOCKET, Linux.SO_SNDTIMEO, OptionValue.ofInts(0, 1_000_000)));
        assertErrno(Errno.EINVAL, () -> options.set(Linux.SOL_SOCKET, Linux.SO_SNDTIMEO, ON));
    }

    @Test
    void acceptedSocketsInherit() throws NetException {
        OpenSocket listener = TcpPair.listen(1);
        listener.options().set(Linux.IPPROTO_TCP, Linux.TCP_NODELAY, ON);
        listener.options().set(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, OptionValue.ofInts(7, 0));
        try (TcpPair accepted = TcpPair.connect(listener)) {
            assertArrayEquals(ON, accepted.server.options().get(Linux.IPPROTO_TCP, Linux.TCP_NODELAY, 4));
            assertArrayEquals(
                    OptionValue.ofInts(7, 0), accepted.server.options().get(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, 8));
        } finally {
            listener.close();
        }
    }

    @Test
    void aMemberOfAGroupHearsIt() throws NetException {
        byte[] membership = ByteBuffer.allocate(8).put(GROUP).put(LOOPBACK).array();
        datagrams.bind(new InetSocketAddress("0.0.0.0", 0));
        datagrams.options().set(Linux.IPPROTO_IP, Linux.IP_ADD_MEMBERSHIP, membership);
        assertErrno(
                Errno.EADDRINUSE, () -> datagrams.options().set(Linux.IPPROTO_IP, Linux.IP_ADD_MEMBERSHIP, membership));
        OpenSocket sender = OpenSocket.open(Linux.AF_INET, Linux.SOCK_DGRAM, 0);
        try {
            sender.options().set(Linux.IPPROTO_IP, Linux.IP_MULTICAST_IF, LOOPBACK);
            assertArrayEquals(LOOPBACK, sender.options().get(Linux.IPPROTO_IP, Linux.IP_MULTICAST_IF, 4));
            int port = ((InetSocketAddress) datagrams.localAddress()).getPort();
            InetSocketAddress group = new InetSocketAddress(address(GROUP), port);
            sender.sendTo(new byte[] {1}, 0, 1, 0, group, OpenSocket.BLOCKING);
            assertArrayEquals(new byte[] {1}, datagrams.receive(10, 0, OpenSocket.BLOCKING));
        } finally {
            sender.close();
        }
        datagrams.options().set(Linux.IPPROTO_IP, Linux.IP_DROP_MEMBERSHIP, membership);
        assertErrno(
                Errno.EADDRNOTAVAIL,
                () -> datagrams.options().set(Linux.IPPROTO_IP, Linux.IP_DROP_MEMBERSHIP, membership));
    }

    @Test
    void whatIsNoGroupCannotBeJoined() {
        byte[] noGroup = ByteBuffer.allocate(8).put(LOOPBACK).put(LOOPBACK).array();
        assertErrno(Errno.EINVAL, () -> datagrams.options().set(Linux.IPPROTO_IP, Linux.IP_ADD_MEMBERSHIP, noGroup));
        assertErrno(Errno.EINVAL, () -> datagrams.options().set(Linux.IPPROTO_IP, Linux.IP_ADD_MEMBERSHIP, GROUP));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertErrno(Errno expected, Executable call) {
        NetException failure = assertThrows(NetException.class, call);
        assertTrue(failure.is(expected), failure::toString);
    }
}
