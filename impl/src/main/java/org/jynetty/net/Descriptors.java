package org.jynetty.net;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The numbers by which programs name open files, and how many of them name each: open(2), dup(2), close(2).
 *
 * <p>They start far above the kernel's, because Jython's own {@code os.close(3)} would otherwise close a descriptor of
 * the JVM. The lowest free number is taken, as POSIX has it.
 */
public final class Descriptors {
    /** The first number. */
    public static final int FIRST = 1_000_000;

    // All guarded by the class.
    private static final Map<Integer, Descriptor<?>> OPEN = new HashMap<>();
    private static final Map<OpenFile, Integer> USES = new IdentityHashMap<>();
    private static final PriorityQueue<Integer> FREE = new PriorityQueue<>();
    private static int next = FIRST;

    private Descriptors() {}

    /** Registers a new descriptor; returns its number. */
    static synchronized int add(Descriptor<?> descriptor) {
        Integer free = FREE.poll();
        int number = free != null ? free : next++;
        OPEN.put(number, descriptor);
        USES.merge(descriptor.open(), 1, Integer::sum);
        return number;
    }

    /** Frees a descriptor's number; whether it was the last of its open file. */
    static synchronized boolean remove(int number, Descriptor<?> descriptor) {
        OPEN.remove(number, descriptor);
        FREE.add(number);
        return USES.merge(descriptor.open(), -1, (uses, less) -> uses + less == 0 ? null : uses + less) == null;
    }

    /** What a number names; null if nothing. */
    public static OpenFile get(int number) {
        Descriptor<?> descriptor = find(number);
        return descriptor == null ? null : descriptor.open();
    }

    /**
     * The open socket that a number names.
     *
     * @throws NetException EBADF; ENOTSOCK if it is something else
     */
    public static OpenSocket socket(int number) throws NetException {
        OpenFile open = get(number);
        if (open == null) {
            throw NetException.of(Errno.EBADF);
        }
        if (open instanceof OpenSocket socket) {
            return socket;
        }
        throw NetException.of(Errno.ENOTSOCK);
    }

    /** close(2), whoever owns the descriptor. @throws NetException EBADF */
    public static void close(int number) throws NetException {
        Descriptor<?> descriptor = find(number);
        if (descriptor == null) {
            throw NetException.of(Errno.EBADF);
        }
        descriptor.close();
    }

    private static synchronized Descriptor<?> find(int number) {
        return OPEN.get(number);
    }
}
