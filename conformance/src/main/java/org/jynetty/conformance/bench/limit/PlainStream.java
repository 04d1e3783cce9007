package org.jynetty.conformance.bench.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A blocking channel, which copies through the direct buffers that Java keeps for each thread. */
final class PlainStream implements ByteStream {
    private final SocketChannel channel;

    PlainStream(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public void write(byte[] source, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(source, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
