package org.jynetty.net;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** A source that another thread uses a moment before the observer would be told of it; the kernel has nothing for it. */
class UsedByAnother implements Selectable, AutoCloseable {
    final Pipe pipe = Pipe.open();
    private final int change;
    private final int behind;
    private volatile int level;

    /**
     * @param change what holds since
     * @param behind what a look finds
     */
    UsedByAnother(int change, int behind) throws IOException {
        this.change = change;
        this.behind = behind;
        pipe.source().configureBlocking(false);
    }

    /** A source that there is room to send to, of which another thread is about to publish these events. */
    static UsedByAnother aboutToPublish(int events) throws IOException {
        UsedByAnother source = new UsedByAnother(events, 0) {
            @Override
            public void observe(Observer observer) {}

            @Override
            public SelectableChannel selectable() {
                return pipe.sink();
            }

            @Override
            public int operations(int asked) {
                return PollEvents.has(asked, PollEvents.OUT) ? SelectionKey.OP_WRITE : 0;
            }

            @Override
            public int settledLevel() {
                beUsed();
                return events;
            }
        };
        source.pipe.sink().configureBlocking(false);
        return source;
    }

    @Override
    public SelectableChannel selectable() {
        return pipe.source();
    }

    @Override
    public int publishedLevel() {
        return level;
    }

    @Override
    public int operations(int events) {
        return SelectionKey.OP_READ;
    }

    @Override
    public int meaning(int operations) {
        return ((operations & SelectionKey.OP_READ) != 0 ? PollEvents.IN : 0) | Selectable.super.meaning(operations);
    }

    @Override
    public void probe() {
        level = change | behind;
    }

    @Override
    public void observe(Observer observer) {
        beUsed();
    }

    void beUsed() {
        level = change;
    }

    @Override
    public void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}
