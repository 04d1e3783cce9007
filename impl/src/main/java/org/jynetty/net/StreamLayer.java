package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.channels.SelectionKey;

/**
 * A protocol between the kernel's byte stream and the program, such as TLS: a handler in the socket's pipeline, whose
 * operations are driven as the socket's own are, attempt by attempt under the lock of its loop.
 *
 * <p>The handler takes what its own operations read. Operations of the socket itself pass it by and see the bytes as they
 * came, as when a C library works on a descriptor that the program uses too.
 */
public abstract class StreamLayer extends ChannelInboundHandlerAdapter {
    private final StreamSocket socket;

    /** Whether an operation of the layer reads. Guarded by the loop's lock. */
    private boolean reading;

    /** Whether the read brought something. Guarded by the loop's lock. */
    private boolean received;

    protected StreamLayer(StreamSocket socket) {
        this.socket = socket;
    }

    /** Takes bytes of the peer. Lock held. */
    protected abstract void received(byte[] bytes);

    /** The peer sends no more. Lock held; may be called again. */
    protected abstract void ended();

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

    /**
     * One attempt to receive. Lock held.
     *
     * @param limit how many bytes at most
     * @return whether something came, bytes or the end
     * @throws NetException the error that ended the stream, EBADF, ENOTCONN
     */
    protected final boolean receive(int limit) throws NetException {
        socket.checkOpen();
        byte[] early = socket.input().takeReceived(limit);
        if (early.length > 0) {
            received(early);
            return true;
        }
        reading = true;
        received = false;
        try {
            socket.input().readSome(limit);
        } finally {
            reading = false;
        }
        if (!received && socket.input().hasEnded()) {
            ended();
            received = true;
        }
        return received;
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

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        if (!reading) {
            context.fireChannelRead(message);
            return;
        }
        ByteBuf buffer = (ByteBuf) message;
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes).release();
        received = true;
        received(bytes);
    }

    /** A socket whose connect failed goes on with another channel. */
    @Override
    public final boolean isSharable() {
        return true;
    }
}
