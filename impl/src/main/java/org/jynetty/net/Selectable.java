package org.jynetty.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/**
 * What select and poll can wait for: an open socket, the end of a pipe, a stream. Three questions: what holds already, what
 * the kernel is to be asked, and what its answer means. No answer to them blocks or needs a lock.
 */
public interface Selectable {
    /** How long a call that waits leaves a source alone that changes silently. Nanoseconds. */
    long EXAMINATION = 10_000_000;

    /** The channel to ask the kernel about; null, as by default, if there is none, and {@link #publishedLevel()} tells all. */
    default SelectableChannel selectable() {
        return null;
    }

    /** The {@link PollEvents} that hold whatever the kernel says. */
    int publishedLevel();

    /**
     * The level, after what another thread may be about to publish: it takes from the kernel what it will publish, and in between
     * neither has it. May wait for a moment.
     */
    default int settledLevel() {
        return publishedLevel();
    }

    /** Which NIO operations tell about the given {@link PollEvents}; none where there is no channel. */
    default int operations(int events) {
        return 0;
    }

    /** What ready operations mean by themselves, without {@link #probe()}. */
    default int meaning(int operations) {
        return ((operations & SelectionKey.OP_ACCEPT) != 0 ? PollEvents.IN : 0)
                | ((operations & SelectionKey.OP_WRITE) != 0 ? PollEvents.OUT : 0);
    }

    /** Looks behind a ready operation, so that {@link #publishedLevel()} tells data from the end and from errors. */
    void probe();

    /** Counts what has been received and not yet been taken by the program: more of it is a new edge for epoll(7). */
    default int arrivals() {
        return 0;
    }

    /** Counts the uses after which the kernel's next readiness is a new edge: a send without room, an accept. */
    default int uses() {
        return 0;
    }

    /** Whether it is always ready, as regular files are; epoll(7) refuses them. */
    default boolean isAlwaysReady() {
        return false;
    }

    /** Whether it changes without telling observers, so that a call that waits has to {@link #probe()} it now and then. */
    default boolean changesSilently() {
        return false;
    }

    /**
     * Whether others use the channel, for whom it must block: then it is a selector's only from {@link #lendChannel()} to
     * {@link #takeBackChannel()}, and must have no key in a selector thereafter.
     */
    default boolean lendsChannel() {
        return false;
    }

    default void lendChannel() throws IOException {}

    default void takeBackChannel() throws IOException {}

    /** Has the observer told of changes; does nothing where the source never changes, or silently, or only by the kernel. */
    default void observe(Observer observer) {}

    default void ignore(Observer observer) {}

    /** Who selects on it. */
    interface Observer {
        /** The level, the channel, or what it is to be asked has changed; a closed channel's keys are to be flushed. */
        void changed(Selectable source);
    }
}
