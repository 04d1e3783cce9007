package org.jynetty.tls;

import org.jynetty.net.Errno;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.StreamLayer;
import org.jynetty.net.StreamSocket;

/**
 * TLS on a stream socket: the layer that carries a {@link TlsConnection}, and the operations of
 * Python's {@code _ssl._SSLSocket} on it, with the results and errors of CPython 2.7.18's {@code _ssl.c}.
 *
 * <p>Each operation takes a timeout as {@link OpenSocket} does. It counts from each wait anew, as it does there. An operation
 * that may not wait, or not long enough, fails and can be repeated; what it has done so far is kept.
 *
 * <p>Thread-safe: guarded by the lock of the socket's loop.
 */
public final class TlsStream extends StreamLayer {
    private final TlsConnection connection;

    /**
     * How much of a write that was given up for now is encrypted already: its repetition goes on behind that. Guarded by the
     * loop's lock.
     */
    private int written;

    /** How much of a write the connection had taken when it failed. Guarded by the loop's lock. */
    private int refused;

    private TlsStream(StreamSocket socket, TlsConnection connection) {
        super(socket);
        this.connection = connection;
    }

    /** Puts TLS on a socket, connected or not. */
    public static TlsStream on(StreamSocket socket, TlsConnection connection) throws NetException {
        TlsStream stream = new TlsStream(socket, connection);
        socket.addLayer(stream);
        return stream;
    }

    /**
     * What makes the socket readable to select, poll and epoll though the kernel has nothing. CPython's know only the kernel, so
     * that a program has to ask {@code pending()} before it waits; one that does finds the same here.
     */
    @Override
    protected int available() {
        return connection.pending();
    }

    /** What needs the lock but neither waits nor talks to the peer. */
    public <T> T inspect(Inspection<T> inspection) throws TlsException {
        enter();
        try {
            return inspection.of(connection);
        } finally {
            leave();
        }
    }

    /** A look at the connection. */
    @FunctionalInterface
    public interface Inspection<T> {
        T of(TlsConnection connection) throws TlsException;
    }

    /** @throws NetException {@link TlsException}, or the socket's own errors */
    public void doHandshake(long timeout) throws NetException {
        run(CallSite.HANDSHAKE, timeout, () -> connection.doHandshake() ? 0 : TlsConnection.WANT_READ);
    }

    /**
     * Reads decrypted bytes.
     *
     * @return how many; 0 if the peer has sent close_notify
     */
    public int read(byte[] target, int offset, int length, long timeout) throws NetException {
        int count = run(CallSite.READ, timeout, () -> connection.read(target, offset, length));
        return count == TlsConnection.CLOSED ? 0 : count;
    }

    /**
     * Sends the first bytes of an array, all of them. When it may not wait it may fail having encrypted a part: then it must be repeated with the
     * same bytes, as with {@code SSL_write(3)}.
     */
    public int write(byte[] source, int length, long timeout) throws NetException {
        enter();
        try {
            connection.checkNotShutDown();
            if (length < Math.max(written, refused)) {
                throw connection.failForLength();
            }
            connection.checkUsable(CallSite.WRITE);
            if (length == 0) {
                attemptUntilDone(
                        CallSite.WRITE,
                        timeout,
                        () -> connection.isHandshakeComplete() || connection.doHandshake()
                                ? 0
                                : TlsConnection.WANT_READ);
                // SSL_write of nothing returns 0, which _ssl.c takes for the end of the stream.
                throw connection.isPeerClosed()
                        ? TlsException.closed(CallSite.WRITE)
                        : TlsException.endOfStream(CallSite.WRITE);
            }
            flush(CallSite.WRITE, timeout);
            int done = written;
            written = 0;
            while (done < length) {
                int offset = done;
                int size = Math.min(length - done, TlsConnection.MAX_RECORD);
                attemptUntilDone(
                        CallSite.WRITE,
                        timeout,
                        () -> connection.write(source, offset, size) ? 0 : TlsConnection.WANT_READ);
                done += size;
                written = done;
                flush(CallSite.WRITE, timeout);
                written = 0;
            }
            return done;
        } finally {
            leave();
        }
    }

    /** Sends close_notify and waits for the peer's; then the socket carries plain bytes again. */
    public void shutdown(StreamSocket socket, long timeout) throws NetException {
        enter();
        try {
            if (refused > 0 && !connection.hasFailed()) {
                throw TlsException.brokenOff(CallSite.SHUTDOWN); // nothing can be sent behind a write that has failed
            }
            attemptUntilDone(CallSite.SHUTDOWN, timeout, () -> {
                connection.sendCloseNotify();
                return 0;
            });
            attemptUntilDone(CallSite.SHUTDOWN, timeout, () -> connection.shutdown() ? 0 : TlsConnection.WANT_READ);
        } finally {
            leave();
        }
        socket.removeLayer(this);
    }

