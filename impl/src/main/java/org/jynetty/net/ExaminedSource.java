package org.jynetty.net;

import java.io.IOException;

/** A source without a channel that changes silently: only looking at it tells what it is ready for. */
abstract class ExaminedSource implements Selectable {
    private volatile int level;

    /** Looks; does not block. Called by one thread at a time. @throws IOException if the source was closed */
    abstract int examine() throws IOException;

    @Override
    public final boolean changesSilently() {
        return true;
    }

    @Override
    public final synchronized void probe() {
        try {
            level = examine();
        } catch (IOException e) {
            level = PollEvents.HANG_UP; // it was closed
        }
    }

    @Override
    public final int publishedLevel() {
        return level;
    }
}
