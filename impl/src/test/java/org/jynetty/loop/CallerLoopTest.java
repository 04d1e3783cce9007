package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.BlockingOperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop as an executor and as a meeting point of threads, without a channel. */
@Timeout(60)
class CallerLoopTest {
    private final CallerLoop loop = new CallerLoop(ops -> {});
    private final Flag flag = new Flag(loop);

    @Test
    void holdingTheLockIsBeingInTheEventLoop() throws Exception {
        Thread me = Thread.currentThread();
        assertFalse(loop.inEventLoop());
        loop.lock();
        assertTrue(loop.inEventLoop());
        assertTrue(loop.inEventLoop(me));
        assertFalse(Background.start(loop::inEventLoop).result());
        assertTrue(Background.start(() -> loop.inEventLoop(me)).result());
        loop.unlock();
        assertFalse(loop.inEventLoop());
        assertFalse(loop.inEventLoop(me));
    }

    @Test
    void whatNeedsTheLockSaysSo() {
        assertThrows(IllegalMonitorStateException.class, loop::unlock);
        assertThrows(IllegalMonitorStateException.class, () -> loop.await(flag, CallerLoop.POLL_ONCE));
        assertThrows(IllegalMonitorStateException.class, () -> loop.signal(flag));
        assertThrows(IllegalMonitorStateException.class, loop::wakeAll);
        assertThrows(IllegalMonitorStateException.class, () -> loop.want(1));
    }

    @Test
    void awaitNeedsTheLockOnce() {
        loop.lock();
        loop.lock();
        try {
            assertThrows(IllegalMonitorStateException.class, () -> loop.await(flag, CallerLoop.POLL_ONCE));
        } finally {
            loop.unlock();
            loop.unlock();
        }
    }

    @Test
    void holdersTaskRunsAtTheLastUnlock() {
        List<String> order = new ArrayList<>();
        loop.lock();
        loop.execute(() -> {
            order.add("task");
            loop.execute(() -> order.add("task of the task"));
        });
        loop.lock();
        loop.unlock();
        order.add("before");
        loop.unlock();
        assertEquals(List.of("before", "task", "task of the task"), order);
    }

    @Test
    void taskOfAnyThreadRunsAtOnceInItWhenTheLockIsFree() {
        AtomicReference<Thread> ranIn = new AtomicReference<>();
        AtomicReference<Boolean> inEventLoop = new AtomicReference<>();
        loop.execute(() -> {
            ranIn.set(Thread.currentThread());
            inEventLoop.set(loop.inEventLoop());
        });
        assertSame(Thread.currentThread(), ranIn.get());
        assertTrue(inEventLoop.get());
    }

    @Test
    void taskRunsInTheHolderWhenTheLockIsTaken() throws Exception {
        AtomicReference<Thread> ranIn = new AtomicReference<>();
        loop.lock();
        Background.start(() -> {
                    loop.execute(() -> ranIn.set(Thread.currentThread()));
                    return null;
                })
                .result();
        assertNull(ranIn.get());
        loop.unlock();
        assertSame(Thread.currentThread(), ranIn.get());
    }

    @Test
    void taskRunsWhileThreadsWait() throws Exception {
        Flag second = new Flag(loop);
        Background<Boolean> leader = Background.await(loop, flag, CallerLoop.NEVER);
        Background<Boolean> follower = Background.await(loop, second, CallerLoop.NEVER);
        loop.execute(flag::set);
        loop.execute(second::set);
        assertTrue(leader.result());
        assertTrue(follower.result());
    }

    @Test
    void failingTaskHarmsNobody() {
        AtomicReference<String> ran = new AtomicReference<>();
        loop.lock();
        loop.execute(() -> {
            throw new ExpectedFailure();
        });
        loop.execute(() -> ran.set("yes"));
        loop.unlock();
        assertEquals("yes", ran.get());
        assertFalse(loop.inEventLoop());
    }

