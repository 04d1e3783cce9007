package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.StreamSocket;

/** A handshake over TCP costs no delayed acknowledgement: neither within it nor before the first data. */
@Timeout(60)
class FlightTest {
    private static final long BLOCKING = OpenSocket.BLOCKING;
    private static final int INET = 2;
    private static final int STREAM = 1;
    private static final int ROOM = 1 << 16;
    private static final int TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_QUICKACK = 12;
    private static final int TCP_INFO_SIZE = 104;

    /** Of tcpi_unacked in a struct tcp_info, see linux/tcp.h. */
    private static final int UNACKNOWLEDGED = 24;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private StreamSocket client;
    private StreamSocket server;

    @BeforeEach
    void connect() throws Exception {
        OpenSocket listener = OpenSocket.open(INET, STREAM, 0);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.listen(1);
        client = (StreamSocket) OpenSocket.open(INET, STREAM, 0);
        client.connect(listener.localAddress(), BLOCKING);
        server = listener.accept(BLOCKING);
        listener.close();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        threads.shutdownNow();
    }

    private Future<?> startClient() throws Exception {
        TlsStream stream = TlsStream.on(client, TlsConnection.client(new TlsContext(Protocol.TLS), null));
        return threads.submit(() -> {
            stream.doHandshake(BLOCKING);
            return null;
        });
    }

    /** The kernel would keep a second segment back until the first is acknowledged. */
    @Test
    void aClientAnswersAFlightInOneSegment() throws Exception {
        Future<?> handshaking = startClient();
        TlsConnection peer = TlsConnection.server(Contexts.with(Protocol.TLS, "server-ec"));
        feed(peer);
        assertEquals(false, peer.doHandshake());
        byte[] flight = peer.takeOutput();
        server.send(flight, 0, flight.length, 0, BLOCKING);
        feed(peer);
        assertTrue(peer.doHandshake(), "the first segment has all of the client's second flight");
        handshaking.get();
    }

    private void feed(TlsConnection peer) throws Exception {
        byte[] received = server.receive(ROOM, 0, BLOCKING);
        peer.feed(received, 0, received.length);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aServerAcknowledgesTheEndOfTheHandshake() throws Exception {
        TlsStream stream = TlsStream.on(server, TlsConnection.server(Contexts.with(Protocol.TLS, "server-ec")));
        unacknowledged(); // what has to be loaded for this takes longer than the kernel would wait
        server.options()
                .set(TCP, TCP_QUICKACK, new byte[Integer.BYTES]); // it waits from now on, as after some exchanges
        Future<?> handshaking = startClient();
        stream.doHandshake(BLOCKING);
        handshaking.get();
        assertEquals(0, unacknowledged());
    }

    private int unacknowledged() throws NetException {
        byte[] info = client.options().get(TCP, TCP_INFO, TCP_INFO_SIZE);
        return ByteBuffer.wrap(info).getInt(UNACKNOWLEDGED);
    }
}
