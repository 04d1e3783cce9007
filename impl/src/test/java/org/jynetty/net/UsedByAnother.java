package org.jynetty.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** A source that another thread uses at a moment that is a matter of chance with a real one; the kernel has nothing for it. */
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

    /** One that is used a moment before its observer would be told of it. */
    static UsedByAnother whenObserved(int change, int behind) throws IOException {
        return new UsedByAnother(change, behind) {
            @Override
            public void observe(Observer observer) {
                beUsed();
            }
        };
    }

    /**
     * One that is used when the kernel has said that there is something, and it is asked for the second time what to ask that.
     *
     * @param then what it answers since
     */
    static UsedByAnother whenAskedAgain(int change, int behind, int then) throws IOException {
        UsedByAnother source = new UsedByAnother(change, behind) {
            private boolean asked;

            @Override
            public int operations(int events) {
                if (asked) {
                    beUsed();
                    return then;
                }
                asked = true;
                return super.operations(events);
            }
        };
        source.pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        return source;
    }

    /** A source that there is room to send to, of which another thread is about to publish these events. */
    static UsedByAnother aboutToPublish(int events) throws IOException {
        UsedByAnother source = new UsedByAnother(events, 0) {
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

    void beUsed() {
        level = change;
    }

    @Override
    public void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}