    @Test
    void awaitRunsTasksFirst() throws InterruptedException {
        loop.lock();
        try {
            loop.execute(flag::set);
            assertTrue(loop.await(flag, CallerLoop.NEVER));
        } finally {
            loop.unlock();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100_000, 1_000_000, 1_500_001, 20_000_000})
    void leadersTimeoutIsNeverEarly(long nanos) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertTimesOut(nanos);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100_000, 1_500_001, 20_000_000})
    void followersTimeoutIsNeverEarly(long nanos) throws Exception {
        Flag other = new Flag(loop);
        Background<Boolean> leader = Background.await(loop, other, CallerLoop.NEVER);
        for (int i = 0; i < 5; i++) {
            assertTimesOut(nanos);
        }
        other.set();
        assertTrue(leader.result());
    }

    private void assertTimesOut(long nanos) throws InterruptedException {
        loop.lock();
        try {
            long deadline = System.nanoTime() + nanos;
            assertFalse(loop.await(flag, deadline));
            assertTrue(System.nanoTime() - deadline >= 0);
        } finally {
            loop.unlock();
        }
    }

    @Test
    void deadlineThatHasPassedDoesNotBlock() throws InterruptedException {
        loop.lock();
        try {
            assertFalse(loop.await(flag, CallerLoop.POLL_ONCE));
            assertFalse(loop.await(flag, System.nanoTime() - 1));
            flag.setQuietly();
            assertTrue(loop.await(flag, CallerLoop.POLL_ONCE));
        } finally {
            loop.unlock();
        }
    }

    @Test
    void waiterCanBeUsedAgainButNotTwiceAtATime() throws Exception {
        assertTimesOut(1000);
        Background<Boolean> waiting = Background.await(loop, flag, CallerLoop.NEVER);
        loop.lock();
        try {
            assertThrows(IllegalStateException.class, () -> loop.await(flag, CallerLoop.POLL_ONCE));
        } finally {
            loop.unlock();
        }
        flag.set();
        assertTrue(waiting.result());
    }

    @Test
    void leaderAndFollowersAreSignalledInAnyOrder() throws Exception {
        for (int last = 0; last < 3; last++) {
            List<Flag> flags = List.of(new Flag(loop), new Flag(loop), new Flag(loop));
            List<Background<Boolean>> threads = new ArrayList<>();
            for (Flag each : flags) {
                threads.add(Background.await(loop, each, CallerLoop.NEVER));
            }
            for (int i = 1; i <= flags.size(); i++) {
                int index = (last + i) % flags.size();
                flags.get(index).set();
                assertTrue(threads.get(index).result());
            }
        }
    }

    @Test
    void signalMeansLookAgainNotDone() throws Exception {
        Background<Boolean> waiting = Background.await(loop, flag, CallerLoop.NEVER);
        loop.lock();
        loop.signal(flag);
        loop.unlock();
        Background.until(() -> Background.isLed(loop));
        assertFalse(waiting.isDone());
        flag.set();
        assertTrue(waiting.result());
    }

    @Test
    void wakeAllMakesEverybodyLookAgain() throws Exception {
        Flag second = new Flag(loop);
        Flag third = new Flag(loop);
        List<Background<Boolean>> threads = List.of(
                Background.await(loop, flag, CallerLoop.NEVER),
                Background.await(loop, second, CallerLoop.NEVER),
                Background.await(loop, third, CallerLoop.NEVER));
        flag.setQuietly();
        second.setQuietly();
        third.setQuietly();
        loop.lock();
        loop.wakeAll();
        loop.unlock();
        for (Background<Boolean> each : threads) {
            assertTrue(each.result());
        }
    }

    @Test
    void interruptEndsTheWaitOfLeaderAndFollower() throws Exception {
        Flag second = new Flag(loop);
        Flag third = new Flag(loop);
        Background<Boolean> leader = Background.await(loop, flag, CallerLoop.NEVER);
        Background<Boolean> follower = Background.await(loop, second, CallerLoop.NEVER);
        Background<Boolean> heir = Background.await(loop, third, CallerLoop.NEVER);
        follower.thread().interrupt();
        assertInterrupted(follower);
        leader.thread().interrupt();
        assertInterrupted(leader);
        Background.until(() -> Background.isLed(loop));
        third.set();
        assertTrue(heir.result());
    }

    private static void assertInterrupted(Background<?> thread) {
        ExecutionException failure = assertThrows(ExecutionException.class, thread::result);
        assertEquals(InterruptedException.class, failure.getCause().getClass());
    }

    @Test
    void interruptIsKeptWhenThereIsNothingToWaitFor() throws InterruptedException {
        flag.setQuietly();
        Thread.currentThread().interrupt();
        loop.lock();
        try {
            assertTrue(loop.await(flag, CallerLoop.NEVER));
            assertTrue(Thread.interrupted());
        } finally {
            loop.unlock();
        }
    }

    @Test
    void leadershipPassesOnWhenTheLeaderTimesOut() throws Exception {
        Flag second = new Flag(loop);
        Background<Boolean> leader =
                Background.await(loop, flag, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50));
        Background<Boolean> follower = Background.await(loop, second, CallerLoop.NEVER);
        assertFalse(leader.result());
        Background.until(() -> Background.isLed(loop));
        second.set();
        assertTrue(follower.result());
    }

    @Test
    void withoutChannelThereIsNothingToWant() {
        loop.lock();
        try {
            assertFalse(loop.want(1));
        } finally {
            loop.unlock();
        }
    }

    @Test
    void shutdownWakesThreadsAndRejectsTasks() throws Exception {
        Background<Boolean> waiting = Background.await(loop, flag, CallerLoop.NEVER);
        flag.setQuietly();
        assertTrue(loop.shutdownGracefully().await(10, TimeUnit.SECONDS));
        assertTrue(waiting.result());
        assertTrue(loop.isShuttingDown());
        assertTrue(loop.isTerminated());
        assertTrue(loop.awaitTermination(0, TimeUnit.SECONDS));
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
    }

    @Test
    void promiseOfTheLoopRefusesToBlockTheLoop() {
        loop.lock();
        try {
            assertThrows(
                    BlockingOperationException.class, () -> loop.newPromise().await());
        } finally {
            loop.unlock();
        }
    }

    private static final class ExpectedFailure extends RuntimeException {
        ExpectedFailure() {
            super("a task that fails, as the test wants it", null, false, false);
        }
    }
}
