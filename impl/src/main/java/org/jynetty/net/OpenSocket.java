package org.jynetty.net;

import java.io.IOException;
import java.net.SocketAddress;
import org.jynetty.loop.CallerLoop;

/**
 * An open socket as the kernel has it: what one or more descriptors refer to.
 *
 * <p>Every operation that may wait takes a timeout in nanoseconds, or {@link #BLOCKING}, or {@link #NON_BLOCKING}. It
 * is one attempt after the other: try, wait until it may succeed, try again. With a timeout it fails with
 * {@link NetException#timedOut()} and has done nothing. Errors are Linux's, see the man pages of the calls.
 *
 * <p>Thread-safe; everything is guarded by the lock of the socket's loop, which is given up while a thread waits. The calls
 * here take the lock, see that the socket is open, and {@link #leave() leave} in the end; what a kind of socket does in between
 * is in its {@code do} methods.
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
    private final Readiness readiness = new Readiness(this);

    /** What the program set, by number, to be set again where one Linux socket takes a second Java channel. */
    private final SocketOptions options;

    /** Guarded by the loop's lock; read without it where a stale answer does no harm. */
    private volatile boolean closed;

    /** O_NONBLOCK. A stale value is that of a call a moment ago. */
    private volatile boolean nonBlocking;

    OpenSocket(Family family, int protocol) {
        this.family = family;
        this.protocol = protocol;
        this.options = new SocketOptions(this);
    }

    /**
     * socket(2).
     *
     * @param type SOCK_STREAM or SOCK_DGRAM, with or without SOCK_NONBLOCK, and SOCK_CLOEXEC, which means nothing here
     * @throws NetException EAFNOSUPPORT, ESOCKTNOSUPPORT, EPROTONOSUPPORT, EPERM (raw sockets: Java has none), EMFILE
     */
    public static OpenSocket open(int family, int type, int protocol) throws NetException {
        Family known = Family.of(family);
        SocketType kind = SocketType.of(type);
        kind.checkProtocol(known, protocol);
        try {
            OpenSocket socket =
                    switch (kind) {
                        case STREAM -> StreamSocket.open(known, protocol);
                        case DATAGRAM -> PacketSocket.open(known, protocol);
                    };
            socket.setNonBlocking(SocketType.isNonBlocking(type));
            return socket;
        } finally {
            ThreadState.forget();
        }
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
        return readiness.loop();
    }

    public final boolean isClosed() {
        return closed;
    }

    /**
     * Sets or clears O_NONBLOCK, which is a flag of the open socket: all its descriptors share it, as fcntl(2) has it. The
     * calls here obey the timeout that they are given; {@link #blockingMode()} says what it must be where the flag decides.
     */
    public final void setNonBlocking(boolean nonBlocking) {
        this.nonBlocking = nonBlocking;
    }

    /** The timeout of a call that is limited by O_NONBLOCK alone: {@link #NON_BLOCKING} or {@link #BLOCKING}. */
    public final long blockingMode() {
        return nonBlocking ? NON_BLOCKING : BLOCKING;
    }

    // ---- the calls --------------------------------------------------------------------------------------------------

    /** A call that is not worth a frame of its own. Lock held. */
    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T call(Call<T> call) throws NetException {
        enter();
        try {
            checkOpen();
            return call.run();
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        } finally {
            leave();
            ThreadState.forget();
        }
    }

    /** bind(2). A port is reserved when this returns. */
    public final void bind(SocketAddress address) throws NetException {
        call(() -> {
            family.check(address);
            checkScope(address);
            doBind(address);
            return null;
        });
    }

    abstract void doBind(SocketAddress address) throws IOException;

    /** listen(2). */
    public final void listen(int backlog) throws NetException {
        call(() -> {
            doListen(backlog);
            return null;
        });
    }

    abstract void doListen(int backlog) throws IOException;

    /** accept(2): takes one connection from the kernel's backlog. */
    public final StreamSocket accept(long timeout) throws NetException {
        Accepted accepted = call(() -> doAccept(timeout));
        try {
            return accepted.open(); // whose loop is another one: never two locks
        } finally {
            ThreadState.forget();
        }
    }

    abstract Accepted doAccept(long timeout) throws IOException;

    /** A connection that was accepted and has no socket yet. */
    interface Accepted {
        StreamSocket open() throws NetException;
    }

    /** connect(2). A non-blocking one that cannot finish at once fails with EINPROGRESS and goes on. */
    public final void connect(SocketAddress address, long timeout) throws NetException {
        call(() -> {
            doConnect(address, timeout);
            return null;
        });
    }

    abstract void doConnect(SocketAddress address, long timeout) throws IOException;

    /**
     * recv(2).
     *
     * @param limit how many bytes at most
     * @param flags of {@link MessageFlags}
     * @return at least one byte; none at the end of the stream, or for an empty datagram
     */
    public final byte[] receive(int limit, int flags, long timeout) throws NetException {
        enter();
        try {
            checkOpen();
            return doReceive(limit, flags, MessageFlags.timeout(flags, timeout));
        } finally {
            leave();
        }
    }

    abstract byte[] doReceive(int limit, int flags, long timeout) throws NetException;

    /** recv(2) into an array; returns the count. */
    public final int receive(byte[] target, int offset, int length, int flags, long timeout) throws NetException {
        enter();
        try {
            checkOpen();
            return doReceive(target, offset, length, flags, MessageFlags.timeout(flags, timeout));
        } finally {
            leave();
        }
    }

    abstract int doReceive(byte[] target, int offset, int length, int flags, long timeout) throws NetException;

    /** recvfrom(2). The address is null where the kernel gives none. */
    public final Received receiveFrom(int limit, int flags, long timeout) throws NetException {
        enter();
        try {
            checkOpen();
            return doReceiveFrom(limit, flags, MessageFlags.timeout(flags, timeout));
        } finally {
            leave();
        }
    }

    abstract Received doReceiveFrom(int limit, int flags, long timeout) throws NetException;

    /** What recvfrom returns. */
    public record Received(byte[] data, SocketAddress sender) {}

    /** send(2). Returns how many bytes the kernel took: all of them where it may block. */
    public final int send(byte[] source, int offset, int length, int flags, long timeout) throws NetException {
        return sendTo(source, offset, length, flags, null, timeout);
    }

    /** sendto(2); without a destination it is send(2). */
    public final int sendTo(byte[] source, int offset, int length, int flags, SocketAddress destination, long timeout)
            throws NetException {
        enter();
        try {
            checkOpen();
            return doSend(source, offset, length, flags, destination, MessageFlags.timeout(flags, timeout));
        } finally {
            leave();
        }
    }

    abstract int doSend(byte[] source, int offset, int length, int flags, SocketAddress destination, long timeout)
            throws NetException;

    /** shutdown(2). Threads that are blocked in the directions that end are woken. */
    public final void shutdown(Shutdown how) throws NetException {
        call(() -> {
            doShutdown(how);
            wakeAll();
            return null;
        });
    }

    abstract void doShutdown(Shutdown how) throws IOException;

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

    /** getsockname(2); null if there is none yet. */
    public final SocketAddress localAddress() throws NetException {
        return call(this::doLocalAddress);
    }

    abstract SocketAddress doLocalAddress() throws IOException;

    /** getpeername(2). @throws NetException ENOTCONN, EBADF */
    public final SocketAddress remoteAddress() throws NetException {
        return call(this::doRemoteAddress);
    }

    abstract SocketAddress doRemoteAddress() throws IOException;

    /** The error that SO_ERROR reports and clears, or null. */
    final NetException takeError() {
        enter();
        try {
            return doTakeError();
        } finally {
            leave();
        }
    }

    abstract NetException doTakeError();

    /** close(2) of the last descriptor. Idempotent. Threads that wait get EBADF; what was sent is delivered. */
    @Override
    public final void close() {
        enter();
        try {
            if (!closed) {
                closed = true;
                doClose();
                wakeAll();
            }
        } finally {
            leave();
            ThreadState.forget();
        }
    }

    abstract void doClose();

    // ---- what the calls are made of ---------------------------------------------------------------------------------

    /** Enters a call: takes the lock. {@link #leave()} must follow. */
    final void enter() {
        loop().lock();
    }

    /** Leaves a call: tells who selects what it changed, and gives the lock up. */
    final void leave() {
        try {
            readiness.publish(closed ? PollEvents.INVALID : level(), unread());
        } finally {
            loop().unlock();
        }
    }

    final void checkOpen() throws NetException {
        if (closed) {
            throw NetException.of(Errno.EBADF);
        }
    }

    /**
     * An address of a link must say which link, as {@code (host, port, flow, scope)} does, unless the socket is bound to
     * one (see ipv6(7)); Java would choose a link by itself. Lock held.
     *
     * @throws NetException EINVAL
     */
    final void checkScope(SocketAddress address) throws IOException {
        if (NumericHost.lacksScope(address) && !NumericHost.hasScope(doLocalAddress())) {
            throw NetException.of(Errno.EINVAL);
        }
    }

    static long deadline(long timeout) {
        return timeout <= 0 ? CallerLoop.NEVER : System.nanoTime() + timeout;
    }

    /**
     * Waits until one of the NIO operations may be ready, or something else about the socket changed. Lock held once;
     * it is given up meanwhile.
     *
     * @throws NetException a timeout, EAGAIN if it may not wait or the socket's own patience is over (SO_RCVTIMEO), EINTR if the thread was interrupted, EBADF if the
     *     socket was closed
     */
    final void awaitReady(int operations, long timeout, long deadline) throws NetException {
        if (timeout == NON_BLOCKING) {
            throw NetException.of(Errno.EAGAIN);
        }
        long patience = timeout == BLOCKING ? options.patience(operations) : 0;
        if (!readiness.await(operations, patience == 0 ? deadline : System.nanoTime() + patience)) {
            throw patience == 0 ? NetException.timedOut() : NetException.of(Errno.EAGAIN);
        }
        checkOpen();
    }

    /** The next time that the kernel is ready is news. Lock held. */
    final void used() {
        readiness.used();
    }

    /** Something changed that the kernel does not tell: everybody looks again. Lock held. */
    final void wakeAll() {
        readiness.wakeAll();
    }

    /** The channel or what it is asked for has changed. Lock held. */
    final void notifyObservers() {
        readiness.notifyObservers();
    }

    /** Whether a thread waits for this socket. */
    final boolean isAwaited() {
        loop().lock();
        try {
            return readiness.isAwaited();
        } finally {
            loop().unlock();
        }
    }

    // ---- readiness --------------------------------------------------------------------------------------------------

    /** The {@link PollEvents} that hold whatever the kernel says, because of what was read or shut down. Lock held. */
    abstract int level();

    /** What was received and not taken: the count of all that ever arrived; 0 if all was taken. Lock held. */
    abstract int unread();

    @Override
    public final int publishedLevel() {
        return closed
                ? PollEvents.INVALID
                : readiness.level(); // before the kernel knows, so that its last word is known to be the last
    }

    @Override
    public final int settledLevel() {
        loop().awaitOthers();
        return publishedLevel();
    }

    @Override
    public final int arrivals() {
        return readiness.arrivals();
    }

    @Override
    public final int uses() {
        return readiness.uses();
    }

    /** Looks behind what is ready, see {@link Selectable#probe()}. */
    @Override
    public final void probe() {
        enter();
        try {
            if (!closed) {
                doProbe();
            }
        } finally {
            leave();
        }
    }

    abstract void doProbe();

    @Override
    public final void observe(Observer observer) {
        readiness.observe(observer);
    }

    @Override
    public final void ignore(Observer observer) {
        readiness.ignore(observer);
    }
}
