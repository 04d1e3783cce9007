package org.jynetty.net;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.AbstractNioChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;

/**
 * A Netty channel that does one system call when it is told to and nothing on its own.
 *
 * <p>Netty's own channels read when a selector says so, flush what is left when they can, and close when a read or a
 * write fails. A socket of POSIX does none of that: the program decides. So here {@code read()} is one attempt to
 * receive, made at once; a flush is one attempt to send; an error is reported and changes nothing; and readiness is the
 * business of whoever waits on the {@link org.jynetty.loop.CallerLoop}.
 *
 * <p>All methods are called with the loop's lock held.
 */
abstract class KernelChannel extends AbstractNioChannel {
    /** Without caches for each thread: the threads are the program's own, come and go, and shall hold nothing of ours. */
    static final ByteBufAllocator ALLOCATOR = new AdaptiveByteBufAllocator(true, false);

    static {
        // The first buffer costs 10 ms, which a program expects of its first socket rather than of its first poll.
        ALLOCATOR.directBuffer(1).release();
    }

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new Config(this);

    /** Why the last flush failed; null if it did not. Guarded by the loop's lock. */
    private IOException writeError;

    KernelChannel(SelectableChannel channel, int readOperation) {
        super(null, channel, readOperation);
    }

    /** One attempt to receive; what comes is fired through the pipeline. Nothing there: nothing happens. */
    protected abstract void receive() throws IOException;

    /**
     * One attempt to send the buffer's current message.
     *
     * @return whether the message is done with and can be removed
     */
    protected abstract boolean send(Object message, ChannelOutboundBuffer buffer) throws IOException;

    /** The error of the last flush, once. */
    final IOException takeWriteError() {
        IOException error = writeError;
        writeError = null;
        return error;
    }

    /** Whether something that was written has not reached the kernel yet. */
    final boolean hasUnsent() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        return buffer != null && !buffer.isEmpty();
    }

    @Override
    protected final void doBeginRead() {
        try {
            receive();
        } catch (IOException e) {
            pipeline().fireExceptionCaught(e);
        }
    }

    @Override
    protected final void doWrite(ChannelOutboundBuffer in) {
        try {
            for (Object message; (message = in.current()) != null; in.remove()) {
                if (!send(message, in)) {
                    return;
                }
            }
        } catch (IOException e) {
            writeError = e;
            // The promise is not how a caller learns of the error; it asks takeWriteError().
            while (in.remove()) {}
        }
    }

    @Override
    protected AbstractNioUnsafe newUnsafe() {
        return new PassiveUnsafe();
    }

    /** A ready event is for those who wait on the loop; what was left by a TLS record is flushed on the way. */
    private final class PassiveUnsafe extends AbstractNioUnsafe {
        @Override
        public void read() {}
    }

    @Override
    public final ChannelConfig config() {
        return config;
    }

    @Override
    public final ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected final Object filterOutboundMessage(Object message) {
        return message;
    }

    // Addresses, bind, connect and accept are the open socket's business: it owns the java channel before and after
    // this channel lives.

    @Override
    protected SocketAddress localAddress0() {
        return null;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected boolean doConnect(SocketAddress remoteAddress, SocketAddress localAddress) {
        throw new IllegalStateException("connect through the open socket");
    }

    @Override
    protected void doFinishConnect() {}

    @Override
    protected void doBind(SocketAddress localAddress) {
        throw new IllegalStateException("bind through the open socket");
    }

    @Override
    protected void doDisconnect() throws Exception {
        doClose();
    }

    @Override
    protected void doClose() throws Exception {
        super.doClose();
        javaChannel().close();
    }

    @Override
    public boolean isActive() {
        return isOpen();
    }

    private static final class Config extends DefaultChannelConfig {
        Config(KernelChannel channel) {
            super(channel, new FixedRecvByteBufAllocator(1));
            setAllocator(ALLOCATOR);
            setAutoRead(false);
            setAutoClose(false);
            setConnectTimeoutMillis(0);
            // How much may be under way is the kernel's decision.
            setWriteBufferWaterMark(new WriteBufferWaterMark(Integer.MAX_VALUE - 1, Integer.MAX_VALUE));
        }
    }
}
