package org.jynetty.net;

import java.nio.channels.SelectableChannel;

/** A source whose readiness never changes: a regular file, a stream that is only written to, or nothing at all. */
public enum FixedSource implements Selectable {
    /** What a descriptor that names nothing is to poll(2). */
    INVALID(PollEvents.INVALID),
    REGULAR_FILE(PollEvents.IN | PollEvents.OUT),
    /** Nobody knows how much a stream takes without blocking. */
    OUTPUT_STREAM(PollEvents.OUT);

    private final int level;

    FixedSource(int level) {
        this.level = level;
    }

    @Override
    public boolean isAlwaysReady() {
        return this == REGULAR_FILE;
    }

    @Override
    public SelectableChannel selectable() {
        return null;
    }

    @Override
    public int publishedLevel() {
        return level;
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
}
