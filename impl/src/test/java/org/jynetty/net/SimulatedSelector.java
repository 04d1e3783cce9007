package org.jynetty.net;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.function.Consumer;

/** A selector for model checking: the kernel has nothing to say, so that only {@link #wakeup()} ends a wait. */
final class SimulatedSelector extends Selector {
    /** Whether the next wait, or the present one, ends at once. Guarded by this. */
    private boolean woken;

    @Override
    public synchronized int select(Consumer<SelectionKey> action, long timeout) {
        try {
            while (!woken) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        woken = false;
        return 0;
    }

    @Override
    public synchronized int selectNow(Consumer<SelectionKey> action) {
        woken = false;
        return 0;
    }

    @Override
    public synchronized Selector wakeup() {
        woken = true;
        notifyAll();
        return this;
    }

    @Override
    public int selectNow() {
        return 0;
    }

    @Override
    public int select(long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public SelectorProvider provider() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /** A channel that such a selector takes. */
    static final class Channel extends SelectableChannel {
        @Override
        public SelectionKey register(Selector selector, int operations, Object attachment) {
            Key key = new Key(this, selector);
            key.interestOps(operations);
            key.attach(attachment);
            return key;
        }

        @Override
        public int validOps() {
            return SelectionKey.OP_READ;
        }

        @Override
        public SelectorProvider provider() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isRegistered() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SelectionKey keyFor(Selector selector) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SelectableChannel configureBlocking(boolean block) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isBlocking() {
            return false;
        }

        @Override
        public Object blockingLock() {
            return this;
        }

        @Override
        protected void implCloseChannel() {}
    }

    private static final class Key extends SelectionKey {
        private final Channel channel;
        private final Selector selector;
        private int interest;

        Key(Channel channel, Selector selector) {
            this.channel = channel;
            this.selector = selector;
        }

        @Override
        public SelectableChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void cancel() {}

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int operations) {
            interest = operations;
            return this;
        }

        @Override
        public int readyOps() {
            return 0;
        }
    }
}
