package org.jynetty.net;

import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jynetty.loop.CallerLoop;

/**
 * An open socket as the kernel has it: what one or more descriptors refer to.
 *
 * <p>Every operation that may wait takes a timeout in nanoseconds, or {@link #BLOCKING}, or {@link #NON_BLOCKING}. It
 * is one attempt after the other: try, wait until it may succeed, try again. With a timeout it fails with
 * {@link NetException#timeout()} and has done nothing. Errors are Linux's, see the man pages of the calls.
 *
 * <p>Thread-safe; everything is guarded by the lock of the socket's loop, which is given up while a thread waits.
 */
public abstract class OpenSocket implements OpenFile, Selectable {
    /** Wait for ever. */
    public static final long BLOCKING = -1;

    /** Do not wait: fail with EAGAIN. */
    public static final long NON_BLOCKING = 0;

    static {
        // Netty's allocator tells the flight recorder of its chunks, whose start costs the first receive 0.1 s and
        // more.
        String recording = "io.netty.jfr.enabled";
        if (System.getProperty(recording) == null) {
            System.setProperty(recording, "false");
        }
    }

    private final Family family;
    private final int protocol;
    private final CallerLoop loop = new CallerLoop(this::ready);

    /** Threads that wait for readiness. Guarded by the loop's lock. */
    private final List<ReadyWaiter> waiters = new ArrayList<>(2);

    /** What the program set, by number, to be set again where one Linux socket takes a second Java channel. */
    private final SocketOptions options;

    /** Guarded by the loop's lock; read without it where a stale answer does no harm. */
    private volatile boolean closed;

    /** Written under the loop's lock. */
    private volatile int publishedLevel;

    /** How much has arrived, as published; see {@link Selectable#arrivals()}. Written under the loop's lock. */
    private volatile int publishedArrivals;

    /** See {@link Selectable#uses()}. Written under the loop's lock. */
    private volatile int uses;

    private final Set<Observer> observers = new CopyOnWriteArraySet<>();

    OpenSocket(Family family, int protocol) {
        this.family = family;
        this.protocol = protocol;
        this.options = new SocketOptions(this);
    }

    /**
     * socket(2).
     *
     * @param type SOCK_STREAM or SOCK_DGRAM, with or without SOCK_NONBLOCK and SOCK_CLOEXEC, which mean nothing here
     * @throws NetException EAFNOSUPPORT, ESOCKTNOSUPPORT, EPROTONOSUPPORT, EPERM (raw sockets: Java has none), EMFILE
     */
    public static OpenSocket open(int family, int type, int protocol) throws NetException {
        Family known = Family.of(family);
        SocketType kind = SocketType.of(type);
        kind.checkProtocol(known, protocol);
        return switch (kind) {
            case STREAM -> StreamSocket.open(known, protocol);
            case DATAGRAM -> PacketSocket.open(known, protocol);
        };
    }

    public final Family family() {
        return family;
    }

    public abstract SocketType type();

    public final int protocol() {
        return protocol;
    }

    /** The protocol that is spoken where the program named none. */
    final int effectiveProtocol() {
        return family == Family.UNIX ? 0 : type().protocol();
    }

    abstract boolean isListening();

    public final SocketOptions options() {
        return options;
    }

    /** The loop whose lock guards this socket. */
    public final CallerLoop loop() {
        return loop;
    }

    public final boolean isClosed() {
        return closed;
    }

    /** bind(2). A port is reserved when this returns. */
    public abstract void bind(SocketAddress address) throws NetException;

    /** listen(2). */
    public abstract void listen(int backlog) throws NetException;

    /** accept(2): takes one connection from the kernel's backlog. */
    public abstract OpenSocket accept(long timeout) throws NetException;

    /** connect(2). A non-blocking one that cannot finish at once fails with EINPROGRESS and goes on. */
    public abstract void connect(SocketAddress address, long timeout) throws NetException;

    /**
     * recv(2).
     *
     * @param limit how many bytes at most
     * @param flags of {@link MessageFlags}
     * @return at least one byte; none at the end of the stream, or for an empty datagram
     */
    public abstract byte[] receive(int limit, int flags, long timeout) throws NetException;

    /** recv(2) into an array; returns the count. */
    public abstract int receive(byte[] target, int offset, int length, int flags, long timeout) throws NetException;

    /** recvfrom(2). The address is null where the kernel gives none. */
    public abstract Received receiveFrom(int limit, int flags, long timeout) throws NetException;

    /** send(2). Returns how many bytes the kernel took: all of them where it may block. */
    public abstract int send(byte[] source, int offset, int length, int flags, long timeout) throws NetException;

    /** sendto(2). */
    public abstract int sendTo(
            byte[] source, int offset, int length, int flags, SocketAddress destination, long timeout)
            throws NetException;

    /** shutdown(2). Threads that are blocked in the directions that end are woken. */
    public abstract void shutdown(Shutdown how) throws NetException;

