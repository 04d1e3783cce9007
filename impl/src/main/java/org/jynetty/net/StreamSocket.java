package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;

/**
 * A TCP or UNIX stream socket: unconnected, connecting, connected or listening, as tcp(7) has it.
 *
 * <p>Java has two classes where Linux has one socket. So a socket begins as a {@link SocketChannel}, which can be bound,
 * and becomes a {@link ServerSocketChannel} on the same address when it starts to listen. Java closes a channel whose
 * connect failed; Linux does not: then a new one takes its place.
 */
public final class StreamSocket extends OpenSocket {
    /** How much one write carries at most, so that a large send takes no large buffer. Bytes. */
    private static final int CHUNK = 128 * 1024;

    /** How much one read takes that tells data from the end of the stream. Bytes. */
    private static final int PROBE = 64 * 1024;

    /** How much is read at most before the program asks for it. Bytes. */
    private static final int AHEAD = 4 * PROBE;

    private static final String SOCKET_HANDLER = "socket";
    private static final String LAYER_HANDLER = "layer";

    private enum State {
        UNCONNECTED,
        CONNECTING,
        CONNECTED,
        LISTENING
    }

    // All guarded by the loop's lock; what is volatile is read without it where a stale answer does no harm.
    private volatile State state = State.UNCONNECTED;
    private volatile SelectableChannel java;
    private boolean connectFailed;
    private KernelChannel channel;
    private final Inbound inbound = new Inbound();
    private StreamLayer layer;
    private NetException error;
    private boolean everConnected;
    private boolean connectUnreported;
    private boolean readShut;
    private boolean writeShut;
    private SocketAddress boundTo;
    private SocketAddress peer;
    private boolean nameless;

    /** Whether the last receive found data at once: then the next one tries before it waits. */
    private boolean dataExpected = true;

    private StreamSocket(Family family, int protocol, SelectableChannel java) {
        super(family, protocol);
        this.java = java;
    }

    static StreamSocket open(Family family, int protocol) throws NetException {
        StreamSocket socket = new StreamSocket(family, protocol, openChannel(family));
        socket.loop().lock();
        socket.leave();
        return socket;
    }

    private static SocketChannel openChannel(Family family) throws NetException {
        try {
            SocketChannel channel = SocketChannel.open(family.java());
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | UnsupportedOperationException e) {
            throw Errors.of(e);
        }
    }

    /** A socket for a connection that was accepted. */
    private static StreamSocket accepted(StreamSocket listener, SocketChannel connection) throws NetException {
        StreamSocket socket = new StreamSocket(listener.family(), listener.protocol(), connection);
        socket.loop().lock();
        try {
            listener.options().copyTo(socket.options());
            socket.peer = connection.getRemoteAddress();
            socket.attach(new StreamChannel(connection));
            socket.established();
            return socket;
        } catch (IOException e) {
            throw Errors.of(e);
        } finally {
            socket.leave();
        }
    }

    /**
     * Two connected UNIX sockets without names: socketpair(2).
     *
     * @throws NetException EOPNOTSUPP for another family, and what {@link OpenSocket#open} throws
     */
    public static StreamSocket[] pair(int family, int type, int protocol) throws NetException {
        Family known = Family.of(family);
        SocketType.of(type).checkProtocol(known, protocol);
        if (known != Family.UNIX) {
            throw NetException.of(Errno.EOPNOTSUPP);
        }
        return UnixPair.connect(protocol);
    }

    /** The ends of a pair have no address, though Java needed one to connect them. */
    void forgetNames() {
        loop().lock();
        try {
            nameless = true;
            peer = UnixDomainSocketAddress.of("");
        } finally {
            leave();
        }
    }

    @Override
    public SocketType type() {
        return SocketType.STREAM;
    }

    @Override
    boolean isListening() {
        return state == State.LISTENING;
    }

    // ---- bind, listen, accept -------------------------------------------------------------------------------------

    @Override
    public void bind(SocketAddress address) throws NetException {
        loop().lock();
        try {
            checkOpen();
            family().check(address);
            if (boundTo != null || state != State.UNCONNECTED || connectUnreported) {
                throw NetException.of(Errno.EINVAL);
            }
            bindChannel(address);
        } finally {
            leave();
        }
    }

