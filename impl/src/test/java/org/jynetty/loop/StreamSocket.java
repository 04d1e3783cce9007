package org.jynetty.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** A blocking TCP socket over Netty's own NIO channels on a {@link CallerLoop}, no more than the loop's tests need. */
final class StreamSocket extends ChannelInboundHandlerAdapter implements AutoCloseable {
    private final CallerLoop loop = new CallerLoop(this::ready);
    private final Channel channel;

    // Guarded by the loop's lock.
    private final Queue<ByteBuf> received = new ArrayDeque<>();
    private final Queue<Channel> accepted = new ArrayDeque<>();
    private final List<CallerLoop.Waiter> waiters = new ArrayList<>();
    private boolean writable;
    private boolean endOfStream;
    private boolean closed;

    private StreamSocket(Channel channel) {
        this.channel = channel;
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(this);
    }

    static StreamSocket listen() throws IOException, InterruptedException {
        StreamSocket socket = new StreamSocket(new NioServerSocketChannel());
        socket.channel.config().setRecvByteBufAllocator(new ServerChannelRecvByteBufAllocator());
        socket.complete(
                () -> {
                    socket.loop.register(socket.channel);
                    return socket.channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                },
                CallerLoop.NEVER);
        return socket;
    }

    static StreamSocket connect(InetSocketAddress address) throws IOException, InterruptedException {
        StreamSocket socket = stream(new NioSocketChannel());
        socket.complete(
                () -> {
                    socket.loop.register(socket.channel);
                    return socket.channel.connect(address);
                },
                CallerLoop.NEVER);
        return socket;
    }

    private static StreamSocket stream(Channel channel) {
        StreamSocket socket = new StreamSocket(channel);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(65536).maxMessagesPerRead(1));
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        return socket;
    }

    StreamSocket accept(long deadline) throws IOException, InterruptedException {
        Channel child;
        loop.lock();
        try {
            if (accepted.isEmpty() && !closed) {
                channel.read();
                waitUntil(() -> closed || !accepted.isEmpty(), deadline);
            }
            checkOpen();
            child = accepted.remove();
        } finally {
            loop.unlock();
        }
        StreamSocket socket = stream(child);
        socket.complete(() -> socket.loop.register(child), CallerLoop.NEVER);
        return socket;
    }

    /** How many bytes were received, or -1 at the end of the stream. */
    int receive(byte[] buffer, int offset, int length, long deadline) throws IOException, InterruptedException {
        loop.lock();
        try {
            if (received.isEmpty() && !endOfStream && !closed) {
                channel.read();
                waitUntil(() -> closed || endOfStream || !received.isEmpty(), deadline);
            }
            checkOpen();
            ByteBuf first = received.peek();
            if (first == null) {
                return -1;
            }
            int count = Math.min(length, first.readableBytes());
            first.readBytes(buffer, offset, count);
            if (!first.isReadable()) {
                received.remove().release();
            }
            return count;
        } finally {
            loop.unlock();
        }
    }

    /** Returns when the kernel has taken the bytes. */
    void send(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
        complete(
                () -> channel.writeAndFlush(channel.alloc().directBuffer(length).writeBytes(buffer, offset, length)),
                CallerLoop.NEVER);
    }

    /** Waits until the kernel would take bytes. */
    void awaitWritable(long deadline) throws IOException, InterruptedException {
        loop.lock();
        try {
            writable = false;
            loop.want(SelectionKey.OP_WRITE);
            waitUntil(() -> writable || closed, deadline);
        } finally {
            loop.unlock();
        }
    }

    @Override
    public void close() {
        loop.lock();
        try {
            closed = true;
            channel.close();
            while (!received.isEmpty()) {
                received.remove().release();
            }
            while (!accepted.isEmpty()) {
                accepted.remove().unsafe().closeForcibly();
            }
            loop.wakeAll();
        } finally {
            loop.unlock();
        }
    }

    InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }

    CallerLoop loop() {
        return loop;
    }

    Channel channel() {
        return channel;
    }

    private interface Operation {
        Future<?> start();
    }

    private void complete(Operation operation, long deadline) throws IOException, InterruptedException {
        loop.lock();
        try {
            checkOpen();
            Future<?> future = operation.start();
            if (!future.isDone()) {
                future.addListener(done -> changed());
                waitUntil(() -> closed || future.isDone(), deadline);
            }
            checkOpen();
            if (!future.isSuccess()) {
                throw new IOException(future.cause());
            }
        } finally {
            loop.unlock();
        }
    }

    private void waitUntil(BooleanSupplier condition, long deadline) throws IOException, InterruptedException {
        CallerLoop.Waiter waiter = new CallerLoop.Waiter() {
            @Override
            protected boolean isDone() {
                return condition.getAsBoolean();
            }
        };
        waiters.add(waiter);
        try {
            if (!loop.await(waiter, deadline)) {
                throw new SocketTimeoutException();
            }
        } finally {
            waiters.remove(waiter);
        }
    }

    private void checkOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void ready(int ops) {
        if ((ops & SelectionKey.OP_WRITE) != 0) {
            writable = true;
            changed();
        }
    }

    private void changed() {
        waiters.forEach(loop::signal);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel child) {
            accepted.add(child);
        } else {
            received.add((ByteBuf) message);
        }
        changed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            endOfStream = true;
            changed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endOfStream = true;
        changed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        endOfStream = true;
        changed();
    }
}