    // ---- attempts ---------------------------------------------------------------------------------------------------

    /** One attempt; {@link TlsConnection#WANT_READ} asks for more from the peer. */
    @FunctionalInterface
    private interface Attempt {
        int make() throws TlsException;
    }

    private int run(CallSite site, long timeout, Attempt attempt) throws NetException {
        enter();
        try {
            return attemptUntilDone(site, timeout, attempt);
        } finally {
            leave();
        }
    }

    private int attemptUntilDone(CallSite site, long timeout, Attempt attempt) throws NetException {
        while (true) {
            boolean handshaking = connection.isHandshaking();
            int result;
            try {
                result = attempt.make();
            } catch (TlsException e) {
                sendAlert();
                throw e;
            }
            handshaking |= connection.isHandshaking();
            if (site == CallSite.READ && (result != TlsConnection.WANT_READ || !handshaking)) {
                // Not waiting: a peer that reads only when it has written would wait for us to read.
                sendSome();
            } else if (handshaking || site == CallSite.SHUTDOWN) {
                flush(site, timeout);
            }
            if (handshaking && connection.hasHeardLastOfHandshake()) {
                // The kernel would wait up to 40 ms before it acknowledges what nothing is said to, and the client's
                // kernel for that before it sends the first data (tcp(7), TCP_NODELAY).
                acknowledge();
            }
            if (result != TlsConnection.WANT_READ) {
                return result;
            }
            receiveMore(site, timeout);
        }
    }

    /** Takes what the peer has sent, or waits for it: meanwhile another thread may take it, and leave some of it decrypted. */
    private void receiveMore(CallSite site, long timeout) throws NetException {
        try {
            int count = connection.feed(this::receive);
            if (count == END) {
                connection.endOfInput();
            } else if (count == 0) {
                awaitInput(timeout);
            }
        } catch (NetException e) {
            throw interrupted(e, site, SslError.WANT_READ);
        }
    }

    /** Sends what there is to send, waiting as long as it may. */
    private void flush(CallSite site, long timeout) throws NetException {
        try {
            while (!sendSome()) {
                awaitRoom(timeout);
            }
        } catch (NetException e) {
            throw interrupted(e, site, SslError.WANT_WRITE);
        }
    }

    /** Sends what the kernel takes; returns whether that was all. */
    private boolean sendSome() throws NetException {
        while (connection.outputSize() > 0) {
            int accepted;
            try {
                accepted = connection.sendOutput(this::send);
            } catch (NetException e) {
                if (connection.isHandshakeComplete()) {
                    dropOutput();
                }
                throw e;
            }
            if (accepted == 0) {
                return false;
            }
        }
        return true;
    }

    /** What the connection has failed to send, it will never send; a write that is tried again fails anew. */
    private void dropOutput() {
        connection.takeOutput();
        refused = refused == 0 ? written : refused; // to OpenSSL the first record is still to be sent
        written = 0;
    }

    /** After a failure: the peer should hear of it, but the failure is what the program must hear of. */
    private void sendAlert() {
        try {
            sendSome();
        } catch (NetException e) {
            // The connection is gone; there is nobody to tell.
        }
    }

    /**
     * What a wait that was not allowed, or too long, means for an operation. OpenSSL waits for a connection, too; and whatever
     * fails when the peer has said that it has closed, it fails for that.
     */
    private NetException interrupted(NetException cause, CallSite site, SslError wanted) {
        if (cause.is(Errno.EAGAIN) || cause.is(Errno.ENOTCONN)) {
            return TlsException.incomplete(wanted, site);
        }
        if (cause.kind() != NetException.Kind.TIMEOUT) {
            boolean ofConnection = cause.is(Errno.EPIPE) || cause.is(Errno.ECONNRESET);
            return ofConnection && connection.isPeerClosed() ? TlsException.closed(site) : cause;
        }
        return TlsException.withMessage(
                switch (site) {
                    case HANDSHAKE -> "_ssl.c:711: The handshake operation timed out";
                    case READ -> "The read operation timed out";
                    case WRITE -> "The write operation timed out";
                    default ->
                        wanted == SslError.WANT_READ ? "The read operation timed out" : "The write operation timed out";
                });
    }
}
