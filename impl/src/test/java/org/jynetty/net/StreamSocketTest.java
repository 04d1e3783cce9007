package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.jynetty.loop.OpenDescriptors;
import org.jynetty.loop.PollerPool;

@Timeout(30)
class StreamSocketTest {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final long BLOCKING = OpenSocket.BLOCKING;
    private static final long NON_BLOCKING = OpenSocket.NON_BLOCKING;
    private static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private OpenSocket listener;
    private OpenSocket client;
    private OpenSocket server;

    @BeforeEach
    void connect() throws NetException {
        listener = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        listener.bind(ANY_PORT);
        listener.listen(5);
        client = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        client.connect(listener.localAddress(), BLOCKING);
        server = listener.accept(BLOCKING);
    }

    @AfterEach
    void close() {
        listener.close();
        client.close();
        server.close();
    }

    @Test
    void whatIsSentIsReceived() throws NetException {
        assertEquals(5, client.send(bytes("hello"), 0, 5, 0, BLOCKING));
        assertArrayEquals(bytes("hel"), server.receive(3, 0, BLOCKING));
        assertArrayEquals(bytes("lo"), server.receive(100, 0, BLOCKING));
        assertEquals(client.localAddress(), server.remoteAddress());
        assertEquals(listener.localAddress(), client.remoteAddress());
    }

    @Test
    void peekLeavesTheData() throws NetException {
        send(client, "abc");
        assertArrayEquals(bytes("ab"), server.receive(2, MessageFlags.PEEK, BLOCKING));
        send(client, "def");
        assertArrayEquals(bytes("abcdef"), server.receive(6, MessageFlags.PEEK | MessageFlags.WAITALL, BLOCKING));
        assertArrayEquals(bytes("abcdef"), server.receive(10, 0, BLOCKING));
    }

    @Test
    void waitAllWaitsForAllOfIt() throws Exception {
        CompletableFuture<byte[]> received = TcpPair.async(() -> server.receive(6, MessageFlags.WAITALL, BLOCKING));
        send(client, "abc");
        assertThrows(java.util.concurrent.TimeoutException.class, () -> received.get(50, TimeUnit.MILLISECONDS));
        send(client, "def");
        assertArrayEquals(bytes("abcdef"), received.get(10, TimeUnit.SECONDS));
    }

    @Test
    void shutdownOfOneSideIsTheEndForTheOther() throws NetException {
        send(client, "x");
        client.shutdown(OpenSocket.Shutdown.WRITE);
        assertArrayEquals(bytes("x"), server.receive(10, 0, BLOCKING));
        assertEquals(0, server.receive(10, 0, BLOCKING).length);
        send(server, "still there");
        assertArrayEquals(bytes("still there"), client.receive(100, 0, BLOCKING));
        assertErrno(Errno.EPIPE, () -> send(client, "y"));
    }

    @Test
    void shutdownWakesAReceiver() throws Exception {
        CompletableFuture<byte[]> received = TcpPair.async(() -> server.receive(1, 0, BLOCKING));
        Awaited.until(server);
        server.shutdown(OpenSocket.Shutdown.BOTH);
        assertEquals(0, received.get(10, TimeUnit.SECONDS).length);
    }

    @Test
    void shutdownWakesAnAccept() throws Exception {
        CompletableFuture<Object> accepted = TcpPair.async(() -> {
            try {
                return listener.accept(BLOCKING);
            } catch (NetException e) {
                return Errno.of(e.number()).orElseThrow();
            }
        });
        Awaited.until(listener);
        listener.shutdown(OpenSocket.Shutdown.BOTH);
        assertEquals(Errno.EINVAL, accepted.get(10, TimeUnit.SECONDS));
    }

    @Test
    void timeoutsAndNonBlockingCalls() throws NetException {
        long start = System.nanoTime();
        NetException late = assertThrows(NetException.class, () -> server.receive(1, 0, 50_000_000));
        assertEquals(NetException.Kind.TIMEOUT, late.kind());
        assertTrue(System.nanoTime() - start >= 50_000_000);
        assertErrno(Errno.EAGAIN, () -> server.receive(1, 0, NON_BLOCKING));
        assertErrno(Errno.EAGAIN, () -> server.receive(1, MessageFlags.DONTWAIT, BLOCKING));
        assertErrno(Errno.EAGAIN, () -> listener.accept(NON_BLOCKING));
    }

