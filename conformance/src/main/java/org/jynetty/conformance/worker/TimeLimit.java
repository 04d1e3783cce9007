package org.jynetty.conformance.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When a test counts as hung. On a machine of its own that is when its limit has passed. On a loaded one a test that is
 * merely slow must not count: so the test gets further time while its process works, or would if it were its turn, until it
 * has used the limit in processor time, or {@link #PATIENCE} times the limit has passed.
 *
 * <p>Used by one thread.
 */
final class TimeLimit {
    /** So many limits nobody waits for longer. */
    private static final int PATIENCE = 4;

    /** What is looked at to tell whether the process works: such a part of the limit. */
    private static final int SLICES = 4;

    /** A process that uses less of a slice than this is idle: a virtual machine is never quite still. */
    private static final double IDLE = 0.03;

    private final long limit;
    private final Supplier<Duration> processorTime;
    private final BooleanSupplier runnable;
    private final LongSupplier clock;
    private long begin;
    private long used;
    private long checked;
    private long usedAtCheck;

    /**
     * @param processorTime what the process has used so far
     * @param runnable whether it has something to do just now: it runs, or waits for a processor
     * @param clock nanoseconds
     */
    TimeLimit(Duration limit, Supplier<Duration> processorTime, BooleanSupplier runnable, LongSupplier clock) {
        this.limit = limit.toNanos();
        this.processorTime = processorTime;
        this.runnable = runnable;
        this.clock = clock;
        restart();
    }

    /** The test begins now. */
    void restart() {
        begin = clock.getAsLong();
        checked = begin;
        used = processorTime.get().toNanos();
        usedAtCheck = used;
    }

    /** How long to wait before {@link #isOver()} is to be asked. */
    Duration untilCheck() {
        long slice = limit / SLICES;
        long next = Math.max(begin + limit - slice, checked + slice);
        return Duration.ofNanos(Math.max(0, next - clock.getAsLong()));
    }

    /** Whether the test counts as hung; asked after every wait of {@link #untilCheck()}. */
    boolean isOver() {
        long now = clock.getAsLong();
        long usedNow = processorTime.get().toNanos();
        boolean idle = usedNow - usedAtCheck < IDLE * (now - checked) && !runnable.getAsBoolean();
        checked = now;
        usedAtCheck = usedNow;
        return now - begin >= limit && (idle || usedNow - used >= limit || now - begin >= PATIENCE * limit);
    }

    /** Seconds since the test began. */
    double seconds() {
        return (clock.getAsLong() - begin) / 1e9;
    }
}
