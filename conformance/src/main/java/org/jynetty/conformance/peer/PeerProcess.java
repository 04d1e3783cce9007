package org.jynetty.conformance.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A peer that runs: its input, and its output so far, byte for byte as Latin-1. The session that runs it ends, and takes
 * everything that the peer has started with it, when its input is closed.
 */
final class PeerProcess implements AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final char END_MARK = '\0';

    private final PeerSession session;
    /** Writes, so that a peer that does not read holds up nobody. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> daemon(task, "peer-input"));

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by lock. */
    private final StringBuilder output = new StringBuilder();
    /** Whether the session has ended. Guarded by lock. */
    private boolean over;

    /** @param command the session's first line */
    PeerProcess(PeerSession session, String command) {
        this.session = session;
        send((command + "\n").getBytes(StandardCharsets.UTF_8));
        daemon(this::read, "peer-output").start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void read() {
        byte[] buffer = new byte[65536];
        try {
            for (int count = session.read(buffer); count >= 0; count = session.read(buffer)) {
                append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            // A session that is killed ends like this.
        }
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void append(String text) {
        lock.lock();
        try {
            output.append(text);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes to the peer's input, behind what was sent before; does not wait until the peer reads it. */
    void send(byte[] data) {
        writer.execute(() -> {
            try {
                session.write(data);
            } catch (IOException ended) {
                // That the peer has gone shows in its output.
            }
        });
    }

    /** What the peer has written so far. */
    String output() {
        lock.lock();
        try {
            int end = output.indexOf(String.valueOf(END_MARK));
            return end < 0 ? output.toString() : output.substring(0, end);
        } finally {
            lock.unlock();
        }
    }

    /** The peer's exit status; empty while it runs, or where it was killed with its session. */
    Optional<Integer> exitStatus() {
        lock.lock();
        try {
            int end = output.indexOf(String.valueOf(END_MARK));
            int line = end < 0 ? -1 : output.indexOf("\n", end);
            return line < 0 ? Optional.empty() : Optional.of(Integer.valueOf(output.substring(end + 1, line)));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the peer has ended. */
    boolean hasEnded() {
        lock.lock();
        try {
            return over || exitStatus().isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the output has the pattern, the peer has ended, or time is up; says whether the output has it. */
    boolean awaitOutput(Pattern pattern, Duration limit) throws InterruptedException {
        await(() -> pattern.matcher(output()).find() || hasEnded(), limit);
        return pattern.matcher(output()).find();
    }

    /** Waits until the output has so many characters behind the marker; says whether it has. */
    boolean awaitLength(String marker, int length, Duration limit) throws InterruptedException {
        BooleanSupplier there = () -> {
            int at = output.indexOf(marker);
            return at >= 0 && output.length() - at - marker.length() >= length;
        };
        await(() -> there.getAsBoolean() || hasEnded(), limit);
        return there.getAsBoolean();
    }

    /** Waits until the peer has ended; false where it has not in time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        await(this::hasEnded, limit);
        return hasEnded();
    }

    private void await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Kills the peer and all that it has started, and waits until they are gone. */
    @Override
    public void close() throws IOException {
        try {
            session.end();
        } catch (IOException gone) {
            // The session has ended before.
        }
        writer.shutdownNow();
        boolean gone = false;
        lock.lock();
        try {
            long left = END_LIMIT.toNanos();
            while (!over && left > 0) {
                left = changed.awaitNanos(left);
            }
            gone = over;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            session.close();
        }
        if (!gone) {
            throw new IOException("a peer did not end within " + END_LIMIT.toSeconds() + " s of being killed");
        }
    }
}
