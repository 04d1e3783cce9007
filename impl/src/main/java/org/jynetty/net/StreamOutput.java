package org.jynetty.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The sending half of a stream socket. Guarded by the lock of the socket's loop. */
final class StreamOutput {
    /** How much one write carries at most, so that a large send takes no large buffer. Bytes. */
    private static final int CHUNK = 128 * 1024;

    private final OpenSocket socket;
    private final Connection connection;

    /** Whether shutdown(2) ended this half. */
    private boolean shut;

    /** Whether the peer was told that. */
    private boolean told;

    /** Whether a send has told the error that ended the connection, which the kernel tells once. */
    private boolean failed;

    StreamOutput(OpenSocket socket, Connection connection) {
        this.socket = socket;
        this.connection = connection;
    }

    /** Tells the peer that nothing more comes. */
    void shut() throws IOException {
        shut = true;
        if (!told) {
            told = true;
            ((SocketChannel) connection.java()).shutdownOutput();
        }
    }

    /** Sends nothing more. There is no peer to tell it to; Linux remembers it, though it may be an error. */
    void refuse() {
        shut = true;
    }

    /** There is nothing left to be refused: what was shut down counts no more. */
    void reopen() {
        shut = false;
    }

    boolean isShut() {
        return shut;
    }

    boolean hasFailed() {
        return failed;
    }

    int send(byte[] source, int offset, int length, int flags, long timeout) throws NetException {
        if (!MessageFlags.has(flags, MessageFlags.OOB)) {
            return send(source, offset, length, timeout);
        }
        if (socket.family() == Family.UNIX) {
            throw NetException.of(Errno.EOPNOTSUPP);
        }
        // The last byte is the urgent one.
        int sent = length <= 1 ? 0 : send(source, offset, length - 1, timeout);
        if (length == 0 || sent < length - 1) {
            return sent;
        }
        try {
            sendUrgent(source[offset + length - 1], timeout);
            return length;
        } catch (NetException e) {
            return orLater(e, sent);
        }
    }

    private int send(byte[] source, int offset, int length, long timeout) throws NetException {
        long deadline = OpenSocket.deadline(timeout);
        int sent = 0;
        while (true) {
            int attempted = Math.min(length - sent, CHUNK);
            try {
                int accepted = trySend(source, offset + sent, attempted);
                sent += accepted;
                if (sent == length || sent > 0 && timeout != OpenSocket.BLOCKING) {
                    return sent;
                }
                if (accepted < attempted) {
                    awaitRoom(timeout, deadline);
                }
            } catch (NetException e) {
                return orLater(e, sent);
            }
        }
    }

    /**
     * If some was sent, this call tells how much, and the next one why not more. Who interrupts a thread of Java, however,
     * wants it to end.
     */
    private int orLater(NetException failure, int sent) throws NetException {
        boolean signalled = failure instanceof SignalException;
        if (sent == 0 || failure.is(Errno.EBADF) || failure.is(Errno.EINTR) && !signalled) {
            throw failure;
        }
        if (!failure.is(Errno.EAGAIN) && !signalled) {
            connection.setError(failure);
        }
        return sent;
    }

    /** With a timeout CPython waits for room before the kernel can say that a listener sends nothing, and a listener never has any. */
    void awaitRoomOfListener(long timeout) throws NetException {
        long deadline = OpenSocket.deadline(timeout);
        while (timeout > OpenSocket.NON_BLOCKING && connection.state() == Connection.State.LISTENING) {
            socket.awaitReady(0, timeout, deadline);
        }
    }

    private void awaitRoom(long timeout, long deadline) throws NetException {
        boolean connecting = connection.state() == Connection.State.CONNECTING;
        socket.awaitReady(connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE, timeout, deadline);
    }

    private void sendUrgent(byte urgent, long timeout) throws NetException {
        long deadline = OpenSocket.deadline(timeout);
        while (true) {
            checkCanSend();
            if (connection.state() == Connection.State.CONNECTED && trySendUrgent(urgent)) {
                return;
            }
            awaitRoom(timeout, deadline);
        }
    }

    /** Java says that there was no room by an exception that says nothing else. */
    private boolean trySendUrgent(byte urgent) throws NetException {
        try {
            ((SocketChannel) connection.java()).socket().sendUrgentData(urgent);
            return true;
        } catch (IOException e) {
            if ("Socket buffer full".equals(e.getMessage())) {
                socket.used();
                return false;
            }
            throw Errors.of(e);
        }
    }

    /** One attempt to send; returns how many bytes the kernel took. */
    int trySend(byte[] source, int offset, int length) throws NetException {
        checkCanSend();
        if (connection.state() == Connection.State.CONNECTING) {
            return 0;
        }
        int size = Math.min(length, CHUNK);
        try {
            int accepted = connection.stream().write(source, offset, size);
            if (accepted < size) {
                socket.used();
            }
            return accepted;
        } catch (IOException e) {
            failed = true;
            throw Errors.of(e);
        }
    }

    private void checkCanSend() throws NetException {
        socket.checkOpen();
        connection.finish();
        if (connection.hasError() && socket.family() != Family.UNIX) { // whose errors are for its receives
            connection.throwError();
        }
        if (shut || !connection.isUnderWay()) {
            boolean neverConnected = socket.family() == Family.UNIX && !connection.hasEverConnected();
            throw NetException.of(neverConnected ? Errno.ENOTCONN : Errno.EPIPE);
        }
    }
}