    private void bindChannel(SocketAddress address) throws NetException {
        try {
            boundTo = ((SocketChannel) java).bind(address).getLocalAddress();
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        }
    }

    @Override
    public void listen(int backlog) throws NetException {
        loop().lock();
        try {
            checkOpen();
            if (state == State.LISTENING) {
                return; // Linux would change the backlog; Java cannot.
            }
            if (state != State.UNCONNECTED || family() == Family.UNIX && boundTo == null) {
                throw NetException.of(Errno.EINVAL);
            }
            ensureChannel();
            SelectableChannel before = java;
            try {
                ServerSocketChannel server = openListener(backlog);
                java = server;
                boundTo = server.getLocalAddress();
                attach(new AcceptChannel(server));
                state = State.LISTENING;
                before.close();
                options().applyTo(server);
            } catch (IOException | RuntimeException e) {
                throw Errors.of(e);
            }
        } finally {
            leave();
        }
    }

    /** Both channels hold the address for a moment, so that nobody else can take it in between. */
    private ServerSocketChannel openListener(int backlog) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(family().java());
        try {
            // Java takes less than one for its own default of 50.
            int connections = Math.max(backlog, 1);
            if (boundTo instanceof UnixDomainSocketAddress unix) {
                Files.delete(unix.getPath());
                server.bind(boundTo, connections);
            } else {
                options().applyTo(server);
                if (boundTo != null) {
                    ((SocketChannel) java).setOption(StandardSocketOptions.SO_REUSEADDR, true);
                    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                }
                server.bind(boundTo, connections);
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public OpenSocket accept(long timeout) throws NetException {
        SocketChannel connection;
        loop().lock();
        try {
            long deadline = deadline(timeout);
            while ((connection = tryAccept()) == null) {
                awaitReady(SelectionKey.OP_ACCEPT, timeout, deadline);
            }
        } finally {
            leave();
        }
        return accepted(this, connection); // Its loop is another one: never two locks.
    }

    private SocketChannel tryAccept() throws NetException {
        checkOpen();
        if (state != State.LISTENING) {
            throw NetException.of(Errno.EINVAL);
        }
        channel.read();
        used();
        throwPending();
        return inbound.takeAccepted();
    }

    // ---- connect ----------------------------------------------------------------------------------------------------

    @Override
    public void connect(SocketAddress address, long timeout) throws NetException {
        loop().lock();
        try {
            checkOpen();
            long deadline = deadline(timeout);
            boolean again = connectUnreported;
            if (state == State.UNCONNECTED && !again) {
                family().check(address);
                startConnect(address);
                if (timeout == NON_BLOCKING && state == State.CONNECTING) {
                    connectUnreported = true;
                    throw NetException.of(Errno.EINPROGRESS);
                }
            } else if (!again) {
                throw NetException.of(Errno.EISCONN);
            }
            // With a timeout CPython waits by itself and asks SO_ERROR, so that to the kernel the result is still to be
            // told.
            boolean asked = again || timeout < 0 || state != State.CONNECTING;
            while (state == State.CONNECTING) {
                connectUnreported = true;
                if (timeout == NON_BLOCKING && !finishConnect()) {
                    throw NetException.of(Errno.EALREADY);
                }
                if (state == State.CONNECTING) {
                    awaitReady(SelectionKey.OP_CONNECT, timeout, deadline);
                    finishConnect();
                }
            }
            connectUnreported = !asked;
            if (state != State.CONNECTED) {
                NetException failure = takeError();
                throw failure == null ? NetException.of(Errno.ECONNABORTED) : failure;
            }
        } finally {
            leave();
        }
    }

    private void startConnect(SocketAddress address) throws NetException {
        ensureChannel();
        error = null;
        connectFailed = false;
        SocketChannel connection = (SocketChannel) java;
        attach(new StreamChannel(connection));
        peer = address;
        try {
            state = State.CONNECTING;
            if (connection.connect(reachable(address))) {
                established();
            }
        } catch (IOException | RuntimeException e) {
            connectFailed(Errors.of(e));
        }
        if (state == State.UNCONNECTED) {
            throw takeError();
        }
    }

    /** Linux connects to the unspecified address as to the loopback; Java would look up the name of this host. */
    private static SocketAddress reachable(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), inet.getPort())
                : address;
    }

