package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
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
     * One attempt to receive past the pipeline, for a caller who is the end of it: straight to where the bytes are wanted.
     * The end of the stream and errors take the usual way.
     *
     * @return how many bytes came; 0 where there were none
     */
    int read(byte[] target, int offset, int length) {
        try {
            int count = channel.read(ByteBuffer.wrap(target, offset, length));
            if (count < 0) {
                pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
            return Math.max(count, 0);
        } catch (IOException e) {
            pipeline().fireExceptionCaught(e);
            return 0;
        }
    }

    /** One attempt to send; returns how many bytes the kernel took. */
    int write(byte[] source, int offset, int length) throws IOException {
        return channel.write(ByteBuffer.wrap(source, offset, length));
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
}
