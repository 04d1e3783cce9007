package org.jynetty.net;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock whose holder may block without it: one thread at a time has the turn, the others wait for it or go away. One that
 * has no time comes before those that have, after the thread whose turn it is has been hurried.
 */
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final Condition urgentTurn = lock.newCondition();
    private final Runnable hurry;

    /** Whose turn it is. Written under the lock. */
    private volatile Thread holder;

    /** How many wait that have no time. Guarded by the lock. */
    private int urgent;

    /** @param hurry makes the thread that has the turn end it soon, if it blocks or is about to */
    Turns(Runnable hurry) {
        this.hurry = hurry;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Hurries the thread that has the turn; called with any locks held, or none. */
    void hurry() {
        Thread thread = holder;
        if (thread != null && thread != Thread.currentThread()) {
            hurry.run();
        }
    }

    /**
     * Takes the turn. Lock held; it is given up while the thread waits.
     *
     * @param nanoseconds how long to wait; 0 as long as it takes to hurry the others
     * @return whether it is this thread's turn
     * @throws InterruptedException if the thread was interrupted, unless it has no time
     * @throws SignalException if a signal came
     */
    boolean take(long nanoseconds) throws InterruptedException, SignalException {
        if (nanoseconds == 0) {
            urgent++;
            while (holder != null) {
                hurry.run();
                urgentTurn.awaitUninterruptibly();
            }
            urgent--;
        } else if (!await(nanoseconds)) {
            return false;
        }
        holder = Thread.currentThread();
        return true;
    }

    private boolean await(long nanoseconds) throws InterruptedException, SignalException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean mine = false;
        try {
            sleep(nanoseconds);
            mine = holder == null && urgent == 0;
        } finally {
            if (!mine) {
                passOn(); // the signal may have been for this thread
            }
        }
        return mine;
    }

    private void sleep(long nanoseconds) throws InterruptedException, SignalException {
        MainThread.Wait wait = MainThread.beginWait();
        try {
            long left = nanoseconds;
            while ((holder != null || urgent > 0) && left > 0) {
                left = turn.awaitNanos(left);
            }
        } finally {
            MainThread.endWait(wait);
        }
    }

    /** Ends the turn. Lock held. */
    void end() {
        holder = null;
        passOn();
    }

    private void passOn() {
        if (holder == null) {
            (urgent > 0 ? urgentTurn : turn).signal();
        }
    }
}
