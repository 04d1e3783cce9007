package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Bytes in order, both ways: a TCP or UNIX stream connection. The end of the stream is a {@link ChannelInputShutdownEvent}. */
final class StreamChannel extends KernelChannel {
    private final SocketChannel channel;

    /** How many bytes the next read takes at most, so that nothing is read ahead. Guarded by the loop's lock. */
    private int readLimit;

    StreamChannel(SocketChannel channel) {
        super(channel, SelectionKey.OP_READ);
        this.channel = channel;
    }

    /** One attempt to receive up to {@code limit} bytes, through the pipeline. */
    void read(int limit) {
        readLimit = limit;
        read();
    }

    /**
     * Takes back what the kernel did not accept of the last message.
     *
     * @return how many bytes that was
     */
    int takeBackUnsent() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        int unsent = 0;
        for (Object message; buffer != null && (message = buffer.current()) != null; buffer.remove()) {
            unsent += ((ByteBuf) message).readableBytes();
        }
        return unsent;
    }

    @Override
    protected void receive() throws IOException {
        ByteBuf buffer = ALLOCATOR.directBuffer(readLimit);
        int count = 0;
        try {
            count = buffer.writeBytes(channel, readLimit);
        } finally {
            if (count <= 0) {
                buffer.release();
            }
        }
        if (count > 0) {
            pipeline().fireChannelRead(buffer);
        } else if (count < 0) {
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    @Override
    protected boolean send(Object message, ChannelOutboundBuffer buffer) throws IOException {
        ByteBuf bytes = (ByteBuf) message;
        int size = bytes.readableBytes();
        if (size == 0) {
            return true;
        }
        int sent = bytes.readBytes(channel, size);
        buffer.progress(sent);
        return sent == size;
    }
}
