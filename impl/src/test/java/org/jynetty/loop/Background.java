package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** What a test does in another thread. */
final class Background<T> {
    private static final long LIMIT_SECONDS = 20;

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> work) {
        task = new FutureTask<>(work);
        thread = new Thread(task, "background");
        thread.setDaemon(true);
        thread.start();
    }

    static <T> Background<T> start(Callable<T> work) {
        return new Background<>(work);
    }

    /** Starts a thread that waits in the loop, and returns when it does so, leading or following. */
    static Background<Boolean> await(CallerLoop loop, CallerLoop.Waiter waiter, long deadline) throws Exception {
        Background<Boolean> background = start(() -> {
            loop.lock();
            try {
                return loop.await(waiter, deadline);
            } finally {
                loop.unlock();
            }
        });
        until(() -> isWaiting(loop, waiter));
        return background;
    }

    /** Whether a thread waits with it: it gave up the lock that this thread could take. */
    private static boolean isWaiting(CallerLoop loop, CallerLoop.Waiter waiter) {
        loop.lock();
        try {
            return waiter.isInUse();
        } finally {
            loop.unlock();
        }
    }

    static boolean isLed(CallerLoop loop) {
        loop.lock();
        try {
            return loop.hasLeader();
        } finally {
            loop.unlock();
        }
    }

    static void until(Callable<Boolean> condition) throws Exception {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > limit) {
                fail("it has not come true in " + LIMIT_SECONDS + " s");
            }
            Thread.yield();
        }
    }

    Thread thread() {
        return thread;
    }

    boolean isDone() {
        return task.isDone();
    }

    T result() throws Exception {
        return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