    /** Looks whether a connect that is under way has ended; what it led to is in {@link #state} and {@link #error}. */
    private boolean finishConnect() {
        if (state == State.CONNECTING) {
            try {
                if (((SocketChannel) java).finishConnect()) {
                    established();
                }
            } catch (IOException e) {
                connectFailed(Errors.of(e));
            }
        }
        return state != State.CONNECTING;
    }

    private void established() {
        state = State.CONNECTED;
        everConnected = true;
        wakeAll();
        notifyObservers();
    }

    private void connectFailed(NetException failure) {
        error = failure;
        connectFailed = true;
        state = State.UNCONNECTED;
        detach();
        wakeAll();
    }

    /** A fresh channel in place of one that Java closed, with the same address and options. */
    private void ensureChannel() throws NetException {
        if (java.isOpen()) {
            return;
        }
        java = openChannel(family());
        SocketAddress address = boundTo;
        try {
            options().applyTo(java);
        } catch (IOException e) {
            throw Errors.of(e);
        }
        if (address != null) {
            bindChannel(address);
        }
    }

    private void attach(KernelChannel netty) {
        netty.pipeline().addLast(SOCKET_HANDLER, inbound);
        if (layer != null) {
            netty.pipeline().addFirst(LAYER_HANDLER, layer);
        }
        loop().register(netty);
        channel = netty;
        notifyObservers();
    }

    /** Puts a layer between the kernel and the program, in place of one that may be there. It outlives a failed connect. */
    public void addLayer(StreamLayer added) throws NetException {
        loop().lock();
        try {
            checkOpen();
            removeLayer(layer);
            layer = added;
            if (channel != null) {
                channel.pipeline().addFirst(LAYER_HANDLER, added);
            }
        } finally {
            leave();
        }
    }

    /** Takes a layer away; nothing happens if it is not there any more. */
    public void removeLayer(StreamLayer removed) {
        loop().lock();
        try {
            if (removed != null && layer == removed) {
                layer = null;
                if (channel != null) {
                    channel.pipeline().remove(removed);
                }
            }
        } finally {
            leave();
        }
    }

    // What a layer's operations are made of. Lock held.

    /** What was received before anybody asked for it, at most {@code limit} bytes. */
    byte[] takeReceived(int limit) throws NetException {
        checkOpen();
        byte[] bytes = new byte[Math.min(limit, inbound.size())];
        inbound.take(bytes, 0, bytes.length, false);
        return bytes;
    }

    /** Whether nothing more comes from the peer. @throws NetException the error that ended the stream, ENOTCONN */
    boolean hasEnded() throws NetException {
        if (!inbound.atEnd() && !readShut && canReceive()) {
            return false;
        }
        throwPending();
        if (!everConnected && !readShut) {
            throw NetException.of(Errno.ENOTCONN);
        }
        return true;
    }

    private void detach() {
        KernelChannel netty = channel;
        channel = null;
        if (netty != null) {
            netty.close();
        }
    }

    // ---- receive
    // ------------------------------------------------------------------------------------------------------

    @Override
    public byte[] receive(int limit, int flags, long timeout) throws NetException {
        loop().lock();
        try {
            byte[] data = new byte[awaitData(limit, flags, MessageFlags.timeout(flags, timeout))];
            inbound.take(data, 0, data.length, MessageFlags.has(flags, MessageFlags.PEEK));
            return data;
        } finally {
            leave();
        }
    }

    @Override
    public int receive(byte[] target, int offset, int length, int flags, long timeout) throws NetException {
        loop().lock();
        try {
            int count = awaitData(length, flags, MessageFlags.timeout(flags, timeout));
            inbound.take(target, offset, count, MessageFlags.has(flags, MessageFlags.PEEK));
            return count;
        } finally {
            leave();
        }
    }

    @Override
    public Received receiveFrom(int limit, int flags, long timeout) throws NetException {
        return new Received(receive(limit, flags, timeout), null);
    }

