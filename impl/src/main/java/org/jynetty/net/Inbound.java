package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * The end of the pipeline: what came in and was not taken yet. As nothing is read ahead of the program, that is seldom
 * more than what one call was about to take: what was only peeked at, or what a TLS record holds beyond it.
 *
 * <p>Guarded by the loop's lock.
 */
final class Inbound extends ChannelInboundHandlerAdapter {
    private final ArrayDeque<ByteBuf> bytes = new ArrayDeque<>(2);

    /** Null before the first one: streams have none. */
    private ArrayDeque<DatagramPacket> packets;

    private int size;
    private int arrivals;
    private SocketChannel accepted;
    private boolean end;
    private boolean reset;
    private NetException failure;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        arrivals++;
        if (message instanceof ByteBuf buffer) {
            bytes.add(buffer);
            size += buffer.readableBytes();
        } else if (message instanceof DatagramPacket packet) {
            if (packets == null) {
                packets = new ArrayDeque<>(2);
            }
            packets.add(packet);
        } else {
            accepted = (SocketChannel) message;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            end = true;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = Errors.of(cause);
        reset = true;
        end = true;
    }

    /** A socket whose connect failed goes on with another channel. */
    @Override
    public boolean isSharable() {
        return true;
    }

    /** How many bytes of the stream are here. */
    int size() {
        return size;
    }

    /** How often something has arrived, if some of it is here; else 0. */
    int unread() {
        return size > 0 || hasPacket() ? arrivals : 0;
    }

    /** Whether nothing comes behind what is here: the peer's end of the stream, or an error. */
    boolean atEnd() {
        return end;
    }

    /** Whether an error ended the stream. */
    boolean wasReset() {
        return reset;
    }

    /** How many datagrams are here. */
    int packets() {
        return packets == null ? 0 : packets.size();
    }

    boolean hasPacket() {
        return packets() > 0;
    }

    boolean hasFailure() {
        return failure != null;
    }

    /** The error that ended the stream, once; then it is at its end, as with the kernel. */
    NetException takeFailure() {
        NetException taken = failure;
        failure = null;
        return taken;
    }

    SocketChannel takeAccepted() {
        SocketChannel taken = accepted;
        accepted = null;
        return taken;
    }

    /** Copies {@code length} bytes, which must be here; with {@code peek} they stay. */
    void take(byte[] target, int offset, int length, boolean peek) {
        if (peek) {
            peek(target, offset, length);
            return;
        }
        size -= length;
        for (int done = 0; done < length; ) {
            ByteBuf first = bytes.peek();
            int count = Math.min(length - done, first.readableBytes());
            first.readBytes(target, offset + done, count);
            done += count;
            if (!first.isReadable()) {
                bytes.remove().release();
            }
        }
    }

    private void peek(byte[] target, int offset, int length) {
        int done = 0;
        for (ByteBuf buffer : bytes) {
            int count = Math.min(length - done, buffer.readableBytes());
            buffer.getBytes(buffer.readerIndex(), target, offset + done, count);
            done += count;
        }
    }

    /** The first datagram; null if there is none. With {@code peek} it stays, and stays ours. */
    DatagramPacket takePacket(boolean peek) {
        if (packets == null) {
            return null;
        }
        return peek ? packets.peek() : packets.poll();
    }

    void clear() {
        bytes.forEach(ReferenceCountUtil::release);
        bytes.clear();
        if (packets != null) {
            packets.forEach(ReferenceCountUtil::release);
            packets.clear();
        }
        size = 0;
        try {
            if (accepted != null) {
                accepted.close();
            }
        } catch (IOException e) {
            // Nobody has seen that connection.
        }
    }
}
