package org.jynetty.conformance.bench.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The design that jynetty does not have, for comparison: a background thread drives an event loop, reads ahead into a queue for
 * each socket, and writes what it is handed. It does no more than any such design must.
 */
final class QueueStream implements ByteStream {
    private static final Loop LOOP = Loop.open();
    private static final int CHUNK = 64 * 1024;

    /** How many chunks are read ahead; then the loop waits, and all its sockets with it. */
    private static final int AHEAD = 16;

    private static final byte[] END = {};

    private final SocketChannel channel;
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>(AHEAD);

    /** What was taken from the queue and not read yet, from {@link #start} on. Confined to the reader. */
    private byte[] current = END;

    private int start;

    QueueStream(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        LOOP.execute(() -> channel.register(LOOP.selector, SelectionKey.OP_READ, this));
    }

    /** Something to do in the event loop. */
    private interface Task {
        void run() throws IOException;
    }

    private static final class Loop extends Thread {
        final Selector selector;
        private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);

        private Loop(Selector selector) {
            super("background-loop");
            this.selector = selector;
            setDaemon(true);
        }

        static Loop open() {
            try {
                Loop loop = new Loop(Selector.open());
                loop.start();
                return loop;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void execute(Task task) {
            tasks.add(task);
            selector.wakeup();
        }

        @Override
        public void run() {
            try {
                while (true) {
                    selector.select(key -> ((QueueStream) key.attachment()).receive(key, buffer));
                    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                        task.run();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In the event loop. */
    private void receive(SelectionKey key, ByteBuffer buffer) {
        try {
            int count = channel.read(buffer.clear());
            if (count > 0) {
                byte[] bytes = new byte[count];
                buffer.flip().get(bytes);
                received.put(bytes);
            } else if (count < 0) {
                throw new IOException("the end");
            }
        } catch (IOException | InterruptedException e) {
            key.cancel();
            received.offer(END);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            if (start == current.length) {
                current = received.take();
                start = 0;
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        int count = Math.min(length, current.length - start);
        System.arraycopy(current, start, target, offset, count);
        start += count;
        return count == 0 ? -1 : count;
    }

    @Override
    public void write(byte[] source, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(source, length));
        CompletableFuture<Void> written = new CompletableFuture<>();
        LOOP.execute(() -> write(buffer, written));
        written.join();
    }

    /** In the event loop. What finds no room is tried again in the next turn. */
    private void write(ByteBuffer buffer, CompletableFuture<Void> written) {
        try {
            channel.write(buffer);
            if (buffer.hasRemaining()) {
                LOOP.execute(() -> write(buffer, written));
            } else {
                written.complete(null);
            }
        } catch (IOException e) {
            written.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
