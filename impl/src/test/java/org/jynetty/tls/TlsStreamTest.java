package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jynetty.net.Awaited;
import org.jynetty.net.Multiplexer;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.PollEvents;
import org.jynetty.net.StreamSocket;

@Timeout(120)
class TlsStreamTest {
    private static final long BLOCKING = OpenSocket.BLOCKING;
    private static final long NON_BLOCKING = OpenSocket.NON_BLOCKING;
    private static final int UNIX = 1;
    private static final int STREAM = 1;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<StreamSocket> sockets = new ArrayList<>();

    @AfterEach
    void close() {
        sockets.forEach(StreamSocket::close);
        threads.shutdownNow();
    }

    /** TLS at both ends of a pair of connected sockets. */
    private final class Pair {
        final StreamSocket clientSocket;
        final StreamSocket serverSocket;
        final TlsStream client;
        final TlsStream server;

        Pair(Protocol protocol) throws NetException {
            StreamSocket[] ends = StreamSocket.pair(UNIX, STREAM, 0);
            sockets.addAll(List.of(ends));
            clientSocket = ends[0];
            serverSocket = ends[1];
            client = TlsStream.on(clientSocket, TlsConnection.client(new TlsContext(protocol), null));
            server = TlsStream.on(serverSocket, TlsConnection.server(Contexts.with(protocol, "server-ec")));
        }

        Pair handshake() throws Exception {
            Future<?> accepting = start(() -> {
                server.doHandshake(BLOCKING);
                return null;
            });
            client.doHandshake(BLOCKING);
            accepting.get();
            return this;
        }
    }

    private <T> Future<T> start(Callable<T> task) {
        return threads.submit(task);
    }

    @Test
    void withoutWaitingAHandshakeSaysWhatItNeeds() throws Exception {
        Pair pair = new Pair(Protocol.TLS);
        TlsException needs = assertThrows(TlsException.class, () -> pair.client.doHandshake(NON_BLOCKING));
        assertEquals(SslError.WANT_READ, needs.error());
        Future<?> accepting = start(() -> {
            pair.server.doHandshake(BLOCKING);
            return null;
        });
        pair.client.doHandshake(BLOCKING);
        accepting.get();
    }

    @Test
    void aHandshakeThatTakesTooLongFails() throws Exception {
        Pair pair = new Pair(Protocol.TLS);
        long start = System.nanoTime();
        TlsException late = assertThrows(TlsException.class, () -> pair.client.doHandshake(SECOND / 10));
        assertEquals("_ssl.c:711: The handshake operation timed out", late.getMessage());
        assertEquals(true, System.nanoTime() - start >= SECOND / 10);
    }

    @Test
    void aReadThatTakesTooLongFailsAndCanBeRepeated() throws Exception {
        Pair pair = new Pair(Protocol.TLS).handshake();
        byte[] buffer = new byte[10];
        TlsException late =
                assertThrows(TlsException.class, () -> pair.client.read(buffer, 0, buffer.length, SECOND / 10));
        assertEquals("The read operation timed out", late.getMessage());
        pair.server.write(new byte[] {7}, 1, BLOCKING);
        assertEquals(1, pair.client.read(buffer, 0, buffer.length, BLOCKING));
        assertEquals(7, buffer[0]);
    }

    @Test
    void decryptedBytesMakeASocketReadable() throws Exception {
        Pair pair = new Pair(Protocol.TLS).handshake();
        pair.server.write(new byte[] {7, 8}, 2, BLOCKING);
        assertEquals(1, pair.client.read(new byte[1], 0, 1, BLOCKING));
        assertEquals(1, pair.client.<Integer>inspect(TlsConnection::pending));
        assertEquals(PollEvents.IN, readable(pair.clientSocket));
        assertEquals(1, pair.client.read(new byte[1], 0, 1, BLOCKING));
        assertEquals(0, readable(pair.clientSocket));
    }

