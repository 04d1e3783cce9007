package org.jynetty.loop;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A selector that watches at most one channel at a time. It belongs to the thread that has claimed it; only {@link #wakeup}
 * is for others. It keeps the key of the channel it watched last, so that watching it again needs no system call.
 */
final class Poller {
    private final Selector selector;
    private final AtomicBoolean claimed = new AtomicBoolean(true);

    // No allocation for a ready key, unlike with the selected-key set.
    private final Consumer<SelectionKey> collect = this::collect;

    /** Of the channel it watches. Written by the claimant; racily read to choose a poller. */
    private volatile SelectionKey key;

    /** What the last selects have found. Confined to the claimant. */
    private int ready;

    /** Opens a selector; the caller has the claim. */
    Poller() throws IOException {
        selector = Selector.open();
    }

    boolean claim() {
        return !claimed.get() && claimed.compareAndSet(false, true);
    }

    void unclaim() {
        claimed.set(false);
    }

    boolean isWatching() {
        return key != null;
    }

    /**
     * Watches this channel for these operations, from the next select on.
     *
     * @throws ClosedChannelException if the channel is closed
     */
    void watch(SelectableChannel channel, int ops) throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        try {
            if (key != null && (key.channel() != channel || !key.isValid())) {
                forget();
            }
            if (key == null) {
                if (ops != 0) {
                    key = channel.register(selector, ops);
                }
            } else if (key.interestOps() != ops) {
                key.interestOps(ops);
            }
        } catch (CancelledKeyException e) {
            throw (IOException) new ClosedChannelException().initCause(e);
        }
    }

    /** Drops the key at once: a closed channel's descriptor lives until its keys are gone from all selectors. */
    void forget() throws IOException {
        if (key != null) {
            key.cancel();
            key = null;
            selector.selectNow();
        }
        ready = 0;
    }

    /**
     * Makes the claimant's select return, this one or the next, and frees the descriptor of a channel that was closed; for
     * other threads. The descriptor is free when this returns: a closed listener's port must not stay in use.
     */
    void flush() throws IOException {
        selector.wakeup();
        selector.selectNow(); // waits for a select in progress to end
        selector.wakeup(); // in place of the one that was consumed
    }

    /** Blocks until the channel is ready, the poller is woken or the thread interrupted, or the time is over. */
    void select(long millis) throws IOException {
        selector.select(collect, millis);
    }

    void selectNow() throws IOException {
        selector.selectNow(collect);
    }

    private void collect(SelectionKey selected) {
        try {
            ready |= selected.readyOps();
        } catch (CancelledKeyException closedMeanwhile) {
            // The loop sees that the channel is closed; there is nothing to be ready for.
        }
    }

    /** What has become ready since the last call, as {@link SelectionKey#readyOps()}. */
    int takeReady() {
        int result = ready;
        ready = 0;
        return result;
    }

    void wakeup() {
        selector.wakeup();
    }

    void close() throws IOException {
        selector.close();
    }
}
