package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that a client of another make, Java's own, begins and wants to resume. */
class SessionResumptionTest {
    private static final int RECORD = 20_000;

    private final SSLContext clients = clientContext();
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

    /** A handshake in memory. */
    private Result handshake(TlsContext context) throws Exception {
        SSLEngine client = clients.createSSLEngine("localhost", 4433);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.2"});
        client.setSSLParameters(parameters);
        TlsConnection connection = TlsConnection.server(context);
        client.beginHandshake();
        ByteBuffer received = ByteBuffer.allocate(10 * RECORD);
        HandshakeStatus status = client.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING || !connection.isHandshakeComplete()) {
            ByteBuffer records = ByteBuffer.allocate(RECORD);
            client.wrap(ByteBuffer.allocate(0), records);
            connection.feed(records.array(), 0, records.position());
            connection.doHandshake();
            while (connection.outputSize() > 0) {
                received.put(connection.takeOutput());
            }
            received.flip();
            unwrap(client, received);
            received.compact();
            status = client.getHandshakeStatus();
        }
        return new Result(
                connection, HexFormat.of().formatHex(client.getSession().getId()));
    }

    private static void unwrap(SSLEngine client, ByteBuffer received) throws SSLException {
        int before;
        do {
            before = received.remaining();
            client.unwrap(received, ByteBuffer.allocate(RECORD));
            for (Runnable task; (task = client.getDelegatedTask()) != null; ) {
                task.run();
            }
        } while (received.remaining() < before && client.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP);
    }

    /** Whom to trust is not what is tested here. */
    private static SSLContext clientContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
