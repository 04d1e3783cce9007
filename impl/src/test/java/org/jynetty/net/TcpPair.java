package org.jynetty.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Two ends of a TCP connection, and what tests do with them. */
final class TcpPair implements AutoCloseable {
    final OpenSocket client;
    final OpenSocket server;

    private TcpPair(OpenSocket client, OpenSocket server) {
        this.client = client;
        this.server = server;
    }

    static OpenSocket listen(int backlog) throws NetException {
        OpenSocket listener = OpenSocket.open(Linux.AF_INET, Linux.SOCK_STREAM, 0);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.listen(backlog);
        return listener;
    }

    static TcpPair connect() throws NetException {
        OpenSocket listener = listen(1);
        try {
            return connect(listener);
        } finally {
            listener.close();
        }
    }

    static TcpPair connect(OpenSocket listener) throws NetException {
        OpenSocket client = OpenSocket.open(Linux.AF_INET, Linux.SOCK_STREAM, 0);
        client.connect(listener.localAddress(), OpenSocket.BLOCKING);
        return new TcpPair(client, listener.accept(OpenSocket.BLOCKING));
    }

    static void send(OpenSocket from, String text) throws NetException {
        from.send(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length(), 0, OpenSocket.BLOCKING);
    }

    static String receive(OpenSocket at, int limit) throws NetException {
        return new String(at.receive(limit, 0, OpenSocket.BLOCKING), StandardCharsets.ISO_8859_1);
    }

    /** Runs something in a thread of its own. */
    static <T> CompletableFuture<T> async(Step<T> step) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(step.run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    interface Step<T> {
        T run() throws Exception;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
