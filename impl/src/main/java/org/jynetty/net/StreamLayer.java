package org.jynetty.net;

import java.nio.channels.SelectionKey;

/**
 * A protocol between the kernel's byte stream and the program, such as TLS, whose operations are driven as the socket's own are,
 * attempt by attempt under the lock of its loop.
 *
 * <p>It takes what its own operations read. Operations of the socket itself pass it by and see the bytes as they came, as when
 * a C library works on a descriptor that the program uses too.
 */
public abstract class StreamLayer {
    private final StreamSocket socket;

    protected StreamLayer(StreamSocket socket) {
        this.socket = socket;
    }

    /** How many bytes the program can read without the kernel. Lock held. */
    protected abstract int available();

    /** Enters an operation: takes the lock. {@link #leave} must follow. */
    protected final void enter() {
        socket.enter();
    }

    /** Leaves an operation: tells those who select what it changed, and gives the lock up. */
    protected final void leave() {
        socket.leave();
    }

    /** What {@link #receive} returns when the peer sends no more. */
    protected static final int END = -1;

    /**
     * One attempt to receive. Lock held.
     *
     * @param limit how many bytes at most
     * @return how many came; 0 if there are none now; {@link #END}, also again
     * @throws NetException the error that ended the stream, EBADF, ENOTCONN
     */
    protected final int receive(byte[] target, int offset, int limit) throws NetException {
        socket.checkOpen();
        int early = socket.input().takeReceived(target, offset, limit);
        if (early > 0) {
            return early;
        }
        int count = socket.input().readSome(target, offset, limit);
        return count == 0 && socket.input().hasEnded() ? END : count;
    }

    /**
     * One attempt to send. Lock held.
     *
     * @return how many bytes the kernel took
     * @throws NetException EPIPE, ECONNRESET, EBADF
     */
    protected final int send(byte[] source, int offset, int length) throws NetException {
        return socket.output().trySend(source, offset, length);
    }

    /** Has the kernel acknowledge what has come now, not when it sends something or some time has passed. Lock held. */
    protected final void acknowledge() throws NetException {
        socket.acknowledge();
    }

    /**
     * Waits until the next attempt to receive may succeed. Lock held once; it is given up meanwhile.
     *
     * @throws NetException a timeout, EAGAIN if it may not wait, EINTR, EBADF
     */
    protected final void awaitInput(long timeout) throws NetException {
        socket.awaitReady(SelectionKey.OP_READ, timeout, OpenSocket.deadline(timeout));
    }

    /** Waits until the next attempt to send may succeed; otherwise as {@link #awaitInput}. */
    protected final void awaitRoom(long timeout) throws NetException {
        socket.awaitReady(SelectionKey.OP_WRITE, timeout, OpenSocket.deadline(timeout));
    }
}
