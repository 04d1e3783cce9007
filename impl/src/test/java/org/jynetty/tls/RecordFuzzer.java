package org.jynetty.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;
import org.jynetty.fuzz.Bounds;

/**
 * What a peer may send before anything is agreed upon. The first byte of an input says to whom: a server or a client, of which
 * version, and whether the rest is what comes over the wire or the body of the first handshake message, which is then put into
 * records that are right.
 */
public final class RecordFuzzer {
    private static final Protocol[] PROTOCOLS = {Protocol.TLS, Protocol.TLSv1, Protocol.TLSv1_1, Protocol.TLSv1_2};
    private static final TlsContext[] SERVERS = new TlsContext[PROTOCOLS.length];
    private static final TlsContext[] CLIENTS = new TlsContext[PROTOCOLS.length];
    private static final int SERVER = 4;
    private static final int MESSAGE = 8;

    /** An alert, or a flight with a certificate. */
    private static final int MOST_OUTPUT = 1 << 16;

    static {
        for (int i = 0; i < PROTOCOLS.length; i++) {
            SERVERS[i] = Contexts.with(PROTOCOLS[i], "server-ec");
            CLIENTS[i] = Contexts.verifying(PROTOCOLS[i]);
        }
    }

    private RecordFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int how = input[0] & 0xff;
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        boolean server = (how & SERVER) != 0;
        int protocol = how % PROTOCOLS.length;
        byte type = (byte) (server ? HandshakeType.client_hello : HandshakeType.server_hello);
        byte[] wire = (how & MESSAGE) == 0 ? rest : records(type, rest);
        Bounds.within(input, () -> {
            TlsConnection connection =
                    server ? TlsConnection.server(SERVERS[protocol]) : TlsConnection.client(CLIENTS[protocol], null);
            int sent = 0;
            try {
                connection.doHandshake();
                connection.feed(wire, 0, wire.length);
                connection.doHandshake();
                connection.endOfInput();
                connection.doHandshake();
                throw new AssertionError("a handshake with nobody");
            } catch (TlsException e) {
                if (e.error() == null) {
                    throw new AssertionError("no error of OpenSSL: " + e, e);
                }
            }
            while (connection.outputSize() > 0) {
                sent += connection.takeOutput().length;
            }
            if (sent > MOST_OUTPUT) {
                throw new AssertionError(sent + " bytes in answer");
            }
        });
    }

    /** A handshake message in as many records as it needs. */
    private static byte[] records(byte type, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(type);
        message.write(body.length >>> 16);
        message.write(body.length >>> 8);
        message.write(body.length);
        message.writeBytes(body);
        byte[] whole = message.toByteArray();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int at = 0; at < whole.length; at += TlsConnection.MAX_RECORD) {
            int length = Math.min(TlsConnection.MAX_RECORD, whole.length - at);
            wire.writeBytes(new byte[] {(byte) ContentType.handshake, 3, 1, (byte) (length >>> 8), (byte) length});
            wire.write(whole, at, length);
        }
        return wire.toByteArray();
    }
}
