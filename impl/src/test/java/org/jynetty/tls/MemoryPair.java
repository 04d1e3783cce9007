package org.jynetty.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client and a server that exchange their records in memory. */
final class MemoryPair {
    final TlsConnection client;
    final TlsConnection server;

    /** What ended the handshake of each side; null if it succeeded. */
    TlsException clientFailure;

    TlsException serverFailure;

    MemoryPair(TlsContext clientContext, TlsContext serverContext, String host) {
        client = TlsConnection.client(clientContext, host == null ? null : host.getBytes(StandardCharsets.US_ASCII));
        server = TlsConnection.server(serverContext);
    }

    /** Lets both sides go on until neither can. */
    MemoryPair handshake() {
        boolean moved = true;
        while (moved) {
            if (clientFailure == null) {
                clientFailure = advance(client);
            }
            moved = transfer(client, server) > 0;
            if (serverFailure == null) {
                serverFailure = advance(server);
            }
            moved |= transfer(server, client) > 0;
        }
        return this;
    }

    private static TlsException advance(TlsConnection connection) {
        try {
            connection.doHandshake();
            return null;
        } catch (TlsException e) {
            return e;
        }
    }

    /** Carries what one side has to say to the other. */
    static int transfer(TlsConnection from, TlsConnection to) {
        int count = 0;
        while (from.outputSize() > 0) {
            byte[] output = from.takeOutput();
            to.feed(output, 0, output.length);
            count += output.length;
        }
        return count;
    }

    static void send(TlsConnection from, TlsConnection to, String text) throws TlsException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        from.write(bytes, 0, bytes.length);
        transfer(from, to);
    }

    static String read(TlsConnection connection) throws TlsException {
        byte[] buffer = new byte[TlsConnection.MAX_RECORD];
        int count = connection.read(buffer, 0, buffer.length);
        return count < 0 ? null : new String(Arrays.copyOf(buffer, count), StandardCharsets.US_ASCII);
    }
}
