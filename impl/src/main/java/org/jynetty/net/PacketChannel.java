package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/** Datagrams, each with its sender. */
final class PacketChannel extends KernelChannel {
    private final DatagramChannel channel;

    /** How many bytes of the next datagram are kept; the kernel drops the rest. Guarded by the loop's lock. */
    private int readLimit;

    PacketChannel(DatagramChannel channel) {
        super(channel, SelectionKey.OP_READ);
        this.channel = channel;
    }

    /** One attempt to receive a datagram, cut to {@code limit} bytes, through the pipeline. */
    void read(int limit) {
        readLimit = limit;
        read();
    }

    /**
     * One attempt to send a datagram. An empty one of a connected socket is lost, as any datagram may be: the JDK makes no
     * system call for it.
     *
     * @param recipient null for the peer that the socket is connected to
     * @return whether the kernel took it; it takes a datagram whole or, when it has no room, not at all
     */
    boolean write(byte[] source, int offset, int length, InetSocketAddress recipient) throws IOException {
        ByteBuffer datagram = ByteBuffer.wrap(source, offset, length);
        if (recipient == null) {
            channel.write(datagram);
        } else {
            channel.send(datagram, recipient);
        }
        return !datagram.hasRemaining();
    }

    @Override
    protected void receive() throws IOException {
        ByteBuf buffer = ALLOCATOR.directBuffer(Math.max(readLimit, 1));
        InetSocketAddress sender = null;
        try {
            ByteBuffer target = buffer.internalNioBuffer(0, readLimit);
            int start = target.position();
            sender = (InetSocketAddress) channel.receive(target);
            buffer.writerIndex(target.position() - start);
        } finally {
            if (sender == null) {
                buffer.release();
            }
        }
        if (sender != null) {
            pipeline().fireChannelRead(new DatagramPacket(buffer, null, sender));
        }
    }
}
