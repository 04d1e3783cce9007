package org.jynetty.net;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jynetty.loop.CallerLoop;

/**
 * Who waits for a socket and what those are told: threads inside one of its calls, which wait on its loop, and observers that
 * select on it, which read what is published here without any lock.
 *
 * <p>Everything but the published values is guarded by the loop's lock, which is held in each method but those that say so.
 */
final class Readiness {
    private final CallerLoop loop = new CallerLoop(this::ready);
    private final Selectable source;

    /** Threads that wait in a call. */
    private final List<Waiter> waiters = new ArrayList<>(2);

    private final Set<Selectable.Observer> observers = new CopyOnWriteArraySet<>();

    // Written under the loop's lock.
    private volatile int level;
    private volatile int arrivals;
    private volatile int uses;

    Readiness(Selectable source) {
        this.source = source;
    }

    private static final class Waiter extends CallerLoop.Waiter {
        final int operations;
        boolean ready;

        Waiter(int operations) {
            this.operations = operations;
        }

        @Override
        protected boolean isDone() {
            return ready;
        }
    }

    CallerLoop loop() {
        return loop;
    }

    /** As {@link Selectable#publishedLevel()}. No lock needed. */
    int level() {
        return level;
    }

    /** As {@link Selectable#arrivals()}. No lock needed. */
    int arrivals() {
        return arrivals;
    }

    /** As {@link Selectable#uses()}. No lock needed. */
    int uses() {
        return uses;
    }

    /** No lock needed. */
    void observe(Selectable.Observer observer) {
        observers.add(observer);
    }

    /** No lock needed. */
    void ignore(Selectable.Observer observer) {
        observers.remove(observer);
    }

    /**
     * Publishes what a call has led to; tells those who wait if that is news.
     *
     * @param newLevel the {@link PollEvents} that hold
     * @param unread what was received and not taken: the count of all that ever arrived; 0 if all was taken
     */
    void publish(int newLevel, int unread) {
        boolean arrived = unread != 0 && unread != arrivals;
        if (arrived) {
            arrivals = unread;
        }
        if (arrived || newLevel != level) {
            level = newLevel;
            wakeAll(); // what the kernel would have told them may have been taken from it by this call
            notifyObservers();
        }
    }

    /** The next time that the kernel is ready is news. */
    void used() {
        uses++;
        notifyObservers();
    }

    /** The channel or what it is asked for has changed. */
    void notifyObservers() {
        for (Selectable.Observer observer : observers) {
            observer.changed(source);
        }
    }

    /**
     * Waits until one of the NIO operations may be ready, or something else about the socket changed. The lock is held once;
     * it is given up meanwhile.
     *
     * @param deadline by {@link System#nanoTime()}, or {@link CallerLoop#NEVER}
     * @return false if the time was over
     * @throws NetException EINTR if the thread was interrupted, EMFILE
     */
    boolean await(int operations, long deadline) throws NetException {
        Waiter waiter = new Waiter(operations);
        waiters.add(waiter);
        MainThread.Wait wait = MainThread.beginWait();
        try {
            loop.want(operations);
            return loop.await(waiter, deadline);
        } catch (InterruptedException e) {
            throw NetException.of(Errno.EINTR);
        } catch (UncheckedIOException e) {
            throw Errors.of(e.getCause());
        } finally {
            waiters.remove(waiter);
            MainThread.endWait(wait);
        }
    }

    /** Whether a thread waits. */
    boolean isAwaited() {
        return !waiters.isEmpty();
    }

    /** Some operations are ready: whoever waits for one of them tries again. */
    private void ready(int operations) {
        for (int i = 0; i < waiters.size(); i++) {
            Waiter waiter = waiters.get(i);
            if ((waiter.operations & operations) != 0) {
                wake(waiter);
            }
        }
    }

    private void wake(Waiter waiter) {
        waiter.ready = true;
        loop.signal(waiter);
    }

    /** Something changed that the kernel does not tell: everybody looks again. */
    void wakeAll() {
        for (int i = 0; i < waiters.size(); i++) {
            wake(waiters.get(i));
        }
    }
}