    /** getsockname(2); null if there is none yet. */
    public abstract SocketAddress localAddress() throws NetException;

    /** getpeername(2). */
    public abstract SocketAddress remoteAddress() throws NetException;

    /** The error that SO_ERROR reports and clears, or null. */
    public abstract NetException takeError();

    /** close(2) of the last descriptor. Idempotent. Threads that wait get EBADF; what was sent is delivered. */
    @Override
    public final void close() {
        loop.lock();
        try {
            if (!closed) {
                closed = true;
                release();
                wakeAll();
            }
        } finally {
            leave();
        }
    }

    /** Closes the channels. Lock held. */
    abstract void release();

    // ---- readiness
    // ------------------------------------------------------------------------------------------------------

    /** The {@link PollEvents} that hold whatever the kernel says, because of what was read or shut down. Lock held. */
    abstract int level();

    /** What was received and not taken: the count of all that ever arrived; 0 if all was taken. Lock held. */
    abstract int unread();

    @Override
    public final int arrivals() {
        return publishedArrivals;
    }

    @Override
    public final int uses() {
        return uses;
    }

    /** The next time that the kernel is ready is news. Lock held. */
    final void used() {
        uses++;
        notifyObservers();
    }

    @Override
    public final int publishedLevel() {
        return publishedLevel;
    }

    /** Leaves a call: tells observers what it changed, and gives the lock up. */
    final void leave() {
        try {
            int level = closed ? PollEvents.INVALID : level();
            int arrivals = unread();
            boolean arrived = arrivals != 0 && arrivals != publishedArrivals;
            if (arrived) {
                publishedArrivals = arrivals;
            }
            if (arrived || level != publishedLevel) {
                publishedLevel = level;
                wakeAll(); // what the kernel would have told them may have been taken from it by this call
                notifyObservers();
            }
        } finally {
            loop.unlock();
        }
    }

    /** The channel or what it is asked for has changed. Lock held. */
    final void notifyObservers() {
        for (Observer observer : observers) {
            observer.changed(this);
        }
    }

    @Override
    public final void observe(Observer observer) {
        observers.add(observer);
    }

    @Override
    public final void ignore(Observer observer) {
        observers.remove(observer);
    }

    final void checkOpen() throws NetException {
        if (closed) {
            throw NetException.of(Errno.EBADF);
        }
    }

    static long deadline(long timeout) {
        return timeout <= 0 ? CallerLoop.NEVER : System.nanoTime() + timeout;
    }

    /**
     * Waits until one of the NIO operations may be ready, or something else about the socket changed. Lock held once;
     * it is given up meanwhile.
     *
     * @throws NetException a timeout, EAGAIN if it may not wait, EINTR if the thread was interrupted, EBADF if the
     *     socket was closed
     */
    final void awaitReady(int operations, long timeout, long deadline) throws NetException {
        if (timeout == NON_BLOCKING) {
            throw NetException.of(Errno.EAGAIN);
        }
        ReadyWaiter waiter = new ReadyWaiter(operations);
        waiters.add(waiter);
        try {
            loop.want(operations);
            if (!loop.await(waiter, deadline)) {
                throw NetException.timedOut();
            }
        } catch (InterruptedException e) {
            throw NetException.of(Errno.EINTR);
        } catch (UncheckedIOException e) {
            throw Errors.of(e.getCause());
        } finally {
            waiters.remove(waiter);
        }
        checkOpen();
    }

    /** Whether a thread waits for this socket. */
    final boolean isAwaited() {
        loop.lock();
        try {
            return !waiters.isEmpty();
        } finally {
            loop.unlock();
        }
    }

    /** Some operations are ready: whoever waits for one of them tries again. Lock held. */
    private void ready(int operations) {
        for (int i = 0; i < waiters.size(); i++) {
            ReadyWaiter waiter = waiters.get(i);
            if ((waiter.operations & operations) != 0) {
                waiter.ready = true;
                loop.signal(waiter);
            }
        }
    }

    /** Something changed that the kernel does not tell: everybody looks again. Lock held. */
    final void wakeAll() {
        ready(~0);
    }

    private static final class ReadyWaiter extends CallerLoop.Waiter {
        final int operations;

        /** Guarded by the loop's lock. */
        boolean ready;

        ReadyWaiter(int operations) {
            this.operations = operations;
        }

        @Override
        protected boolean isDone() {
            return ready;
        }
    }

    /** What recvfrom returns. */
    public record Received(byte[] data, SocketAddress sender) {}

    /** The directions that shutdown(2) ends, in the order of SHUT_RD, SHUT_WR, SHUT_RDWR. */
    public enum Shutdown {
        READ,
        WRITE,
        BOTH;

        /** @throws NetException EINVAL */
        public static Shutdown of(int how) throws NetException {
            if (how < 0 || how >= values().length) {
                throw NetException.of(Errno.EINVAL);
            }
            return values()[how];
        }

        boolean reads() {
            return this != WRITE;
        }

        boolean writes() {
            return this != READ;
        }
    }
}