    /** What is decrypted comes before an error of the kernel, also where another thread has decrypted it. */
    @Test
    void whatAnotherThreadLeavesIsReadThoughThePeerHasReset() throws Exception {
        Pair pair = new Pair(Protocol.TLS).handshake();
        pair.client.write(new byte[1], 1, BLOCKING); // nobody reads it: the peer's close is a reset
        Future<Integer> reading = start(() -> pair.client.read(new byte[3], 0, 3, BLOCKING));
        Awaited.until(pair.clientSocket);
        int other = pair.client.inspect(connection -> {
            try {
                pair.server.write(new byte[10], 10, BLOCKING);
                pair.serverSocket.close();
                return pair.client.read(new byte[3], 0, 3, NON_BLOCKING);
            } catch (NetException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(3, other);
        assertEquals(3, reading.get());
    }

    private static int readable(StreamSocket socket) throws NetException {
        Multiplexer.Request request = new Multiplexer.Request(socket, PollEvents.IN, PollEvents.IN, true);
        Multiplexer.poll(new Multiplexer.Request[] {request}, 0);
        return request.result();
    }

    @Test
    void aWriteThatMayNotWaitIsContinuedByItsRepetition() throws Exception {
        Pair pair = new Pair(Protocol.TLS).handshake();
        byte[] data = CodedBytes.of(0, 2_000_000);
        TlsException full = assertThrows(TlsException.class, () -> pair.client.write(data, data.length, NON_BLOCKING));
        assertEquals(SslError.WANT_WRITE, full.error());
        Future<?> reading = start(() -> CodedBytes.read(pair.server, data.length));
        assertEquals(data.length, pair.client.write(data, data.length, BLOCKING));
        reading.get();
    }

    @Test
    void bothSidesWriteAtOnceWhileTheyRead() throws Exception {
        int size = 8_000_000;
        for (Protocol protocol : new Protocol[] {Protocol.TLS, Protocol.TLSv1_2, Protocol.TLSv1}) {
            Pair pair = new Pair(protocol).handshake();
            List<Future<?>> running = List.of(
                    start(() -> CodedBytes.write(pair.client, size)),
                    start(() -> CodedBytes.write(pair.server, size)),
                    start(() -> CodedBytes.read(pair.client, size)),
                    start(() -> CodedBytes.read(pair.server, size)));
            for (Future<?> task : running) {
                task.get();
            }
        }
    }

    /** It breaks off for good: what was not sent is not reported as sent by a repetition. */
    @Test
    void aWriteThatFailedFailsAgain() throws Exception {
        Pair pair = new Pair(Protocol.TLSv1_2).handshake();
        pair.serverSocket.close();
        byte[] data = {1};
        assertThrows(NetException.class, () -> pair.client.write(data, data.length, BLOCKING));
        assertThrows(NetException.class, () -> pair.client.write(data, data.length, BLOCKING));
    }

    @Test
    void afterShutdownTheSocketCarriesPlainBytes() throws Exception {
        Pair pair = new Pair(Protocol.TLS).handshake();
        Future<?> closing = start(() -> {
            byte[] buffer = new byte[10];
            assertEquals(0, pair.server.read(buffer, 0, buffer.length, BLOCKING));
            pair.server.shutdown(pair.serverSocket, BLOCKING);
            pair.serverSocket.send(new byte[] {1, 2, 3}, 0, 3, 0, BLOCKING);
            return null;
        });
        pair.client.shutdown(pair.clientSocket, BLOCKING);
        assertEquals(3, pair.clientSocket.receive(10, 0, BLOCKING).length);
        closing.get();
    }

    @Test
    void aPeerThatGoesInTheHandshakeEndsIt() throws Exception {
        Pair pair = new Pair(Protocol.TLS);
        Future<?> handshaking = start(() -> {
            pair.client.doHandshake(BLOCKING);
            return null;
        });
        pair.serverSocket.close();
        assertThrows(ExecutionException.class, handshaking::get);
    }
}
