package org.jynetty.loop;

import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A channel's place on its loop: what the channel's handle and the callers are interested in. No selector is involved. Every
 * method needs the loop's lock.
 */
final class ChannelRegistration implements IoRegistration {

    /** One event for each set of operations. */
    private static final NioIoEvent[] EVENTS = events();

    private final NioIoHandle handle;
    private final ChannelPoll poll;
    private final Key key = new Key();

    /** What the handle asked for; Netty adds and removes it. */
    private int submitted;

    /** What callers asked for, once. */
    private int wanted;

    private boolean valid = true;

    ChannelRegistration(NioIoHandle handle, ChannelPoll poll) {
        this.handle = handle;
        this.poll = poll;
    }

    private static NioIoEvent[] events() {
        int all = SelectionKey.OP_READ | SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT | SelectionKey.OP_ACCEPT;
        NioIoEvent[] events = new NioIoEvent[all + 1];
        for (int i = 0; i < events.length; i++) {
            NioIoOps ops = NioIoOps.valueOf(i);
            events[i] = () -> ops;
        }
        return events;
    }

    /** The key that Netty's NIO channels look at. It shows the handle's own interest only: a pending flush, for one. */
    @SuppressWarnings("unchecked")
    @Override
    public <T> T attachment() {
        return (T) key;
    }

    @Override
    public long submit(IoOps ops) {
        if (!valid) {
            return -1;
        }
        submitted = ((NioIoOps) ops).value();
        poll.interestChanged();
        return submitted;
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public boolean cancel() {
        if (!valid) {
            return false;
        }
        valid = false;
        poll.unregister();
        handle.unregistered();
        return true;
    }

    void want(int ops) {
        if ((ops & ~channel().validOps()) != 0) {
            throw new IllegalArgumentException("operations " + ops + " are not for a " + channel());
        }
        wanted |= ops;
        poll.interestChanged();
    }

    /** What to poll for. */
    int interest() {
        return submitted | wanted;
    }

    /** Takes back what callers wanted of these operations. */
    void unwant(int ops) {
        wanted &= ~ops;
    }

    /** Gives the handle its part of what is ready. */
    void handle(int ready) {
        if (valid && (ready & submitted) != 0) {
            handle.handle(this, EVENTS[ready & submitted]);
        }
    }

    void close() throws Exception {
        handle.close();
    }

    SelectableChannel channel() {
        return handle.selectableChannel();
    }

    private final class Key extends SelectionKey {
        @Override
        public SelectableChannel channel() {
            return handle.selectableChannel();
        }

        @Override
        public Selector selector() {
            throw new UnsupportedOperationException("a channel of a caller-driven loop has no selector of its own");
        }

        @Override
        public boolean isValid() {
            return valid;
        }

        @Override
        public void cancel() {
            ChannelRegistration.this.cancel();
        }

        @Override
        public int interestOps() {
            if (!valid) {
                throw new CancelledKeyException();
            }
            return submitted;
        }

        @Override
        public SelectionKey interestOps(int ops) {
            if (!valid) {
                throw new CancelledKeyException();
            }
            submit(NioIoOps.valueOf(ops));
            return this;
        }

        @Override
        public int readyOps() {
            throw new UnsupportedOperationException("what is ready is delivered as an event");
        }
    }
}
