package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In the process' main thread, where Surefire runs tests. */
@Timeout(60)
class MainThreadTest {
    private final Thread main = Thread.currentThread();
    private final Object monitor = new Object();

    @BeforeEach
    void prepare() {
        assertTrue(MainThread.isCurrent());
        MainThread.prepare(() -> {});
    }

    @AfterEach
    void forget() {
        MainThread.prepare(null);
    }

    @Test
    void aSignalInterruptsAWait() throws Exception {
        MainThread.Wait wait = MainThread.beginWait();
        assertTrue(MainThread.interrupt(() -> true));
        assertThrows(SignalException.class, () -> MainThread.endWait(wait));
        assertFalse(Thread.interrupted());
    }

    /** The main thread has looked for signals between two waits. */
    @Test
    void aSignalThatIsHandledAlreadyInterruptsNothing() throws Exception {
        MainThread.Wait wait = MainThread.beginWait();
        assertTrue(MainThread.interrupt(() -> false));
        MainThread.endWait(wait);
        assertFalse(Thread.interrupted());
    }

    /** On its way to a wait the main thread may have to wait for a monitor, for a moment. */
    @Test
    void aThreadThatWantsAMonitorIsWaitedFor() throws Exception {
        FutureTask<Boolean> signal = new FutureTask<>(() -> MainThread.interrupt(() -> true));
        Thread signals = new Thread(signal);
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            synchronized (monitor) {
                held.countDown();
                until(main, state -> state == Thread.State.BLOCKED);
                signals.start();
                until(signals, state -> state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED);
            }
        });
        holder.start();
        held.await();
        MainThread.Wait wait;
        synchronized (monitor) {
            wait = MainThread.beginWait();
        }
        until(signals, state -> state == Thread.State.TERMINATED);
        assertThrows(SignalException.class, () -> MainThread.endWait(wait));
        assertTrue(signal.get());
    }

    private static void until(Thread thread, Predicate<Thread.State> reached) {
        while (!reached.test(thread.getState())) {
            Thread.onSpinWait();
        }
    }
}
