package org.jynetty.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jynetty.certs.Entry;
import org.jynetty.certs.TestCa;

/** A peer of another make, Java's own TLS, with which a connection exchanges its records in memory. */
final class JavaPeer {
    private static final int ROOM = 200_000;

    final SSLEngine engine;

    private final StringBuilder received = new StringBuilder();
    private final ByteBuffer records = ByteBuffer.allocate(ROOM);

    private JavaPeer(SSLEngine engine, boolean client, String version) {
        this.engine = engine;
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {version});
    }

    /** A context for clients, which share their sessions; without keys they have no certificate. */
    static SSLContext clientContext(KeyManager... keys) {
        return context(keys);
    }

    static SSLContext serverContext() {
        try {
            Entry entry = TestCa.shared().entry("server-rsa");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", entry.privateKey(), new char[0], entry.chain().toArray(new Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            return context(keys.getKeyManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom to trust is not what is tested here. */
    private static SSLContext context(KeyManager... keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new Credulous()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static JavaPeer client(SSLContext context, String version) {
        return new JavaPeer(context.createSSLEngine("localhost", 4433), true, version);
    }

    static JavaPeer server(SSLContext context, String version) {
        return new JavaPeer(context.createSSLEngine(), false, version);
    }

    /** What the peer has received, which is forgotten. */
    String takeReceived() {
        String text = received.toString();
        received.setLength(0);
        return text;
    }

    /** Has the peer write something. */
    void send(String text, TlsConnection connection) throws SSLException {
        ByteBuffer plain = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (plain.hasRemaining()) {
            feed(plain, connection);
        }
    }

    private int feed(ByteBuffer plain, TlsConnection connection) throws SSLException {
        ByteBuffer output = ByteBuffer.allocate(ROOM);
        engine.wrap(plain, output);
        runTasks();
        connection.feed(output.array(), 0, output.position());
        return output.position();
    }

    /** Carries everything that either side has to say, which the connection says when it reads or shakes hands. */
    boolean exchange(TlsConnection connection) throws SSLException {
        boolean moved = false;
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                && feed(ByteBuffer.allocate(0), connection) > 0) {
            moved = true;
        }
        while (connection.outputSize() > 0) {
            records.put(connection.takeOutput());
        }
        records.flip();
        int before;
        do {
            before = records.remaining();
            ByteBuffer plain = ByteBuffer.allocate(ROOM);
            engine.unwrap(records, plain);
            runTasks();
            received.append(new String(plain.array(), 0, plain.position(), StandardCharsets.US_ASCII));
            moved |= records.remaining() < before;
        } while (records.remaining() < before && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP);
        records.compact();
        return moved;
    }

    private void runTasks() {
        for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
            task.run();
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
