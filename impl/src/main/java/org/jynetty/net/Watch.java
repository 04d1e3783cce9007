package org.jynetty.net;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A source of an epoll instance and its key in the instance's selector, which all its names share. */
final class Watch implements Selectable.Observer {
    final Selectable source;

    /** Guarded by the instance's lock. */
    final List<Interest> interests = new ArrayList<>(1);

    private final Epoll epoll;

    /** Whether it waits to be looked at. */
    private final AtomicBoolean changed = new AtomicBoolean();

    // Confined to the thread that has the instance's turn.
    private SelectableChannel channel;
    private SelectionKey key;
    private int ready;

    Watch(Epoll epoll, Selectable source) {
        this.epoll = epoll;
        this.source = source;
    }

    @Override
    public void changed(Selectable same) {
        SelectableChannel current = source.selectable();
        epoll.changed(this, current == null || !current.isOpen());
    }

    /** Whether it was not changed already. */
    boolean setChanged() {
        return changed.compareAndSet(false, true);
    }

    /** Begins a look: what changes from now on is another change. */
    void beginLook() {
        changed.set(false);
    }

    /** Whether it is closed, its channel too: until then who closes it must be able to tell of that, see {@link Epoll#changed}. */
    boolean isClosed() {
        SelectableChannel current = source.selectable();
        return PollEvents.has(source.publishedLevel(), PollEvents.INVALID) && (current == null || !current.isOpen());
    }

    /** Has the selector ask the kernel for what the interests want, from its next select on. */
    void synchronise(Selector selector) {
        SelectableChannel current = source.selectable();
        if (current != channel || key != null && !key.isValid()) {
            releaseChannel();
            channel = current;
            for (Interest interest : interests) {
                interest.forgetKernel();
            }
        }
        if (channel == null || !channel.isOpen()) {
            return;
        }
        int operations = 0;
        for (Interest interest : interests) {
            operations |= interest.operations();
        }
        operations &= channel.validOps();
        try {
            if (key == null) {
                key = operations == 0 ? null : channel.register(selector, operations, this);
            } else if (key.interestOps() != operations) {
                key.interestOps(operations);
            }
        } catch (ClosedChannelException | CancelledKeyException e) {
            // Closed at this moment; the change that tells of it is on its way.
        }
    }

    /** Takes the channel from the selector; its next select makes it so. */
    void releaseChannel() {
        if (key != null) {
            key.cancel();
            key = null;
        }
    }

    void dispose() {
        releaseChannel();
        source.ignore(this);
    }

    /** Takes note of what the key is ready for. */
    void takeReady() {
        try {
            ready = key.readyOps();
        } catch (CancelledKeyException e) {
            ready = 0; // closed while the selector went through its keys
        }
    }

    /** The operations that are ready. Looks behind those that may mean data, the end or an error. */
    int probe() {
        boolean connecting = (ready & SelectionKey.OP_CONNECT) != 0;
        if (connecting || (ready & SelectionKey.OP_READ) != 0) {
            source.probe();
        }
        boolean connected = connecting && (source.operations(PollEvents.OUT) & SelectionKey.OP_WRITE) != 0;
        return connected ? ready | SelectionKey.OP_WRITE : ready;
    }
}
