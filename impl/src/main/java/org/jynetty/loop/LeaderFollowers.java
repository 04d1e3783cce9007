package org.jynetty.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which thread polls, who is woken, and who runs the tasks: the leader/followers pattern under one lock.
 *
 * <p>Of the threads that wait, one is the leader and blocks in {@link Poll#block}; the others are parked until they are
 * signalled or become the leader. Nobody holds the lock while blocked, so that other threads can use the loop meanwhile.
 *
 * <p>What must hold, and why it does:
 * <ul>
 *   <li>A task is always run: whoever adds one tries the lock afterwards, and if that fails the holder, who looks at the
 *       queue again after each release, will see it.
 *   <li>A wake-up is never lost: it is sent under the lock, and takes effect from the moment before the waiting thread gives
 *       the lock up.
 *   <li>There is a leader as long as somebody waits: a thread that stops waiting while there is none wakes the
 *       follower that has waited longest, for whatever reason it stops.
 * </ul>
 */
abstract class LeaderFollowers {

    private static final class OwnedLock extends ReentrantLock {
        boolean isHeldBy(Thread thread) {
            return getOwner() == thread;
        }
    }

    private final OwnedLock lock = new OwnedLock();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Poll poll;

    /** Whose thread is polling, or null. Guarded by lock. */
    private CallerLoop.Waiter leader;

    /** Those who wait for a signal or for leadership, longest first. Guarded by lock. */
    private final List<CallerLoop.Waiter> followers = new ArrayList<>(0);

    LeaderFollowers(Poll poll) {
        this.poll = poll;
    }

    /** Runs a task, lock held; must not throw. */
    abstract void run(Runnable task);

    /** Called with the lock held each time that it is about to be released. */
    abstract void beforeRelease();

    final void lock() {
        lock.lock();
    }

    final void unlock() {
        if (lock.getHoldCount() == 1) {
            release();
        } else {
            lock.unlock();
        }
    }

    final boolean isLocked() {
        return lock.isHeldByCurrentThread();
    }

    final boolean isLockedByAnother() {
        return lock.isLocked() && !lock.isHeldByCurrentThread();
    }

    final boolean isLockedBy(Thread thread) {
        return lock.isHeldBy(thread);
    }

    final void execute(Runnable task) {
        tasks.add(task);
        if (!lock.isHeldByCurrentThread() && lock.tryLock()) {
            release();
        }
    }

    /** Whether a task waits to be run. */
    final boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** Gives up the lock, which is held exactly once, and leaves no task behind. */
    private void release() {
        do {
            try {
                runTasks();
                beforeRelease();
            } finally {
                lock.unlock();
            }
        } while (shouldReenter() && lock.tryLock());
    }

    /** After the lock was given up: whether a thread added a task meanwhile and found the lock taken. */
    boolean shouldReenter() {
        return hasTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
    }

    final boolean await(CallerLoop.Waiter waiter, long deadline) throws InterruptedException {
        if (lock.getHoldCount() != 1) {
            throw new IllegalMonitorStateException(
                    "await needs the lock to be held once, not " + lock.getHoldCount() + " times");
        }
        waiter.begin();
        try {
            boolean polled = false;
            for (; ; ) {
                runTasks();
                if (waiter.isDone()) {
                    return true;
                }
                long remaining = remaining(deadline);
                if (remaining <= 0) {
                    if (polled) {
                        return false;
                    }
                    poll.pollNow();
                    polled = true;
                } else if (Thread.interrupted()) {
                    throw new InterruptedException();
                } else if (leader == null) {
                    lead(waiter, remaining);
                    polled = true;
                } else {
                    follow(waiter, remaining);
                    polled = false;
                }
            }
        } finally {
            waiter.end();
            passLeadershipOn();
        }
    }

    private static long remaining(long deadline) {
        if (deadline == CallerLoop.NEVER) {
            return Long.MAX_VALUE;
        }
        return deadline == CallerLoop.POLL_ONCE ? 0 : deadline - System.nanoTime();
    }

    private void lead(CallerLoop.Waiter waiter, long nanos) {
        poll.prepare();
        leader = waiter;
        try {
            release();
            poll.block(nanos);
        } finally {
            lock.lock();
            leader = null;
            poll.complete();
        }
    }

    private void follow(CallerLoop.Waiter waiter, long nanos) {
        waiter.setParked();
        followers.add(waiter);
        try {
            release();
            waiter.park(nanos);
        } finally {
            lock.lock();
            followers.remove(waiter);
            waiter.unpark();
        }
    }

    void passLeadershipOn() {
        if (leader == null && !followers.isEmpty()) {
            followers.get(0).unpark();
        }
    }

    /** Makes the thread that waits with this waiter, if there is one, look at it again; lock held. */
    void signal(CallerLoop.Waiter waiter) {
        if (waiter == leader) {
            poll.wakeup();
        } else {
            waiter.unpark();
        }
    }

    /** Whether a thread blocks in the poll, or is about to; lock held. */
    final boolean hasLeader() {
        return leader != null;
    }

    /** Signals all waiters; lock held. */
    final void signalAll() {
        if (leader != null) {
            poll.wakeup();
        }
        for (int i = 0; i < followers.size(); i++) {
            followers.get(i).unpark();
        }
    }
}
