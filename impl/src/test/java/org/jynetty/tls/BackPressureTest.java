package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jynetty.net.Errno;
import org.jynetty.net.Multiplexer;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.PollEvents;
import org.jynetty.net.StreamSocket;

/**
 * Who writes to somebody who does not read is stopped after what the kernel's buffers take: nothing is read ahead of the
 * program, and nothing is queued behind it. Once it is read, all that was written is there.
 */
@Timeout(120)
class BackPressureTest {
    /** The most that a writer gets rid of. Linux has 10 MB at most in the two buffers, of which the data are about half. */
    private static final long MOST = 8 << 20;

    private static final int BLOCK = TlsConnection.MAX_RECORD;

    /** So long a writer finds no room before it counts as stopped. */
    private static final long STOPPED = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int AFTERWARDS = 4 << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** One end of a connection. */
    private interface End {
        /** Writes some of these bytes; returns how many, 0 when there is no room for so long. */
        int write(byte[] bytes, long timeout) throws IOException;

        /** Reads some bytes. */
        int read(byte[] target) throws IOException;
    }

    private record Plain(OpenSocket socket) implements End {
        @Override
        public int write(byte[] bytes, long timeout) throws NetException {
            try {
                return socket.send(bytes, 0, bytes.length, 0, timeout);
            } catch (NetException e) {
                return stopped(e);
            }
        }

        @Override
        public int read(byte[] target) throws NetException {
            return socket.receive(target, 0, target.length, 0, OpenSocket.BLOCKING);
        }
    }

    private record Encrypted(TlsStream stream) implements End {
        @Override
        public int write(byte[] bytes, long timeout) throws NetException {
            try {
                return stream.write(bytes, bytes.length, timeout);
            } catch (NetException e) {
                return stopped(e);
            }
        }

        @Override
        public int read(byte[] target) throws NetException {
            return stream.read(target, 0, target.length, OpenSocket.BLOCKING);
        }
    }

    private static int stopped(NetException e) throws NetException {
        if (e.kind() == NetException.Kind.TIMEOUT || "The write operation timed out".equals(e.getMessage())) {
            return 0;
        }
        throw e;
    }

    /** A peer that is not ours. */
    private record Foreign(SocketChannel channel) implements End {
        @Override
        public int write(byte[] bytes, long timeout) throws IOException {
            channel.configureBlocking(false);
            try (Selector selector = Selector.open()) {
                channel.register(selector, SelectionKey.OP_WRITE);
                long wait = timeout < 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(timeout);
                return selector.select(wait) == 0 ? 0 : channel.write(ByteBuffer.wrap(bytes));
            }
        }

        @Override
        public int read(byte[] target) throws IOException {
            channel.configureBlocking(true);
            return channel.read(ByteBuffer.wrap(target));
        }
    }

    /** Who is at the two ends. */
    enum Connection {
        PLAIN(false),
        PLAIN_FROM_FOREIGN(true),
        PLAIN_TO_FOREIGN(true),
        TLS_12(false),
        TLS_12_FROM_SERVER(false),
        TLS_13(false),
        TLS_13_FROM_SERVER(false);

        private final boolean foreign;

        Connection(boolean foreign) {
            this.foreign = foreign;
        }

        private Protocol protocol() {
            return name().startsWith("TLS_12") ? Protocol.TLSv1_2 : Protocol.TLS;
        }
    }

    private record Ends(End writer, End reader, StreamSocket readingSocket) {
        Ends reversed(StreamSocket socket) {
            return new Ends(reader, writer, socket);
        }
    }

    private Ends connect(Connection connection) throws Exception {
        OpenSocket listener = OpenSocket.open(2, 1, 0);
        open.add(listener::close);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.listen(1);
        if (connection.foreign) {
            SocketChannel channel = SocketChannel.open(listener.localAddress());
            open.add(channel);
            StreamSocket server = accept(listener);
            Ends ends = new Ends(new Foreign(channel), new Plain(server), server);
            return connection == Connection.PLAIN_FROM_FOREIGN ? ends : ends.reversed(null);
        }
        StreamSocket client = (StreamSocket) OpenSocket.open(2, 1, 0);
        open.add(client::close);
        client.connect(listener.localAddress(), OpenSocket.BLOCKING);
        StreamSocket server = accept(listener);
        if (connection == Connection.PLAIN) {
            return new Ends(new Plain(client), new Plain(server), server);
        }
        Ends ends = encrypted(connection.protocol(), client, server);
        return connection.name().endsWith("FROM_SERVER") ? ends.reversed(client) : ends;
    }

