package org.jynetty.net;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * One direction of a connection under stress. Each byte tells its position, so that a byte that is lost, doubled or out of
 * place is seen at once. Any thread may send and receive; who finds another one at it goes away.
 */
final class CodedStream {
    private static final int LARGEST = 200_000;

    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[LARGEST]);

    private final OpenSocket from;
    private final OpenSocket to;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock receiving = new ReentrantLock();

    /** Written by the holder of {@link #sending}. */
    private volatile long sent;

    /** No more is sent; {@link #sent} is final. Written by the holder of {@link #sending}. */
    private volatile boolean finished;

    /** Written by the holder of {@link #receiving}. */
    private volatile long received;

    /** The end of the stream was received. Written by the holder of {@link #receiving}. */
    private volatile boolean drained;

    CodedStream(OpenSocket from, OpenSocket to) {
        this.from = from;
        this.to = to;
    }

    private byte at(long position) {
        return (byte) ((position * 0x9E3779B97F4A7C15L + seed) >>> 40);
    }

    private static int randomLength() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return 1 + random.nextInt(random.nextInt(8) == 0 ? LARGEST : 3000);
    }

    /**
     * Sends some bytes; returns how many, or 0 if another thread is sending.
     *
     * @param mayBeCut whether an end was closed, which cuts a blocking send short as it does in the kernel
     */
    int send(long timeout, BooleanSupplier mayBeCut) throws NetException {
        if (!sending.tryLock()) {
            return 0;
        }
        try {
            if (finished) {
                return 0;
            }
            byte[] bytes = BUFFER.get();
            int length = randomLength();
            for (int i = 0; i < length; i++) {
                bytes[i] = at(sent + i);
            }
            int count = from.send(bytes, 0, length, 0, timeout);
            if (count <= 0 || timeout == OpenSocket.BLOCKING && count != length && !mayBeCut.getAsBoolean()) {
                throw new AssertionError("send took " + count + " of " + length + ", timeout " + timeout);
            }
            sent += count;
            return count;
        } finally {
            sending.unlock();
        }
    }

    /** Ends the stream, unless another thread is sending. */
    void finish() throws NetException {
        if (sending.tryLock()) {
            try {
                if (!finished) {
                    finished = true;
                    from.shutdown(OpenSocket.Shutdown.WRITE);
                }
            } finally {
                sending.unlock();
            }
        }
    }

    /** Receives some bytes and checks them; returns how many, 0 if another thread is receiving, or -1 at the end. */
    int receive(long timeout) throws NetException {
        if (!receiving.tryLock()) {
            return 0;
        }
        try {
            if (drained) {
                return -1;
            }
            byte[] bytes = BUFFER.get();
            int length = randomLength();
            int count = to.receive(bytes, 0, length, 0, timeout);
            if (count < 0 || count > length) {
                throw new AssertionError("received " + count + " bytes of at most " + length);
            }
            for (int i = 0; i < count; i++) {
                if (bytes[i] != at(received + i)) {
                    throw new AssertionError("wrong byte at " + (received + i));
                }
            }
            received += count;
            drained = count == 0;
            return drained ? -1 : count;
        } finally {
            receiving.unlock();
        }
    }

    /** Whether all that was sent has come, and then the end. */
    boolean isComplete() {
        return finished && drained;
    }

    /** For a connection that nobody aborted, at the end: everything must have come. */
    void checkEnd() {
        if (!finished || received != sent) {
            throw new AssertionError("end of the stream after " + received + " of " + sent + " bytes");
        }
    }
}
