package org.jynetty.net;

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
    public int publishedLevel() {
        return level;
    }

    @Override
    public void probe() {}
}
