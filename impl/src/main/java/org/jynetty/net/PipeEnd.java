package org.jynetty.net;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * One end of a pipe(7), whose channel somebody else owns and uses, blocking, in between. The reading end cannot tell data
 * from the end of the pipe without taking the data: both are readable.
 */
public final class PipeEnd implements Selectable {
    /** One for each channel, as it counts who has borrowed that. Guarded by itself. */
    private static final Map<SelectableChannel, WeakReference<PipeEnd>> KNOWN = new WeakHashMap<>();

    private final SelectableChannel channel;

    /** Written with this locked. */
    private volatile int loans;

    // Guarded by this.
    private int borrowers;
    private boolean wasBlocking;

    private PipeEnd(SelectableChannel channel) {
        this.channel = channel;
    }

    public static PipeEnd of(SelectableChannel channel) {
        synchronized (KNOWN) {
            WeakReference<PipeEnd> known = KNOWN.get(channel);
            PipeEnd end = known == null ? null : known.get();
            if (end == null) {
                end = new PipeEnd(channel);
                KNOWN.put(channel, new WeakReference<>(end));
            }
            return end;
        }
    }

    @Override
    public SelectableChannel selectable() {
        return channel;
    }

    @Override
    public int publishedLevel() {
        return channel.isOpen() ? 0 : PollEvents.INVALID;
    }

    @Override
    public int operations(int events) {
        int operations = (PollEvents.has(events, PollEvents.IN) ? SelectionKey.OP_READ : 0)
                | (PollEvents.has(events, PollEvents.OUT) ? SelectionKey.OP_WRITE : 0);
        return operations & channel.validOps();
    }

    @Override
    public int meaning(int operations) {
        return ((operations & SelectionKey.OP_READ) != 0 ? PollEvents.IN : 0)
                | ((operations & SelectionKey.OP_WRITE) != 0 ? PollEvents.OUT : 0);
    }

    @Override
    public void probe() {}

    /** Nobody tells how it was used in between: for epoll(7), what is ready is ready anew in each call. */
    @Override
    public int uses() {
        return loans;
    }

    @Override
    public boolean lendsChannel() {
        return true;
    }

    /** Waits for a read or write of another thread that is under way to end. */
    @Override
    public synchronized void lendChannel() throws IOException {
        loans++;
        if (borrowers++ == 0 && channel.isOpen()) {
            wasBlocking = channel.isBlocking();
            channel.configureBlocking(false);
        }
    }

    @Override
    public synchronized void takeBackChannel() throws IOException {
        if (--borrowers == 0 && channel.isOpen()) {
            channel.configureBlocking(wasBlocking);
        }
    }
}
