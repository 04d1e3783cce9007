package org.jynetty.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Holds what parses foreign input to a bound: what it allocates must be in proportion to the size of the input. */
public final class Bounds {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Bytes for any input: keys that are made, signatures that are checked. */
    private static final long BASE = 16L << 20;

    /** Bytes for each byte of input. */
    private static final long FOR_EACH_BYTE = 4096;

    private Bounds() {}

    /** Something that works on foreign input, and fails in ways that are not expected with what it throws. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Does the work; an exception or too much memory is an error. Where it was too much, the work is done again: what is made
     * once does not count.
     */
    public static void within(byte[] input, Work work) {
        long most = BASE + input.length * FOR_EACH_BYTE;
        if (allocated(work) <= most) {
            return;
        }
        long again = allocated(work);
        if (again > most) {
            throw new AssertionError("%,d bytes for an input of %,d".formatted(again, input.length));
        }
    }

    private static long allocated(Work work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            work.run();
        } catch (Exception e) {
            throw new AssertionError("not an answer to an input: " + e, e);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
