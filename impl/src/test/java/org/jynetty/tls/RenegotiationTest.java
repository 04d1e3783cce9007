package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that a peer of another make begins anew in the midst of a connection: RFC 5246 section 7.4.1.1, RFC 5746. */
class RenegotiationTest {
    private static final String VERSION = "TLSv1.2";

    private final TlsContext context = Contexts.with(Protocol.TLSv1_2, "server-rsa");
    private TlsConnection connection;
    private JavaPeer peer;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isDoneWhileTheProgramReads(boolean server) throws Exception {
        connect(server);
        byte[] unique = connection.channelBinding();
        begin();
        peer.send("before", connection);
        StringBuilder read = new StringBuilder();
        readUntilQuiet(read);
        assertFalse(connection.isHandshaking());
        peer.send(" and after", connection);
        readUntilQuiet(read);
        assertEquals("before and after", read.toString());
        assertFalse(Arrays.equals(unique, connection.channelBinding()));
        assertEquals(VERSION, connection.version());
        assertEquals(1, statistic(server ? "accept" : "connect"));
        assertEquals(1, statistic(server ? "accept_renegotiate" : "connect_renegotiate"));
        assertEquals(2, statistic(server ? "accept_good" : "connect_good"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isCompletedBeforeTheProgramWrites(boolean server) throws Exception {
        connect(server);
        begin();
        readOnce(new StringBuilder());
        assertTrue(connection.isHandshaking());
        byte[] text = "written".getBytes(StandardCharsets.US_ASCII);
        assertFalse(connection.write(text, 0, text.length));
        while (!connection.write(text, 0, text.length)) {
            assertTrue(peer.exchange(connection));
        }
        assertFalse(connection.isHandshaking());
        peer.exchange(connection);
        assertEquals("written", peer.takeReceived());
    }

    @Test
    void asksTheNameCallbackAgain() throws Exception {
        List<String> names = new ArrayList<>();
        context.setServerNameCallback((asking, name) -> {
            names.add(String.valueOf(name == null ? null : new String(name, StandardCharsets.US_ASCII)));
            return ServerNameCallback.CONTINUE;
        });
        connect(true);
        begin();
        readUntilQuiet(new StringBuilder());
        assertEquals(2, names.size());
        assertEquals(names.get(0), names.get(1));
    }

    /** As OpenSSL: it does not keep data that comes when the program is not reading. */
    @Test
    void dataInItsMidstIsAFaultForAProgramThatWrites() throws Exception {
        connect(false);
        begin();
        readOnce(new StringBuilder());
        assertTrue(connection.isHandshaking());
        connection.takeOutput(); // the peer does not hear of it yet, and goes on sending
        peer.send("data", connection);
        TlsException refused = assertThrows(TlsException.class, () -> connection.write(new byte[1], 0, 1));
        assertEquals("UNEXPECTED_RECORD", refused.reason());
    }

    private void connect(boolean server) throws Exception {
        peer = server
                ? JavaPeer.client(JavaPeer.clientContext(), VERSION)
                : JavaPeer.server(JavaPeer.serverContext(), VERSION);
        connection = server ? TlsConnection.server(context) : TlsConnection.client(context, null);
        peer.engine.beginHandshake();
        while (!connection.doHandshake()) {
            assertTrue(peer.exchange(connection));
        }
        peer.exchange(connection);
    }

    /** The client's hello, or the server's wish for it. */
    private void begin() throws SSLException {
        peer.engine.getSession().invalidate();
        peer.engine.beginHandshake();
        peer.exchange(connection);
    }

    private boolean readOnce(StringBuilder read) throws TlsException {
        byte[] buffer = new byte[100];
        int count = connection.read(buffer, 0, buffer.length);
        read.append(new String(buffer, 0, Math.max(count, 0), StandardCharsets.US_ASCII));
        return count > 0;
    }

    private void readUntilQuiet(StringBuilder read) throws Exception {
        boolean moved = true;
        while (moved) {
            moved = readOnce(read);
            moved |= peer.exchange(connection);
        }
    }

    private long statistic(String name) {
        return context.sessionStatistics().stream()
                .filter(statistic -> statistic.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
