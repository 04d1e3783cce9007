package org.jynetty.loop;

/** A waiter that is done when it is told so. */
final class Flag extends CallerLoop.Waiter {
    private final CallerLoop loop;

    /** Guarded by the loop's lock. */
    private boolean set;

    Flag(CallerLoop loop) {
        this.loop = loop;
    }

    void set() {
        loop.lock();
        try {
            set = true;
            loop.signal(this);
        } finally {
            loop.unlock();
        }
    }

    /** Without waking anybody. */
    void setQuietly() {
        loop.lock();
        try {
            set = true;
        } finally {
            loop.unlock();
        }
    }

    @Override
    protected boolean isDone() {
        return set;
    }
}
