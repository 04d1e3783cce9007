package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.StreamSocket;

/**
 * Many connections at once, between contexts that all threads share, and much data both ways at once: nothing may be lost,
 * nobody may hang. {@code -Dtls.handshakes} are made in each of eight threads, {@code -Dtls.megabytes} go each way.
 */
class TlsStressTest {
    private static final int THREADS = 8;
    private static final int HANDSHAKES = Integer.getInteger("tls.handshakes", 10);
    private static final int MEGABYTES = Integer.getInteger("tls.megabytes", 16);
    private static final long HUNG_MINUTES = 15;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private static final int GREETING = 1000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TlsContext clients = Contexts.verifying(Protocol.TLS);
    private final TlsContext servers = Contexts.with(Protocol.TLS, "server-ec");
    private OpenSocket listener;
    private SocketAddress address;

    @BeforeEach
    void listen() throws NetException {
        listener = OpenSocket.open(2, 1, 0);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.listen(THREADS);
        address = listener.localAddress();
    }

    @AfterEach
    void close() {
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void manyHandshakesAtOnce() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            running.add(start(() -> repeat(this::echoOne)));
            running.add(start(() -> repeat(() -> greet(thread))));
        }
        finish(running);
        long made = (long) THREADS * HANDSHAKES;
        assertEquals(made, statistic(clients, "connect_good"));
        assertEquals(made, statistic(servers, "accept_good"));
    }

    private interface Step {
        void take() throws NetException;
    }

    private static Void repeat(Step step) throws NetException {
        for (int i = 0; i < HANDSHAKES; i++) {
            step.take();
        }
        return null;
    }

    /** Accepts a connection and sends back what comes until the client's close_notify. */
    private void echoOne() throws NetException {
        StreamSocket socket = listener.accept(PATIENCE);
        try {
            TlsStream stream = TlsStream.on(socket, TlsConnection.server(servers));
            stream.doHandshake(PATIENCE);
            byte[] buffer = new byte[GREETING];
            for (int count; (count = stream.read(buffer, 0, buffer.length, PATIENCE)) > 0; ) {
                stream.write(buffer, count, PATIENCE);
            }
            stream.shutdown(socket, PATIENCE);
        } finally {
            socket.close();
        }
    }

    private void greet(int thread) throws NetException {
        StreamSocket socket = connect();
        try {
            TlsStream stream = TlsStream.on(socket, TlsConnection.client(clients, null));
            stream.doHandshake(PATIENCE);
            byte[] greeting = CodedBytes.of(thread, GREETING);
            stream.write(greeting, greeting.length, PATIENCE);
            byte[] answer = new byte[GREETING];
            for (int count = 0; count < GREETING; ) {
                count += stream.read(answer, count, GREETING - count, PATIENCE);
            }
            assertArrayEquals(greeting, answer);
            stream.shutdown(socket, PATIENCE);
        } finally {
            socket.close();
        }
    }

    private StreamSocket connect() throws NetException {
        StreamSocket socket = (StreamSocket) OpenSocket.open(2, 1, 0);
        socket.connect(address, PATIENCE);
        return socket;
    }

    @Test
    void muchDataBothWaysAtOnce() throws Exception {
        long size = (long) MEGABYTES << 20;
        StreamSocket clientSocket = connect();
        StreamSocket serverSocket = listener.accept(PATIENCE);
        try {
            TlsStream client = TlsStream.on(clientSocket, TlsConnection.client(clients, null));
            TlsStream server = TlsStream.on(serverSocket, TlsConnection.server(servers));
            Future<?> accepting = start(() -> {
                server.doHandshake(PATIENCE);
                return null;
            });
            client.doHandshake(PATIENCE);
            finish(List.of(accepting));
            finish(List.of(
                    start(() -> CodedBytes.write(client, size)),
                    start(() -> CodedBytes.write(server, size)),
                    start(() -> CodedBytes.read(client, size)),
                    start(() -> CodedBytes.read(server, size))));
        } finally {
            clientSocket.close();
            serverSocket.close();
        }
    }

    private <T> Future<T> start(Callable<T> task) {
        return threads.submit(task);
    }

    private static void finish(List<Future<?>> running) throws Exception {
        for (Future<?> task : running) {
            task.get(HUNG_MINUTES, TimeUnit.MINUTES);
        }
    }

    private static long statistic(TlsContext context, String name) {
        return context.sessionStatistics().stream()
                .filter(statistic -> statistic.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
