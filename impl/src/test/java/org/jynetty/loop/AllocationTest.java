package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neither a call that need not wait nor waiting itself makes garbage. */
@Timeout(60)
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 2000;

    private interface Step {
        void run() throws Exception;
    }

    private static void assertNoGarbage(Step step) throws Exception {
        repeat(step); // what is made once
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(step);
        long perStep = (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
        assertTrue(perStep == 0, perStep + " bytes each time");
    }

    private static void repeat(Step step) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            step.run();
        }
    }

    @Test
    void lockAndUnlock() throws Exception {
        CallerLoop loop = new CallerLoop(ops -> {});
        assertNoGarbage(() -> {
            loop.lock();
            loop.unlock();
        });
    }

    @Test
    void waitingForTheChannel() throws Exception {
        CallerLoop loop = new CallerLoop(ops -> {});
        NioDatagramChannel channel = new NioDatagramChannel();
        channel.config().setAutoRead(false);
        loop.register(channel).sync();
        Flag never = new Flag(loop);
        assertNoGarbage(() -> {
            loop.lock();
            try {
                loop.want(SelectionKey.OP_WRITE);
                loop.await(never, System.nanoTime() + 1000);
            } finally {
                loop.unlock();
            }
        });
        channel.close();
    }
}
