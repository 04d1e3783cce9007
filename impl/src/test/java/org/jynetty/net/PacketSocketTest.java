package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class PacketSocketTest {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM = 2;
    private static final long BLOCKING = OpenSocket.BLOCKING;
    private static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private OpenSocket server;
    private OpenSocket client;

    @BeforeEach
    void open() throws NetException {
        server = OpenSocket.open(AF_INET, SOCK_DGRAM, 0);
        server.bind(ANY_PORT);
        client = OpenSocket.open(AF_INET, SOCK_DGRAM, 0);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void aDatagramComesWithItsSender() throws NetException {
        byte[] data = {1, 2, 3};
        client.bind(ANY_PORT);
        assertEquals(3, client.sendTo(data, 0, 3, 0, server.localAddress(), BLOCKING));
        OpenSocket.Received received = server.receiveFrom(10, 0, BLOCKING);
        assertArrayEquals(data, received.data());
        assertEquals(client.localAddress(), received.sender());
    }

    @Test
    void aConnectedSocketSendsToItsPeerAndHearsIt() throws NetException {
        client.connect(server.localAddress(), BLOCKING);
        assertEquals(2, client.send(new byte[] {1, 2}, 0, 2, 0, BLOCKING));
        assertArrayEquals(new byte[] {1, 2}, server.receive(10, 0, BLOCKING));
        server.sendTo(new byte[] {3}, 0, 1, 0, client.localAddress(), BLOCKING);
        assertArrayEquals(new byte[] {3}, client.receive(10, 0, BLOCKING));
    }

    @Test
    void anEmptyDatagramIsOne() throws NetException {
        assertEquals(0, client.sendTo(new byte[0], 0, 0, 0, server.localAddress(), BLOCKING));
        assertArrayEquals(new byte[0], server.receive(10, 0, BLOCKING));
    }

    /** As udp(7) has it; Java refuses. */
    @Test
    void aConnectedSocketSendsToOthersToo() throws NetException {
        client.connect(server.localAddress(), BLOCKING);
        SocketAddress local = client.localAddress();
        server.sendTo(new byte[] {1}, 0, 1, 0, local, BLOCKING);
        OpenSocket other = OpenSocket.open(AF_INET, SOCK_DGRAM, 0);
        try {
            other.bind(ANY_PORT);
            assertEquals(1, client.sendTo(new byte[] {2}, 0, 1, 0, other.localAddress(), BLOCKING));
            OpenSocket.Received received = other.receiveFrom(10, 0, BLOCKING);
            assertArrayEquals(new byte[] {2}, received.data());
            assertEquals(local, received.sender());
        } finally {
            other.close();
        }
        assertEquals(local, client.localAddress());
        assertEquals(server.localAddress(), client.remoteAddress());
        assertArrayEquals(new byte[] {1}, client.receive(10, 0, BLOCKING));
    }

    /** The usual way to learn which address one has towards somebody. */
    @Test
    void connectingToPortZeroTellsTheLocalAddress() throws NetException {
        client.connect(ANY_PORT, BLOCKING);
        InetSocketAddress local = (InetSocketAddress) client.localAddress();
        assertEquals(InetAddress.getLoopbackAddress(), local.getAddress());
        assertTrue(local.getPort() != 0);
        assertTrue(assertThrows(NetException.class, client::remoteAddress).is(Errno.ENOTCONN));
        assertEquals(2, client.send(new byte[2], 0, 2, 0, BLOCKING));
        assertEquals(1, client.sendTo(new byte[] {5}, 0, 1, 0, server.localAddress(), BLOCKING));
        assertArrayEquals(new byte[] {5}, server.receive(10, 0, BLOCKING));
        Executable toNobody = () -> client.sendTo(new byte[1], 0, 1, 0, ANY_PORT, BLOCKING);
        assertTrue(assertThrows(NetException.class, toNobody).is(Errno.EINVAL));

        client.connect(server.localAddress(), BLOCKING);
        assertEquals(server.localAddress(), client.remoteAddress());
    }

    /** CPython waits by itself where there is a timeout, and the kernel has nothing to give then. */
    @Test
    void afterShutdownOnlyABlockingReceiveEndsAtOnce() throws NetException {
        client.connect(server.localAddress(), BLOCKING);
        client.shutdown(OpenSocket.Shutdown.READ);
        assertEquals(0, client.receive(10, 0, BLOCKING).length);
        NetException over =
                assertThrows(NetException.class, () -> client.receive(10, 0, TimeUnit.MILLISECONDS.toNanos(20)));
        assertEquals(NetException.Kind.TIMEOUT, over.kind());
    }

    @Test
    void sendNeedsADestination() {
        assertErrno(Errno.EDESTADDRREQ, () -> client.send(new byte[1], 0, 1, 0, BLOCKING));
    }

    @Test
    void whatIsTooLongForADatagramIsRefused() {
        byte[] tooLong = new byte[65_536];
        assertErrno(
                Errno.EMSGSIZE, () -> client.sendTo(tooLong, 0, tooLong.length, 0, server.localAddress(), BLOCKING));
    }

    @Test
    void aClosedPortIsToldAtTheNextReceive() throws NetException {
        client.connect(server.localAddress(), BLOCKING);
        server.close();
        client.send(new byte[1], 0, 1, 0, BLOCKING);
        assertErrno(Errno.ECONNREFUSED, () -> client.receive(1, 0, TimeUnit.SECONDS.toNanos(10)));
    }

    /** ipv6(7). Java would take some link, and reach somebody. */
    @ParameterizedTest
    @EnumSource
    void anAddressOfALinkMustSayWhichLink(SocketType type) throws Exception {
        SocketAddress ofSomeLink = new InetSocketAddress(InetAddress.getByName("fe80::1"), 9);
        OpenSocket socket = OpenSocket.open(AF_INET6, type.number(), 0);
        assertErrno(Errno.EINVAL, () -> socket.bind(ofSomeLink));
        assertErrno(Errno.EINVAL, () -> socket.connect(ofSomeLink, BLOCKING));
        socket.close();
    }

    private static void assertErrno(Errno errno, Executable action) {
        NetException failure = assertThrows(NetException.class, action);
        assertTrue(failure.is(errno), failure::toString);
    }
}
