package org.jynetty.net;

import java.nio.channels.SelectableChannel;

/**
 * What select and poll can wait for: an open socket, the end of a pipe, a stream. Three questions: what holds already, what
 * the kernel is to be asked, and what its answer means. None of them blocks, none needs a lock.
 */
public interface Selectable {
    /** The channel to ask the kernel about; null if there is none, and {@link #level()} tells all. */
    SelectableChannel selectable();

    /** The {@link PollEvents} that hold whatever the kernel says. */
    int publishedLevel();

    /** Which NIO operations tell about the given {@link PollEvents}. */
    int operations(int events);

    /** Looks behind a ready operation, so that {@link #publishedLevel()} tells data from the end and from errors. */
    void probe();

    /** Has the observer told of changes. */
    void observe(Observer observer);

    void ignore(Observer observer);

    /** What a descriptor that names nothing is to poll(2). */
    Selectable INVALID = new Selectable() {
        @Override
        public SelectableChannel selectable() {
            return null;
        }

        @Override
        public int publishedLevel() {
            return PollEvents.INVALID;
        }

        @Override
        public int operations(int events) {
            return 0;
        }

        @Override
        public void probe() {}

        @Override
        public void observe(Observer observer) {}

        @Override
        public void ignore(Observer observer) {}
    };

    /** Who selects on it. */
    interface Observer {
        /** The level, the channel, or what it is to be asked has changed; a closed channel's keys are to be flushed. */
        void changed(Selectable source);
    }
}
