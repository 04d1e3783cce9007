package org.jynetty.net;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The numbers by which programs name open sockets, and how many of them name each: open(2), dup(2), close(2).
 *
 * <p>They start far above the kernel's, because Jython's own {@code os.close(3)} would otherwise close a descriptor of
 * the JVM. The lowest free number is taken, as POSIX has it.
 */
public final class Descriptors {
    /** The first number. */
    public static final int FIRST = 1_000_000;

    // All guarded by the class.
    private static final Map<Integer, Object> OPEN = new HashMap<>();
    private static final Map<Object, Integer> USES = new IdentityHashMap<>();
    private static final PriorityQueue<Integer> FREE = new PriorityQueue<>();
    private static int next = FIRST;

    private Descriptors() {}

    /** Gives an open socket, or an epoll instance, one more number. */
    public static synchronized int add(Object open) {
        Integer free = FREE.poll();
        int number = free != null ? free : next++;
        OPEN.put(number, open);
        USES.merge(open, 1, Integer::sum);
        return number;
    }

    /** What a number names; null if nothing. */
    public static synchronized Object get(int number) {
        return OPEN.get(number);
    }

    /**
     * The open socket that a number names.
     *
     * @throws NetException EBADF; ENOTSOCK if it is something else
     */
    public static OpenSocket socket(int number) throws NetException {
        Object open = get(number);
        if (open == null) {
            throw NetException.of(Errno.EBADF);
        }
        if (open instanceof OpenSocket socket) {
            return socket;
        }
        throw NetException.of(Errno.ENOTSOCK);
    }

    /**
     * Frees a number.
     *
     * @return whether it was the last of what it named, which is then to be closed
     * @throws NetException EBADF
     */
    public static synchronized boolean remove(int number) throws NetException {
        Object open = OPEN.remove(number);
        if (open == null) {
            throw NetException.of(Errno.EBADF);
        }
        FREE.add(number);
        return USES.merge(open, -1, (uses, less) -> uses + less == 0 ? null : uses + less) == null;
    }
}