    /**
     * Waits for data.
     *
     * @return how many bytes can be taken, at most {@code limit}; 0 at the end of the stream
     */
    private int awaitData(int limit, int flags, long timeout) throws NetException {
        checkOpen();
        MessageFlags.refuseUrgent(flags);
        int enough = MessageFlags.has(flags, MessageFlags.WAITALL) ? limit : Math.min(limit, 1);
        long deadline = deadline(timeout);
        boolean attempt = dataExpected || timeout == NON_BLOCKING;
        for (; ; attempt = true) {
            int missing = limit - inbound.size();
            if (missing > 0 && attempt) {
                readSome(missing);
            }
            int available = Math.min(limit, inbound.size());
            if (available >= enough && (available > 0 || limit == 0) || available > 0 && timeout != BLOCKING) {
                dataExpected = attempt && available == limit || dataExpected;
                return available;
            }
            if (inbound.atEnd() || readShut || !canReceive()) {
                if (available == 0) {
                    throwPending();
                    if (!everConnected && !readShut) {
                        throw NetException.of(Errno.ENOTCONN);
                    }
                }
                return available;
            }
            if (attempt) {
                dataExpected = false;
            }
            awaitReady(state == State.CONNECTING ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ, timeout, deadline);
        }
    }

    /** One attempt to receive. */
    void readSome(int limit) {
        finishConnect();
        if (state == State.CONNECTED && !inbound.atEnd()) {
            ((StreamChannel) channel).read(limit);
        }
    }

    private boolean canReceive() {
        return state == State.CONNECTED || state == State.CONNECTING;
    }

    private void throwPending() throws NetException {
        NetException pending = takePending();
        if (pending != null) {
            throw pending;
        }
    }

    private NetException takePending() {
        NetException pending = error;
        error = null;
        return pending != null ? pending : inbound.takeFailure();
    }

    // ---- send
    // -----------------------------------------------------------------------------------------------------------

    @Override
    public int send(byte[] source, int offset, int length, int flags, long timeout) throws NetException {
        loop().lock();
        try {
            long allowed = MessageFlags.timeout(flags, timeout);
            long deadline = deadline(allowed);
            MessageFlags.refuseUrgent(flags);
            int sent = 0;
            for (; ; ) {
                int attempted = Math.min(length - sent, CHUNK);
                int accepted;
                try {
                    accepted = trySend(source, offset + sent, attempted);
                } catch (NetException e) {
                    if (sent == 0) {
                        throw e;
                    }
                    error = e; // this call tells how much was taken, the next one why not more
                    return sent;
                }
                sent += accepted;
                if (sent == length || sent > 0 && allowed != BLOCKING) {
                    return sent;
                }
                if (accepted < attempted) {
                    awaitReady(
                            state == State.CONNECTING ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE,
                            allowed,
                            deadline);
                }
            }
        } finally {
            leave();
        }
    }

    @Override
    public int sendTo(byte[] source, int offset, int length, int flags, SocketAddress destination, long timeout)
            throws NetException {
        return send(source, offset, length, flags, timeout); // tcp(7): the address is ignored
    }

    private void checkCanSend() throws NetException {
        checkOpen();
        finishConnect();
        if (error != null || inbound.hasFailure()) {
            throwPending();
        }
        if (writeShut || !canReceive()) {
            throw NetException.of(family() == Family.UNIX && !everConnected ? Errno.ENOTCONN : Errno.EPIPE);
        }
    }

    /** One attempt to send; returns how many bytes the kernel took. Lock held. */
    int trySend(byte[] source, int offset, int length) throws NetException {
        checkCanSend();
        if (state == State.CONNECTING) {
            return 0;
        }
        int size = Math.min(length, CHUNK);
        StreamChannel stream = (StreamChannel) channel;
        ByteBuf buffer = KernelChannel.ALLOCATOR.directBuffer(size);
        buffer.writeBytes(source, offset, size);
        stream.writeAndFlush(buffer, stream.voidPromise());
        int accepted = size - stream.takeBackUnsent();
        if (accepted < size) {
            used();
        }
        IOException failure = stream.takeWriteError();
        if (failure != null) {
            throw Errors.of(failure);
        }
        return accepted;
    }

    // ---- the rest
    // ---------------------------------------------------------------------------------------------------------

