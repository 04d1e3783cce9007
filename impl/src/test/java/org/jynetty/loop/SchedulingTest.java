package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scheduled tasks run on time, whether or not a thread uses the loop. */
@Timeout(60)
class SchedulingTest {
    private final CallerLoop loop = new CallerLoop(ops -> {});

    @Test
    void taskRunsWhenNobodyUsesTheLoop() throws Exception {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        ScheduledFuture<Long> task = loop.schedule(
                () -> {
                    assertTrue(loop.inEventLoop());
                    assertEquals(Janitor.THREAD_NAME, Thread.currentThread().getName());
                    return System.nanoTime();
                },
                20,
                TimeUnit.MILLISECONDS);
        assertTrue(task.get(20, TimeUnit.SECONDS) - due >= 0);
    }

    @Test
    void taskRunsWhileThreadsAreBlocked() throws Exception {
        Flag flag = new Flag(loop);
        Background<Boolean> leader = Background.await(loop, flag, CallerLoop.NEVER);
        loop.schedule(flag::set, 20, TimeUnit.MILLISECONDS);
        assertTrue(leader.result());
    }

    @Test
    void holderRunsTheTaskThatBecomesDueMeanwhile() throws Exception {
        CompletableFuture<Thread> ranIn = new CompletableFuture<>();
        CallerLoop other = new CallerLoop(ops -> {});
        loop.lock();
        try {
            loop.schedule(() -> ranIn.complete(Thread.currentThread()), 1, TimeUnit.MILLISECONDS);
            loop.lock(); // sets no alarm: only the last release does
            loop.unlock();
            assertFalse(loop.hasAlarm());
        } finally {
            loop.unlock();
        }
        loop.lock();
        try {
            // The one janitor goes by time: it has tried this loop when it has come to the other.
            other.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS);
        } finally {
            loop.unlock();
        }
        assertTrue(ranIn.isDone());
    }

    @Test
    void tasksRunInTheOrderOfTheirTimes() throws Exception {
        StringBuffer order = new StringBuffer();
        CountDownLatch done = new CountDownLatch(3);
        String[] names = {"a", "b", "c"};
        int[] delays = {400, 50, 200};
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            loop.schedule(
                    () -> {
                        order.append(name);
                        done.countDown();
                    },
                    delays[i],
                    TimeUnit.MILLISECONDS);
        }
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals("bca", order.toString());
    }

    @Test
    void periodicTaskRunsUntilCancelled() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        ScheduledFuture<?> task = loop.scheduleAtFixedRate(thrice::countDown, 1, 1, TimeUnit.MILLISECONDS);
        assertTrue(thrice.await(20, TimeUnit.SECONDS));
        assertTrue(task.cancel(false));
        while (loop.hasAlarm()) { // the janitor may be in the task at this moment, and sees the end of it afterwards
            Thread.onSpinWait();
        }
    }

    @Test
    void cancelledTaskLeavesNothingBehind() {
        ScheduledFuture<?> task = loop.schedule(() -> {}, 1, TimeUnit.HOURS);
        assertTrue(loop.hasAlarm());
        assertTrue(task.cancel(false));
        assertFalse(loop.hasAlarm());
    }

    @Test
    void shutdownCancelsScheduledTasks() throws Exception {
        ScheduledFuture<?> task = loop.schedule(() -> {}, 1, TimeUnit.HOURS);
        assertTrue(loop.shutdownGracefully().await(10, TimeUnit.SECONDS));
        assertTrue(task.isCancelled());
        assertFalse(loop.hasAlarm());
    }

    @Test
    void idleJanitorEndsAndComesBack() throws Exception {
        ScheduledThreadPoolExecutor janitor = Janitor.newExecutor(1, TimeUnit.MILLISECONDS);
        for (int i = 0; i < 2; i++) {
            Thread thread = janitor.schedule(Thread::currentThread, 1, TimeUnit.MILLISECONDS)
                    .get(20, TimeUnit.SECONDS);
            assertTrue(thread.isDaemon());
            assertNull(thread.getContextClassLoader());
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertFalse(thread.isAlive());
        }
    }
}
