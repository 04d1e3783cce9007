package org.jynetty.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The receiving half of a stream socket. Guarded by the lock of the socket's loop. */
final class StreamInput {
    /** How much one read takes that tells data from the end of the stream. Bytes. */
    private static final int PROBE = 64 * 1024;

    /** How much is read at most before the program asks for it. Bytes. */
    private static final int AHEAD = 4 * PROBE;

    /** After so many vain attempts, and each one more, the next 2 to the power of it receives but one wait at once. */
    private static final int MOST_VAIN_ATTEMPTS = 5;

    private final OpenSocket socket;
    private final Connection connection;
    private final Inbound inbound;

    /** Whether shutdown(2) ended this half. */
    private boolean shut;

    /** Whether the kernel refuses what comes, though the peer had not ended before: whether it has since, Java cannot tell. */
    private boolean refusedBeforeEnd;

    /** How many receives that tried before they waited have found nothing, since the last that found something. */
    private int vainAttempts;

    /** How many more receives wait at once: to try first is a system call, which is in vain where a peer answers. */
    private int waitsAtOnce;

    StreamInput(OpenSocket socket, Connection connection) {
        this.socket = socket;
        this.connection = connection;
        this.inbound = connection.inbound();
    }

    void shut() {
        shut = true;
    }

    /**
     * Lets the kernel know: what comes now is refused. Java would not give what the kernel has any more, so that is read
     * before.
     */
    void refuse() throws IOException {
        readAhead();
        refusedBeforeEnd |= !inbound.atEnd();
        ((SocketChannel) connection.java()).shutdownInput();
    }

    /** There is nothing left that has ended: what was shut down counts no more. */
    void reopen() {
        shut = false;
        refusedBeforeEnd = false;
    }

    boolean isShut() {
        return shut;
    }

    boolean isRefusedBeforeEnd() {
        return refusedBeforeEnd;
    }

    byte[] receive(int limit, int flags, long timeout) throws NetException {
        byte[] data = new byte[awaitData(null, 0, limit, flags, timeout)];
        inbound.take(data, 0, data.length, MessageFlags.has(flags, MessageFlags.PEEK));
        return data;
    }

    int receive(byte[] target, int offset, int length, int flags, long timeout) throws NetException {
        boolean straight = !MessageFlags.has(flags, MessageFlags.PEEK | MessageFlags.WAITALL);
        int count = awaitData(straight ? target : null, offset, length, flags, timeout);
        int buffered = Math.min(count, inbound.size());
        inbound.take(target, offset, buffered, MessageFlags.has(flags, MessageFlags.PEEK));
        return count;
    }

    /**
     * Waits for data.
     *
     * @param target where it may go straight from the kernel when nothing has come before it; null if it may not
     * @return how many bytes can be taken, or were put into the target, at most {@code limit}; 0 at the end of the stream
     */
    private int awaitData(byte[] target, int offset, int limit, int flags, long timeout) throws NetException {
        if (MessageFlags.has(flags, MessageFlags.OOB)) {
            throw NetException.of(refusalOfUrgent());
        }
        if (limit == 0) {
            awaitData(null, 0, 1, flags, timeout); // Linux waits for data even where none of it is to be taken
            return 0;
        }
        int enough = MessageFlags.has(flags, MessageFlags.WAITALL) ? limit : 1;
        long deadline = OpenSocket.deadline(timeout);
        if (timeout > OpenSocket.NON_BLOCKING && connection.state() == Connection.State.LISTENING) {
            // CPython waits before the kernel can say that a listener receives nothing.
            socket.awaitReady(SelectionKey.OP_ACCEPT, timeout, deadline);
        }
        boolean attempt = timeout == OpenSocket.NON_BLOCKING || inbound.size() > 0 || shut || triesFirst();
        for (boolean waited = false; ; waited = true) {
            int missing = limit - inbound.size();
            if (missing > 0 && (attempt || waited)) {
                if (target != null && missing == limit) {
                    int count = readSome(target, offset, limit);
                    if (count > 0) {
                        found(waited);
                        return count;
                    }
                } else {
                    readSome(missing);
                }
            }
            if (inbound.size() > 0 && inbound.size() < enough && socket.family() == Family.UNIX) {
                lookForMore(limit);
            }
            int available = Math.min(limit, inbound.size());
            if (available >= enough || available > 0 && timeout != OpenSocket.BLOCKING) {
                found(waited);
                return available;
            }
            if (available > 0 && isAtEnd() || available == 0 && hasEnded()) {
                return available;
            }
            if (attempt && !waited) {
                foundNothing();
            }
            boolean connecting = connection.state() == Connection.State.CONNECTING;
            try {
                socket.awaitReady(connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ, timeout, deadline);
            } catch (NetException e) {
                if (available > 0 && e.is(Errno.EAGAIN)) {
                    return available;
                }
                throw e;
            }
        }
    }

