package org.jynetty.net;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One descriptor of an open file, and those who use it.
 *
 * <p>CPython closes a descriptor when nothing refers to its socket object any more, a call that is under way included.
 * Here the users are counted: those who hold it for long ({@link #hold()}, {@link #release()}) and each call
 * ({@link #begin()}, {@link #end()}). When the last user of a descriptor that was ever held goes, it is closed. One that
 * was never held is closed only by {@link #close()}.
 *
 * @param <F> what it names
 */
public final class Descriptor<F extends OpenFile> {
    private final F open;
    private final int number;
    private final AtomicInteger users = new AtomicInteger();

    /** Set before the holder's own release, which is what reads it. */
    private volatile boolean held;

    /** Guarded by this; read without for an early answer. */
    private volatile boolean closed;

    /** Takes the lowest free number. */
    public Descriptor(F open) {
        this.open = open;
        number = Descriptors.add(this);
    }

    /** What it names, or named while it was open. */
    public F open() {
        return open;
    }

    /** What it names; null when it is closed. */
    public F openOrNull() {
        return closed ? null : open;
    }

    /** Its number; -1 when it is closed. */
    public int number() {
        return closed ? -1 : number;
    }

    /** Whether it is closed because nobody holds it any more: on CPython, nobody could ask. */
    public boolean isForsaken() {
        return closed && held && users.get() == 0;
    }

    /** Begins a call; to be followed by {@link #end()}. @throws NetException EBADF */
    public F begin() throws NetException {
        users.incrementAndGet();
        if (closed) {
            end();
            throw NetException.of(Errno.EBADF);
        }
        return open;
    }

    /** Ends a call. */
    public void end() {
        if (users.decrementAndGet() == 0 && held) {
            close();
        }
    }

    /** Counts one more holder. */
    public void hold() {
        users.incrementAndGet();
        held = true;
    }

    /** Gives a hold back. */
    public void release() {
        end();
    }

    /** close(2). Idempotent. */
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (Descriptors.remove(number, this)) {
            open.close();
        }
    }
}
