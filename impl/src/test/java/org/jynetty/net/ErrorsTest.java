package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

class ErrorsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private record Provoked(Errno expected, String how, Executable what) {}

    /** What this JDK really throws, not what we think it throws. */
    @TestFactory
    Stream<DynamicTest> whatTheJdkThrows() {
        return Stream.of(
                        new Provoked(Errno.ECONNREFUSED, "connect to a closed port", ErrorsTest::connectToClosedPort),
                        new Provoked(Errno.EADDRINUSE, "bind a taken port", ErrorsTest::bindTakenPort),
                        new Provoked(Errno.EADDRNOTAVAIL, "bind a foreign address", ErrorsTest::bindForeignAddress),
                        new Provoked(Errno.ENOTCONN, "read before connect", ErrorsTest::readBeforeConnect),
                        new Provoked(Errno.EBADF, "read after close", ErrorsTest::readAfterClose),
                        new Provoked(Errno.EISCONN, "connect twice", ErrorsTest::connectTwice),
                        new Provoked(Errno.EINVAL, "accept before bind", ErrorsTest::acceptBeforeBind),
                        new Provoked(Errno.EAFNOSUPPORT, "address of another family", ErrorsTest::otherFamily),
                        new Provoked(Errno.EMSGSIZE, "datagram of 70000 bytes", ErrorsTest::longDatagram),
                        new Provoked(Errno.ENOENT, "connect to a missing path", ErrorsTest::missingPath))
                .map(provoked -> DynamicTest.dynamicTest(provoked.how + " is " + provoked.expected, () -> {
                    Throwable thrown = assertThrows(Throwable.class, provoked.what);
                    NetException mapped = Errors.of(thrown);
                    assertTrue(mapped.is(provoked.expected), () -> thrown + " became " + mapped);
                    assertEquals(provoked.expected.text(), mapped.getMessage());
                    assertSame(thrown, mapped.getCause());
                }));
    }

    private static void connectToClosedPort() throws IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, LOOPBACK)) {
            port = once.getLocalPort();
        }
        SocketChannel.open(new InetSocketAddress(LOOPBACK, port)).close();
    }

    private static void bindTakenPort() throws IOException {
        try (ServerSocketChannel first = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                ServerSocketChannel second = ServerSocketChannel.open()) {
            second.bind(first.getLocalAddress());
        }
    }

    private static void bindForeignAddress() throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress("192.0.2.1", 0));
        }
    }

    private static void readBeforeConnect() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.read(ByteBuffer.allocate(1));
        }
    }

    private static void readAfterClose() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.close();
        channel.read(ByteBuffer.allocate(1));
    }

    private static void connectTwice() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            channel.connect(server.getLocalAddress());
        }
    }

    private static void acceptBeforeBind() throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.accept();
        }
    }

    private static void otherFamily() throws IOException {
        SocketAddress address = UnixDomainSocketAddress.of("/nowhere");
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET)) {
            channel.connect(address);
        }
    }

    private static void longDatagram() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            channel.send(ByteBuffer.allocate(70_000), channel.getLocalAddress());
        }
    }

    private static void missingPath() throws IOException {
        SocketChannel.open(UnixDomainSocketAddress.of("/nowhere/at/all")).close();
    }

    private record Given(Throwable thrown, Errno expected) {}

    @TestFactory
    Stream<DynamicTest> textDecidesAndClassWhereThereIsNoText() {
        return Stream.of(
                        new Given(new IOException("Connection reset by peer"), Errno.ECONNRESET),
                        new Given(new SocketException("Connection reset"), Errno.ECONNRESET),
                        new Given(new IOException("Broken pipe"), Errno.EPIPE),
                        new Given(new SocketException("Network is unreachable"), Errno.ENETUNREACH),
                        new Given(new NoRouteToHostException("No route to host"), Errno.EHOSTUNREACH),
                        new Given(new NoRouteToHostException("Keine Route zum Host"), Errno.EHOSTUNREACH),
                        new Given(new BindException("Permission denied"), Errno.EACCES),
                        new Given(new BindException("Die Adresse wird bereits verwendet"), Errno.EADDRINUSE),
                        new Given(new ConnectException("Connection timed out"), Errno.ETIMEDOUT),
                        new Given(new ConnectException("Verbindungsaufbau abgelehnt"), Errno.ECONNREFUSED),
                        new Given(new ConnectTimeoutException("after 5 ms: /192.0.2.1:1"), Errno.ETIMEDOUT),
                        new Given(new SocketException("Protocol not available"), Errno.ENOPROTOOPT),
                        new Given(new SocketException("Too many open files in system"), Errno.ENFILE),
                        new Given(new SocketException("Too many open files"), Errno.EMFILE),
                        new Given(new SocketException("Socket closed"), Errno.EBADF),
                        new Given(new PortUnreachableException(), Errno.ECONNREFUSED),
                        new Given(new ClosedChannelException(), Errno.EBADF),
                        new Given(new AsynchronousCloseException(), Errno.EBADF),
                        new Given(new ClosedByInterruptException(), Errno.EINTR),
                        new Given(new IllegalArgumentException("Invalid port"), Errno.EINVAL),
                        new Given(new IOException("something else"), Errno.EIO),
                        new Given(new IOException(), Errno.EIO))
                .map(given -> DynamicTest.dynamicTest(given.thrown + " is " + given.expected, () -> {
                    NetException mapped = Errors.of(given.thrown);
                    assertEquals(NetException.Kind.OS, mapped.kind());
                    assertEquals(given.expected.number(), mapped.number());
                }));
    }

    @Test
    void wrappersAreLookedThrough() {
        Throwable refused = new ConnectException("Connection refused: /127.0.0.1:1");
        assertTrue(Errors.of(new ChannelException(refused)).is(Errno.ECONNREFUSED));
        assertTrue(Errors.of(new CompletionException(refused)).is(Errno.ECONNREFUSED));
    }

    @Test
    void namesThatDoNotResolve() {
        Throwable thrown = assertThrows(
                Exception.class, () -> SocketChannel.open(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        assertTrue(Errors.of(thrown).is(ResolveError.EAI_NONAME));
    }

    @Test
    void timeOut() {
        assertEquals(
                NetException.Kind.TIMEOUT,
                Errors.of(new SocketTimeoutException("Read timed out")).kind());
    }

    @Test
    void ownExceptionStaysAsItIs() {
        NetException own = NetException.of(Errno.EAGAIN);
        assertSame(own, Errors.of(own));
        assertSame(own, Errors.of(new CompletionException(own)));
    }

    @Test
    void programmingErrorsAreNotHidden() {
        assertThrows(NullPointerException.class, () -> Errors.of(new NullPointerException()));
        assertThrows(StackOverflowError.class, () -> Errors.of(new StackOverflowError()));
    }

    @Test
    void unknownNumbersHaveATextToo() {
        assertEquals("Connection refused", Errno.textOf(111));
        assertEquals("Unknown error 4000", Errno.textOf(4000));
        assertEquals("Success", Errno.textOf(0));
    }
}