    @Test
    void aFullPeerStopsANonBlockingSender() throws NetException {
        byte[] much = new byte[1 << 20];
        long sent = 0;
        for (; ; ) {
            try {
                sent += client.send(much, 0, much.length, 0, NON_BLOCKING);
            } catch (NetException e) {
                assertTrue(e.is(Errno.EAGAIN), e::toString);
                break;
            }
        }
        assertTrue(sent > 0 && sent < 64 << 20, () -> "kernel buffers only");
        long received = 0;
        while (received < sent) {
            received += server.receive(1 << 20, 0, BLOCKING).length;
        }
        assertEquals(sent, received);
    }

    @Test
    void aBlockingSendSendsAllOfIt() throws Exception {
        byte[] much = new byte[20 << 20];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i * 31 >> 7);
        }
        CompletableFuture<Integer> sent = TcpPair.async(() -> client.send(much, 0, much.length, 0, BLOCKING));
        assertArrayEquals(much, server.receive(much.length, MessageFlags.WAITALL, BLOCKING));
        assertEquals(much.length, sent.get(10, TimeUnit.SECONDS));
    }

    @Test
    void bindReservesThePort() throws NetException {
        OpenSocket first = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        OpenSocket second = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        try {
            first.bind(ANY_PORT);
            InetSocketAddress taken = (InetSocketAddress) first.localAddress();
            assertTrue(taken.getPort() > 0);
            assertErrno(Errno.EADDRINUSE, () -> second.bind(taken));
            assertErrno(Errno.ECONNREFUSED, () -> second.connect(taken, BLOCKING));
            first.listen(0);
            assertEquals(taken, first.localAddress());
            second.connect(taken, BLOCKING); // the same socket again, after a refusal
            first.accept(BLOCKING).close();
        } finally {
            first.close();
            second.close();
        }
    }

    @Test
    void aRefusedNonBlockingConnectIsReportedOnce() throws NetException {
        InetSocketAddress nobody = (InetSocketAddress) listener.localAddress();
        listener.close();
        OpenSocket socket = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        try {
            Errno first = errno(() -> socket.connect(nobody, NON_BLOCKING));
            if (first == Errno.EINPROGRESS) {
                NetException error = null;
                while (error == null) {
                    error = socket.takeError();
                    Thread.onSpinWait();
                }
                assertTrue(error.is(Errno.ECONNREFUSED));
                assertNull(socket.takeError());
                assertErrno(Errno.ECONNABORTED, () -> socket.connect(nobody, NON_BLOCKING));
            } else {
                assertEquals(Errno.ECONNREFUSED, first);
            }
        } finally {
            socket.close();
        }
    }

    @Test
    void aResetIsReportedOnceAndThenTheEnd() throws NetException {
        server.options().set(Linux.SOL_SOCKET, 13, new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
        server.close();
        assertErrno(Errno.ECONNRESET, () -> client.receive(1, 0, BLOCKING));
        assertEquals(0, client.receive(1, 0, BLOCKING).length);
    }

    /** Whoever sent it is to learn that it was not read; the end alone would not say so. Also when it was peeked at. */
    @Test
    void aCloseThatDropsDataIsAReset() throws NetException {
        send(client, "unread");
        assertEquals(1, server.receive(1, MessageFlags.PEEK, BLOCKING).length);
        server.close();
        assertErrno(Errno.ECONNRESET, () -> client.receive(1, 0, BLOCKING));
    }

    @Test
    void aSendOfNothingTellsThatThePeerHasGone() throws NetException {
        StreamSocket[] pair = StreamSocket.pair(AF_UNIX, SOCK_STREAM, 0);
        assertEquals(0, pair[0].send(new byte[0], 0, 0, 0, BLOCKING));
        pair[1].close();
        assertErrno(Errno.EPIPE, () -> pair[0].send(new byte[0], 0, 0, 0, BLOCKING));
        pair[0].close();
    }

    @Test
    void unconnectedAndClosedSockets() throws NetException {
        OpenSocket socket = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        assertErrno(Errno.ENOTCONN, () -> socket.receive(1, 0, BLOCKING));
        assertErrno(Errno.EPIPE, () -> send(socket, "x"));
        assertErrno(Errno.EINVAL, () -> socket.accept(BLOCKING));
        assertErrno(Errno.ENOTCONN, socket::remoteAddress);
        assertErrno(Errno.ENOTCONN, () -> socket.shutdown(OpenSocket.Shutdown.BOTH));
        assertErrno(Errno.EISCONN, () -> client.connect(ANY_PORT, BLOCKING));
        socket.close();
        socket.close();
        assertErrno(Errno.EBADF, () -> socket.receive(1, 0, BLOCKING));
        assertErrno(Errno.EBADF, socket::localAddress);
    }

    /** CPython waits for room, which a listener has never. */
    @Test
    void aSendOfAListenerWaitsUntilItIsNoneOrTheTimeIsOver() throws Exception {
        NetException late = assertThrows(
                NetException.class, () -> listener.send(bytes("a"), 0, 1, 0, TimeUnit.MILLISECONDS.toNanos(5)));
        assertEquals(NetException.Kind.TIMEOUT, late.kind());
        CompletableFuture<Integer> sent =
                TcpPair.async(() -> listener.send(bytes("a"), 0, 1, 0, TimeUnit.SECONDS.toNanos(20)));
        Awaited.until(listener);
        listener.shutdown(OpenSocket.Shutdown.BOTH);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> sent.get(10, TimeUnit.SECONDS));
        assertTrue(((NetException) failure.getCause()).is(Errno.EPIPE), failure.toString());
    }

    /** As the kernel, which gives up a port that it has chosen. */
    @Test
    void aListenerThatWasShutDownBeginsAnew() throws NetException {
        listener.shutdown(OpenSocket.Shutdown.READ);
        listener.bind(ANY_PORT);
        listener.listen(5);
        OpenSocket another = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        another.connect(listener.localAddress(), BLOCKING);
        listener.accept(BLOCKING).close();
        another.close();
    }

    @Test
    void whatAConnectHasToldIsForgotten() throws NetException {
        SocketAddress nobody = listener.localAddress();
        listener.close();
        OpenSocket socket = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
        assertErrno(Errno.ECONNREFUSED, () -> socket.connect(nobody, BLOCKING));
        assertErrno(Errno.ENOTCONN, () -> socket.receive(1, 0, NON_BLOCKING));
        socket.close();
    }

    @Test
    void pairsAreConnectedAndNameless() throws NetException {
        StreamSocket[] pair = StreamSocket.pair(AF_UNIX, SOCK_STREAM, 0);
        send(pair[0], "over");
        assertArrayEquals(bytes("over"), pair[1].receive(10, 0, BLOCKING));
        assertEquals("", pair[1].remoteAddress().toString());
        assertEquals(AF_UNIX, pair[0].family().number());
        pair[0].close();
        assertEquals(0, pair[1].receive(10, 0, BLOCKING).length);
        assertErrno(Errno.EPIPE, () -> send(pair[1], "x"));
        pair[1].close();
    }

    @Test
    void sixtyFourListenersLeaveNoDescriptorBehind() throws Exception {
        PollerPool.shared().closeIdle();
        OpenDescriptors before = OpenDescriptors.now();
        for (int i = 0; i < 64; i++) {
            OpenSocket socket = OpenSocket.open(AF_INET, SOCK_STREAM, 0);
            socket.bind(ANY_PORT);
            socket.listen(1);
            assertErrno(Errno.EAGAIN, () -> socket.accept(NON_BLOCKING));
            assertThrows(NetException.class, () -> socket.accept(1));
            socket.close();
        }
        PollerPool.shared().closeIdle();
        before.assertNothingNew();
        assertFalse(listener.isClosed());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void send(OpenSocket socket, String text) throws NetException {
        socket.send(bytes(text), 0, text.length(), 0, BLOCKING);
    }

    private static Errno errno(Executable call) {
        NetException failure = assertThrows(NetException.class, call);
        return Errno.of(failure.number()).orElseThrow();
    }

    private static void assertErrno(Errno expected, Executable call) {
        assertEquals(expected, errno(call));
    }
}
