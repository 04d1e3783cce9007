package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that a client of another make, Java's own, begins and wants to resume. */
class SessionResumptionTest {
    private final SSLContext clients = JavaPeer.clientContext();
    private final TlsContext server = Contexts.with(Protocol.TLSv1_2, "server-rsa");

    @Test
    void aSessionIsResumedByItsId() throws Exception {
        String first = handshake().session();
        assertEquals(1, statistic("number"));
        Result second = handshake();
        assertEquals(first, second.session());
        assertEquals(1, statistic("hits"));
        assertEquals(2, statistic("accept_good"));
        assertEquals("TLSv1.2", second.connection().version());
        assertEquals(12, second.connection().channelBinding().length);
    }

    @Test
    void aServerWithoutTheSessionBeginsANewOne() throws Exception {
        String first = handshake().session();
        Result second = handshake(Contexts.with(Protocol.TLSv1_2, "server-rsa"));
        assertNotEquals(first, second.session());
    }

    @Test
    void theNameCallbackIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        server.setServerNameCallback((connection, name) -> {
            asked.incrementAndGet();
            return ServerNameCallback.CONTINUE;
        });
        assertEquals(handshake().session(), handshake().session());
        assertEquals(2, asked.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 112})
    void theNameCallbackMayRejectAResumption(int alert) throws Exception {
        handshake();
        server.setServerNameCallback((connection, name) -> alert);
        assertThrows(Exception.class, this::handshake);
        assertEquals(1, statistic("accept_good"));
    }

    @Test
    void aSessionWithoutACertificateIsNoWayAroundVerification() throws Exception {
        handshake();
        Contexts.trust(server);
        server.setVerifyMode(VerifyMode.REQUIRED);
        TlsException refused = assertThrows(TlsException.class, this::handshake);
        assertEquals("PEER_DID_NOT_RETURN_A_CERTIFICATE", refused.reason());
    }

    @Test
    void aSessionWithACipherThatIsNoLongerAllowedIsNotResumed() throws Exception {
        String first = handshake().session();
        server.setCiphers("AES128-SHA");
        Result second = handshake();
        assertNotEquals(first, second.session());
        assertEquals("AES128-SHA", second.connection().cipher().name());
    }

    private long statistic(String name) {
        return server.sessionStatistics().stream()
                .filter(statistic -> statistic.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private record Result(TlsConnection connection, String session) {}

    private Result handshake() throws Exception {
        return handshake(server);
    }

    private Result handshake(TlsContext context) throws Exception {
        JavaPeer client = JavaPeer.client(clients, "TLSv1.2");
        TlsConnection connection = TlsConnection.server(context);
        client.engine.beginHandshake();
        boolean moved = true;
        while (moved) {
            moved = client.exchange(connection);
            connection.doHandshake();
        }
        assertTrue(connection.isHandshakeComplete());
        byte[] id = client.engine.getSession().getId();
        return new Result(connection, HexFormat.of().formatHex(id));
    }
}
