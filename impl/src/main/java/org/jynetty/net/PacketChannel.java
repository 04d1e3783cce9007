package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
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

    /** Whether the kernel did not take the last datagram, which is then dropped here. */
    boolean dropUnsent() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        return buffer != null && buffer.remove();
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

    /**
     * Sends a packet to its recipient, a bare buffer to the peer that the socket is connected to. An empty datagram of a
     * connected socket is lost, as any datagram may be: the JDK makes no system call for it.
     */
    @Override
    protected boolean send(Object message, ChannelOutboundBuffer buffer) throws IOException {
        ByteBuf content = message instanceof DatagramPacket packet ? packet.content() : (ByteBuf) message;
        ByteBuffer source = content.internalNioBuffer(content.readerIndex(), content.readableBytes());
        if (message instanceof DatagramPacket packet) {
            channel.send(source, packet.recipient());
        } else {
            channel.write(source);
        }
        // The kernel takes a datagram whole or, when it has no room, not at all.
        return !source.hasRemaining();
    }
}
