package org.jynetty.net;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One descriptor of an open socket, and those who use it.
 *
 * <p>CPython closes a descriptor when nothing refers to its socket object any more, a call that is under way included.
 * Here the users are counted: those who hold it for long ({@link #hold()}, {@link #release()}) and each call
 * ({@link #begin()}, {@link #end()}). When the last user of a descriptor that was ever held goes, it is closed. One that
 * was never held is closed only by {@link #close()}.
 */
public final class Handle {
    private final OpenSocket socket;
    private final int number;
    private final AtomicInteger users = new AtomicInteger();

    /** Set before the holder's own release, which is what reads it. */
    private volatile boolean held;

    /** Guarded by this; read without for an early answer. */
    private volatile boolean closed;

    public Handle(OpenSocket socket) {
        this.socket = socket;
        number = Descriptors.add(socket);
    }

    public OpenSocket socket() {
        return socket;
    }

    /** The descriptor's number; -1 when it is closed. */
    public int number() {
        return closed ? -1 : number;
    }

    /** Begins a call on the socket; to be followed by {@link #end()}. @throws NetException EBADF */
    public OpenSocket begin() throws NetException {
        users.incrementAndGet();
        if (closed) {
            end();
            throw NetException.of(Errno.EBADF);
        }
        return socket;
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
        try {
            if (Descriptors.remove(number)) {
                socket.close();
            }
        } catch (NetException e) {
            throw new IllegalStateException("descriptor " + number + " was closed behind its owner's back", e);
        }
    }
}