    private StreamSocket accept(OpenSocket listener) throws NetException {
        StreamSocket server = listener.accept(OpenSocket.BLOCKING);
        open.add(server::close);
        return server;
    }

    private Ends encrypted(Protocol protocol, StreamSocket client, StreamSocket server) throws Exception {
        TlsStream one = TlsStream.on(client, TlsConnection.client(Contexts.verifying(protocol), null));
        TlsStream other = TlsStream.on(server, TlsConnection.server(Contexts.with(protocol, "server-ec")));
        Future<?> accepting = threads.submit(() -> {
            other.doHandshake(OpenSocket.BLOCKING);
            return null;
        });
        one.doHandshake(OpenSocket.BLOCKING);
        accepting.get();
        return new Ends(new Encrypted(one), new Encrypted(other), server);
    }

    @ParameterizedTest
    @EnumSource
    void whoWritesToNobodyIsStoppedAndLosesNothing(Connection connection) throws Exception {
        Ends ends = connect(connection);
        byte[] first = new byte[1];
        long written = ends.writer().write(CodedBytes.of(0, BLOCK), STOPPED);
        assertEquals(1, ends.reader().read(first)); // so that the reader has begun
        written = flood(ends.writer(), written);
        if (ends.readingSocket() != null) {
            assertTrue(isReadable(ends.readingSocket())); // which may not read ahead either
            written = flood(ends.writer(), written);
        }
        assertArrayEquals(CodedBytes.of(0, 1), first);
        assertTrue(written <= MOST, written + " bytes were taken");

        long total = written + AFTERWARDS;
        Future<?> reading = threads.submit(() -> {
            checkRest(ends.reader(), total);
            return null;
        });
        while (written < total) {
            int size = (int) Math.min(BLOCK, Math.max(total - written, 1));
            written += ends.writer().write(CodedBytes.of(written, connection.foreign ? size : BLOCK), -1);
        }
        reading.get();
    }

    /** Writes until there is no room; returns how much was taken in all. */
    private static long flood(End writer, long already) throws IOException {
        long written = already;
        for (int count; written <= MOST && (count = writer.write(CodedBytes.of(written, BLOCK), STOPPED)) > 0; ) {
            written += count;
        }
        return written;
    }

    private static boolean isReadable(StreamSocket socket) throws NetException {
        Multiplexer.Request request = new Multiplexer.Request(socket, PollEvents.IN, PollEvents.IN, true);
        Multiplexer.poll(new Multiplexer.Request[] {request}, 0);
        return request.result() == PollEvents.IN;
    }

    private static void checkRest(End reader, long total) throws IOException {
        byte[] buffer = new byte[BLOCK];
        for (long position = 1; position < total; ) {
            int count = reader.read(buffer);
            assertTrue(count > 0, "the end after " + position);
            assertArrayEquals(CodedBytes.of(position, count), Arrays.copyOf(buffer, count), "at " + position);
            position += count;
        }
    }

    @Test
    void whoMayNotWaitIsToldThatThereIsNoRoom() throws Exception {
        Ends ends = connect(Connection.PLAIN);
        OpenSocket writer = ((Plain) ends.writer()).socket();
        byte[] block = new byte[BLOCK];
        long written = 0;
        NetException full = null;
        while (full == null && written <= MOST) {
            try {
                written += writer.send(block, 0, block.length, 0, OpenSocket.NON_BLOCKING);
            } catch (NetException e) {
                full = e;
            }
        }
        assertTrue(full != null && full.is(Errno.EAGAIN), written + " bytes were taken, then " + full);
    }
}
