package org.jynetty.net;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a signal interrupt a call that blocks in the process' main thread, as it does in C: the wait ends, the call fails
 * with EINTR. Java itself delivers signals to a thread of its own and interrupts nothing.
 *
 * <p>Only a thread in one of our waits is interrupted, and a wait takes the interrupt away with it: none is left for what
 * the thread does next, where it would close a channel.
 */
public final class MainThread {
    /** A wait of the main thread. */
    static final class Wait {
        /** Guarded by the class MainThread. */
        private boolean interrupted;

        private Wait() {}
    }

    /**
     * The thread that runs the program's {@code main} is one of Java's first, 1 or 3 by version, and the only one of those
     * that belongs to this group.
     */
    private static final long HIGHEST_NUMBER = 3;

    private static final String GROUP = "main";

    /** What to do before the main thread waits; null until it is known. */
    private static volatile Runnable preparation;

    /**
     * For how long a signal waits for a main thread that runs to come to a wait, as one does that handles requests between
     * two of them. Milliseconds.
     */
    private static final long GRACE = 500;

    /** Null while the main thread does not wait. Guarded by the class. */
    private static Wait current;

    /** Null until it is seen. Guarded by the class. */
    private static Thread thread;

    private MainThread() {}

    /**
     * Has waits of the main thread interrupted from now on.
     *
     * @param before called by the main thread before each wait, with locks held: it must be quick and must not wait
     */
    public static void prepare(Runnable before) {
        preparation = before;
        if (isCurrent()) {
            synchronized (MainThread.class) {
                thread = Thread.currentThread();
            }
        }
    }

    /** Whether the calling thread is the main thread. */
    public static boolean isCurrent() {
        Thread thread = Thread.currentThread();
        return thread.getId() <= HIGHEST_NUMBER
                && GROUP.equals(thread.getThreadGroup().getName());
    }

    /** Begins a wait of the calling thread, which {@link #endWait} must end; null if it is not the main thread. */
    static Wait beginWait() {
        Runnable before = preparation;
        if (before == null || !isCurrent()) {
            return null;
        }
        before.run();
        Wait wait = new Wait();
        synchronized (MainThread.class) {
            thread = Thread.currentThread();
            current = wait;
            MainThread.class.notifyAll();
        }
        return wait;
    }

    /**
     * Ends a wait, in a {@code finally}: a signal comes before whatever else ended it.
     *
     * @param wait what {@link #beginWait} returned
     * @throws SignalException if a signal came meanwhile; what the wait was for can be waited for again
     */
    static void endWait(Wait wait) throws SignalException {
        if (wait == null) {
            return;
        }
        synchronized (MainThread.class) {
            current = null;
            if (!wait.interrupted) {
                return;
            }
        }
        Thread.interrupted();
        throw new SignalException();
    }

    /**
     * Interrupts the main thread's wait: what it waits in fails with EINTR. If it runs, it is given some time to come to one.
     *
     * @param wanted whether the signal still waits to be handled: a main thread that runs may do that by itself, and must not
     *     be interrupted for it in its next wait. Called with locks held.
     * @return false if the main thread does not wait here; nothing happens then
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static boolean interrupt(BooleanSupplier wanted) throws InterruptedException {
        synchronized (MainThread.class) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE);
            for (long left = GRACE; current == null && wanted.getAsBoolean() && isRunning() && left > 0; ) {
                MainThread.class.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
            if (!wanted.getAsBoolean()) {
                return true;
            }
            if (current == null) {
                return false;
            }
            current.interrupted = true;
            thread.interrupt();
            return true;
        }
    }

    /**
     * Whether the main thread, which does not wait here, does not wait anywhere else either. Who wants a monitor runs: it may be
     * that of this class, on the way to a wait.
     */
    private static boolean isRunning() {
        return thread != null
                && (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.BLOCKED);
    }
}