    /** Who waits for all goes on to look behind what there is. An error that is found there has been told: the kernel has it no more. */
    private void lookForMore(int limit) {
        readSome(limit - inbound.size());
        if (inbound.size() < limit && inbound.atEnd()) {
            connection.takeError();
        }
    }

    /** Whether this receive is to try before it waits. */
    private boolean triesFirst() {
        if (waitsAtOnce > 0) {
            waitsAtOnce--;
            return false;
        }
        return true;
    }

    private void found(boolean waited) {
        if (!waited) {
            vainAttempts = 0;
            waitsAtOnce = 0;
        }
    }

    private void foundNothing() {
        vainAttempts = Math.min(vainAttempts + 1, MOST_VAIN_ATTEMPTS);
        waitsAtOnce = (1 << vainAttempts) - 1;
    }

    /**
     * Why urgent data cannot be received by itself. Java leaves it in the stream or drops it; of a stream that it was left in
     * the kernel refuses it too.
     */
    private Errno refusalOfUrgent() {
        return socket.options().hasUrgentInline() ? Errno.EINVAL : Errno.EOPNOTSUPP;
    }

    private boolean isAtEnd() {
        return inbound.atEnd() || shut || !connection.isUnderWay();
    }

    /** Whether nothing more comes from the peer. @throws NetException the error that ended the stream; ENOTCONN, EINVAL */
    boolean hasEnded() throws NetException {
        if (!isAtEnd()) {
            return false;
        }
        // As in tcp(7), an orderly end comes before an error behind it.
        if (socket.family() == Family.UNIX || !inbound.atEnd() || inbound.wasReset()) {
            connection.throwError();
        }
        if (!connection.hasEverConnected()) {
            if (socket.family() == Family.UNIX) {
                throw NetException.of(Errno.EINVAL);
            }
            boolean ended = shut || connection.hasFailed(); // to TCP a connection that was refused has ended
            if (!ended || connection.state() == Connection.State.LISTENING) {
                throw NetException.of(Errno.ENOTCONN);
            }
        }
        return true;
    }

    /** One attempt to receive. */
    void readSome(int limit) {
        if (mayReceive()) {
            connection.stream().read(limit);
        }
    }

    /** Whether the kernel may have something; of UNIX also an error behind the end of the stream. */
    private boolean mayReceive() {
        connection.finish();
        return connection.state() == Connection.State.CONNECTED
                && (!inbound.atEnd() || socket.family() == Family.UNIX && !inbound.wasReset());
    }

    /**
     * One attempt to receive straight to where the bytes are wanted, which is for when nothing has come before them.
     *
     * @return how many came
     */
    int readSome(byte[] target, int offset, int length) {
        return mayReceive() ? connection.stream().read(target, offset, length) : 0;
    }

    /** Waits until a receive would not have to. @throws NetException a timeout, EINTR, EBADF */
    void awaitReadable(long timeout) throws NetException {
        long deadline = OpenSocket.deadline(timeout);
        while (true) {
            if (inbound.size() == 0) {
                readSome(1);
            }
            if (inbound.size() > 0 || isAtEnd()) {
                return;
            }
            socket.awaitReady(SelectionKey.OP_READ, timeout, deadline);
        }
    }

    /** All that the kernel has, so that an end right behind the data is seen with it. */
    void readAhead() {
        for (int before = -1; before < inbound.size() && inbound.size() < AHEAD; ) {
            before = inbound.size();
            readSome(PROBE);
        }
    }

    /** Only a read tells of a reset; what it may bring is kept for the program. */
    void lookForError() {
        if (connection.state() == Connection.State.CONNECTED && !connection.hasError() && inbound.size() == 0) {
            readSome(1);
        }
    }

    /** Takes what was received before anybody asked for it; returns how many bytes that was. */
    int takeReceived(byte[] target, int offset, int limit) {
        int count = Math.min(limit, inbound.size());
        inbound.take(target, offset, count, false);
        return count;
    }
}
