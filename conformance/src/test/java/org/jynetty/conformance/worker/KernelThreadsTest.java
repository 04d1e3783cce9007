package org.jynetty.conformance.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelThreadsTest {
    @Test
    void whoeverAsksRuns() {
        assertTrue(KernelThreads.isAnyRunnable(ProcessHandle.current().pid()));
    }

    @Test
    void whoeverWaitsForInputDoesNot() throws Exception {
        Process waits = new ProcessBuilder("sh", "-c", "echo ready; read line").start();
        try {
            waits.inputReader().readLine();
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (KernelThreads.isAnyRunnable(waits.pid())) {
                assertTrue(System.nanoTime() < deadline, "it never waits");
                Thread.onSpinWait();
            }
        } finally {
            waits.destroy();
            waits.waitFor();
        }

        assertFalse(KernelThreads.isAnyRunnable(waits.pid()), "it has ended");
    }
}
