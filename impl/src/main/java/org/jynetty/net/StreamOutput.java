package org.jynetty.net;

import io.netty.buffer.ByteBuf;
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

    StreamOutput(OpenSocket socket, Connection connection) {
        this.socket = socket;
        this.connection = connection;
    }

    /** Tells the peer that nothing more comes. */
    void shut() throws IOException {
        if (!shut) {
            shut = true;
            ((SocketChannel) connection.java()).shutdownOutput();
        }
    }

    boolean isShut() {
        return shut;
    }

    int send(byte[] source, int offset, int length, int flags, long timeout) throws NetException {
        MessageFlags.refuseUrgent(flags);
        long deadline = OpenSocket.deadline(timeout);
        int sent = 0;
        while (true) {
            int attempted = Math.min(length - sent, CHUNK);
            int accepted;
            try {
                accepted = trySend(source, offset + sent, attempted);
            } catch (NetException e) {
                if (sent == 0) {
                    throw e;
                }
                connection.setError(e); // this call tells how much was taken, the next one why not more
                return sent;
            }
            sent += accepted;
            if (sent == length || sent > 0 && timeout != OpenSocket.BLOCKING) {
                return sent;
            }
            if (accepted < attempted) {
                boolean connecting = connection.state() == Connection.State.CONNECTING;
                socket.awaitReady(connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE, timeout, deadline);
            }
        }
    }

    /** One attempt to send; returns how many bytes the kernel took. */
    int trySend(byte[] source, int offset, int length) throws NetException {
        checkCanSend();
        if (connection.state() == Connection.State.CONNECTING) {
            return 0;
        }
        int size = Math.min(length, CHUNK);
        StreamChannel stream = connection.stream();
        ByteBuf buffer = KernelChannel.ALLOCATOR.directBuffer(size);
        buffer.writeBytes(source, offset, size);
        stream.writeAndFlush(buffer, stream.voidPromise());
        int accepted = size - stream.takeBackUnsent();
        if (accepted < size) {
            socket.used();
        }
        IOException failure = stream.takeWriteError();
        if (failure != null) {
            throw Errors.of(failure);
        }
        return accepted;
    }

    private void checkCanSend() throws NetException {
        socket.checkOpen();
        connection.finish();
        if (connection.hasError()) {
            connection.throwError();
        }
        if (shut || !connection.isUnderWay()) {
            boolean neverConnected = socket.family() == Family.UNIX && !connection.hasEverConnected();
            throw NetException.of(neverConnected ? Errno.ENOTCONN : Errno.EPIPE);
        }
    }
}
