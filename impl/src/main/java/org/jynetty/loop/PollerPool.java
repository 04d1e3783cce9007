package org.jynetty.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The selectors that blocked threads borrow. There are as many as there were ever threads blocked at the same time, but of
 * idle ones no more than {@value #MAX_IDLE}; each takes two descriptors on Linux.
 */
public final class PollerPool {
    static final int MAX_IDLE = 32;

    private static final PollerPool SHARED = new PollerPool();

    /** All open ones, claimed or idle. */
    private final Set<Poller> pollers = ConcurrentHashMap.newKeySet();

    /** How many are not claimed; may be off by the claims and releases in progress. */
    private final AtomicInteger idle = new AtomicInteger();

    PollerPool() {}

    /** The pool that all loops of this class loader use. */
    public static PollerPool shared() {
        return SHARED;
    }

    /**
     * Claims a poller: the preferred one, else one that watches nothing, else a new one, else (there are
     * many idle ones) one that watches some other channel.
     *
     * @param preferred the one that probably still has the caller's key, or null
     * @throws IOException if no selector can be opened, for example for want of descriptors
     */
    Poller acquire(Poller preferred) throws IOException {
        if (preferred != null && claim(preferred)) {
            return preferred;
        }
        Poller free = claimIdle(false);
        if (free == null && idle.get() >= MAX_IDLE) {
            free = claimIdle(true);
        }
        if (free == null) {
            free = new Poller();
            pollers.add(free);
        }
        return free;
    }

    private Poller claimIdle(boolean evenIfWatching) {
        if (idle.get() > 0) {
            for (Poller poller : pollers) {
                if ((evenIfWatching || !poller.isWatching()) && claim(poller)) {
                    return poller;
                }
            }
        }
        return null;
    }

    /** Claims this poller if it is idle. */
    boolean claim(Poller poller) {
        if (poller.claim()) {
            idle.decrementAndGet();
            return true;
        }
        return false;
    }

    /** Gives a claimed poller back. */
    void release(Poller poller) {
        if (idle.get() >= MAX_IDLE) {
            close(poller);
        } else {
            idle.incrementAndGet();
            poller.unclaim();
        }
    }

    private void close(Poller poller) {
        pollers.remove(poller);
        try {
            poller.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the kernel reports POLLHUP or POLLERR for a connected channel, see {@code poll(2)}: after a reset, and when both
     * directions have ended. To be connecting is the operation for which Java reports those two and nothing else here.
     *
     * @throws IOException if the channel is closed, or no selector can be opened
     */
    public boolean hasHungUp(SelectableChannel connected) throws IOException {
        Poller poller = acquire(null);
        try {
            poller.watch(connected, SelectionKey.OP_CONNECT);
            poller.selectNow();
            return poller.takeReady() != 0;
        } finally {
            poller.forget();
            release(poller);
        }
    }

    /** Closes the selectors that no thread is using now, to be called when there is no more use for any socket. */
    public void closeIdle() {
        for (Poller poller : pollers) {
            if (claim(poller)) {
                close(poller);
            }
        }
    }

    /** How many selectors are open, in use or idle. */
    int size() {
        return pollers.size();
    }
}
