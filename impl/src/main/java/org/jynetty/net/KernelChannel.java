package org.jynetty.net;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.DefaultChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.AbstractNioChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import org.jynetty.loop.CallerLoop;

/**
 * A Netty channel that does one system call when it is told to and nothing on its own.
 *
 * <p>Netty's own channels read when a selector says so, flush what is left when they can, and close when a read or a
 * write fails. A socket of POSIX does none of that: the program decides. So here {@code read()} is one attempt to
 * receive, made at once, through the pipeline; to send is one attempt past it, as there is no outbound handler, and what the
 * kernel does not take is the caller's to send again; an error is reported and changes nothing; and readiness is the
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

    /** Nobody tells channels apart by their names; so they share one. */
    private static final ChannelId ID = DefaultChannelId.newInstance();

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new Config(this);

    KernelChannel(SelectableChannel channel, int readOperation) {
        super(null, channel, readOperation);
    }

    /** One attempt to receive; what comes is fired through the pipeline. Nothing there: nothing happens. */
    protected abstract void receive() throws IOException;

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
        throw new IllegalStateException("what is sent does not go through the pipeline");
    }

    @Override
    protected ChannelId newId() {
        return ID;
    }

    @Override
    protected DefaultChannelPipeline newChannelPipeline() {
        ThreadState.restore();
        return super.newChannelPipeline();
    }

    @Override
    protected AbstractNioUnsafe newUnsafe() {
        return new PassiveUnsafe();
    }

    /** A ready event is for those who wait on the loop. */
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
        if (isRegistered()) {
            ((CallerLoop) eventLoop()).forgetKey();
        }
        javaChannel().close();
    }

    @Override
    public boolean isActive() {
        return isOpen();
    }

    private static final class Config extends DefaultChannelConfig {
        private static final RecvByteBufAllocator NOT_ASKED = new FixedRecvByteBufAllocator(1);

        /** How much may be under way is the kernel's decision. */
        private static final WriteBufferWaterMark NO_MARK =
                new WriteBufferWaterMark(Integer.MAX_VALUE - 1, Integer.MAX_VALUE);

        Config(KernelChannel channel) {
            super(channel, NOT_ASKED);
            setAllocator(ALLOCATOR);
            setAutoRead(false);
            setAutoClose(false);
            setConnectTimeoutMillis(0);
            setWriteBufferWaterMark(NO_MARK);
        }
    }
}
