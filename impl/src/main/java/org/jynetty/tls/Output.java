package org.jynetty.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.ByteQueue;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.jynetty.net.NetException;

/**
 * What waits for the peer: the records of the engine, and before them an alert that the connection has made without it.
 *
 * <p>Not thread-safe: the lock of the socket's loop guards it.
 */
final class Output {
    private final Engine engine;

    /** What is left to send of our own alert; null if nothing. */
    private byte[] alert;

    Output(Engine engine) {
        this.engine = engine;
    }

    /** Has a fatal alert of our own sent, in plain text, in a record of this version. */
    void alert(short description, ProtocolVersion version) {
        byte minor = (byte) version.getMinorVersion();
        alert = new byte[] {(byte) ContentType.alert, 3, minor, 0, 2, AlertLevel.fatal, (byte) description};
    }

    /** Has an alert of our own sent instead of what the engine has. */
    void replaceBy(short description, ProtocolVersion version) {
        engine.output().removeData(engine.output().available());
        alert(description, version);
    }

    /** How many bytes are to be sent to the peer. */
    int size() {
        return (alert == null ? 0 : alert.length) + engine.sendable();
    }

    /** Removes what is to be sent to the peer. */
    byte[] take() {
        if (alert != null) {
            byte[] taken = alert;
            alert = null;
            return taken;
        }
        return engine.output().removeData(engine.output().available(), 0);
    }

    /** Has the sink take, once, what is to be sent to the peer; returns how many bytes it took. */
    int send(TlsConnection.Sink sink) throws NetException {
        if (alert != null) {
            int taken = sink.write(alert, 0, alert.length);
            alert = taken == alert.length ? null : Arrays.copyOfRange(alert, taken, alert.length);
            return taken;
        }
        ByteQueue queue = engine.output();
        Passage passage = new Passage(sink);
        try {
            queue.copyTo(passage, queue.available());
        } catch (NetException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("only the sink fails", e);
        }
        queue.removeData(passage.taken);
        return passage.taken;
    }

    /** Many connections idle for long, and few have records as large as the messages with certificates. */
    void trim() {
        engine.output().shrink();
    }

    /** Shows a sink what is in a queue, which has no other way to. */
    private static final class Passage extends OutputStream {
        private final TlsConnection.Sink sink;
        private int taken;

        Passage(TlsConnection.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int one) {
            throw new IllegalStateException("the queue writes all at once");
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            taken = sink.write(source, offset, length);
        }
    }
}