    @Override
    public void shutdown(Shutdown how) throws NetException {
        loop().lock();
        try {
            checkOpen();
            finishConnect();
            if (state == State.LISTENING) {
                if (how.reads()) {
                    stopListening();
                }
                return;
            }
            if (state != State.CONNECTED) {
                throw NetException.of(Errno.ENOTCONN);
            }
            readShut |= how.reads();
            if (how.writes() && !writeShut) {
                writeShut = true;
                ((SocketChannel) java).shutdownOutput();
            }
            wakeAll();
        } catch (IOException e) {
            throw Errors.of(e);
        } finally {
            leave();
        }
    }

    private void stopListening() {
        detach();
        state = State.UNCONNECTED;
        wakeAll();
    }

    @Override
    public SocketAddress localAddress() throws NetException {
        loop().lock();
        try {
            checkOpen();
            return nameless ? peer : java.isOpen() ? ((NetworkChannel) java).getLocalAddress() : boundTo;
        } catch (IOException e) {
            throw Errors.of(e);
        } finally {
            leave();
        }
    }

    @Override
    public SocketAddress remoteAddress() throws NetException {
        loop().lock();
        try {
            checkOpen();
            finishConnect();
            if (state != State.CONNECTED) {
                throw NetException.of(Errno.ENOTCONN);
            }
            return peer;
        } finally {
            leave();
        }
    }

    @Override
    public NetException takeError() {
        loop().lock();
        try {
            finishConnect();
            if (state == State.CONNECTED && error == null && inbound.size() == 0) {
                // Only a read tells of a reset; what it may bring is kept for the program.
                readSome(1);
            }
            return takePending();
        } finally {
            leave();
        }
    }

    @Override
    public SelectableChannel selectable() {
        return java;
    }

    @Override
    int level() {
        boolean failed = error != null || inbound.hasFailure();
        int level = failed ? PollEvents.ERROR : 0;
        switch (state) {
            case CONNECTED -> {
                boolean ended = inbound.atEnd();
                if (inbound.size() > 0 || ended || readShut || layer != null && layer.available() > 0) {
                    level |= PollEvents.IN;
                }
                if (ended || readShut) {
                    level |= PollEvents.READ_HANG_UP;
                }
                if (writeShut || failed) {
                    level |= PollEvents.OUT;
                }
                if (ended && inbound.wasReset() || (ended || readShut) && writeShut) {
                    level |= PollEvents.OUT | PollEvents.HANG_UP;
                }
            }
            case UNCONNECTED -> {
                level |= PollEvents.OUT | PollEvents.HANG_UP;
                if (connectFailed) {
                    level |= PollEvents.IN | PollEvents.READ_HANG_UP;
                }
            }
            default -> {}
        }
        return level;
    }

    @Override
    public int operations(int events) {
        return switch (state) {
            case CONNECTING -> SelectionKey.OP_CONNECT;
            case LISTENING -> PollEvents.has(events, PollEvents.IN) ? SelectionKey.OP_ACCEPT : 0;
            case CONNECTED ->
                (toBeRead(events) ? SelectionKey.OP_READ : 0)
                        | (PollEvents.has(events, PollEvents.OUT) ? SelectionKey.OP_WRITE : 0);
            case UNCONNECTED -> 0;
        };
    }

    /** The first data tells that there is some; whether there is an end behind it, all that comes before. */
    private boolean toBeRead(int events) {
        int level = publishedLevel();
        return PollEvents.has(events, PollEvents.IN | PollEvents.HANG_UP) && !PollEvents.has(level, PollEvents.IN)
                || PollEvents.has(events, PollEvents.READ_HANG_UP)
                        && !PollEvents.has(level, PollEvents.READ_HANG_UP | PollEvents.FULL);
    }

    @Override
    int unread() {
        return inbound.unread();
    }

    @Override
    public void probe() {
        loop().lock();
        try {
            finishConnect();
            if (state == State.CONNECTED) {
                readAhead();
            }
        } finally {
            leave();
        }
    }

    /** All that the kernel has, so that an end right behind the data is seen with it. */
    private void readAhead() {
        for (int before = -1; before < inbound.size() && inbound.size() < AHEAD; ) {
            before = inbound.size();
            readSome(PROBE);
        }
    }

    @Override
    void release() {
        inbound.clear();
        try {
            if (channel == null) {
                java.close();
            } else {
                detach();
            }
        } catch (IOException e) {
            // close(2) of a socket has nothing to report that a program could act on.
        }
    }
}
