package org.jynetty.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A TCP or UNIX stream socket: unconnected, connecting, connected or listening, as tcp(7) has it. Each part of it does one
 * thing: {@link StreamConnector}, {@link StreamListener}, {@link StreamInput} and {@link StreamOutput}, on the
 * {@link Connection} that they share. What select(2) and poll(2) see of them all is here.
 */
public final class StreamSocket extends OpenSocket {
    private final Connection connection;
    private final StreamConnector connector;
    private final StreamListener listener;
    private final StreamInput input;
    private final StreamOutput output;

    /** Whether it has no addresses though Java needed one to connect it. Guarded by the loop's lock. */
    private boolean nameless;

    private StreamSocket(Family family, int protocol, SelectableChannel java) {
        super(family, protocol);
        connection = new Connection(this, java);
        connector = new StreamConnector(this, connection);
        listener = new StreamListener(this, connector, connection);
        input = new StreamInput(this, connection);
        output = new StreamOutput(this, connection);
    }

    static StreamSocket open(Family family, int protocol) throws NetException {
        StreamSocket socket = new StreamSocket(family, protocol, Connection.openChannel(family));
        socket.enter();
        socket.leave(); // what an unconnected socket is to poll(2) is published
        return socket;
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

    /** The ends of a pair have no address. */
    void forgetNames() {
        enter();
        try {
            nameless = true;
        } finally {
            leave();
        }
    }

    @Override
    public SocketType type() {
        return SocketType.STREAM;
    }

    /** See {@link StreamLayer#acknowledge}. */
    void acknowledge() throws NetException {
        options().acknowledge();
    }

    @Override
    boolean isListening() {
        return connection.state() == Connection.State.LISTENING;
    }

    // ---- the calls --------------------------------------------------------------------------------------------------

    @Override
    void doBind(SocketAddress address) throws IOException {
        if (connection.isBound() || connection.state() != Connection.State.UNCONNECTED || connector.isUnreported()) {
            throw NetException.of(Errno.EINVAL);
        }
        connection.reopen(); // a refused connection has closed Java's channel
        connection.bind(address);
    }

    @Override
    void doListen(int backlog) throws IOException {
        listener.listen(backlog);
    }

    @Override
    Accepted doAccept(long timeout) throws IOException {
        if (timeout > NON_BLOCKING && connection.state() == Connection.State.CONNECTED) {
            input.awaitReadable(timeout); // CPython waits before the kernel can say that this is no listener
        }
        SocketChannel accepted = listener.accept(timeout);
        SocketOptions.Settings inherited = options().settings();
        return () -> accepted(accepted, inherited);
    }

    private StreamSocket accepted(SocketChannel accepted, SocketOptions.Settings inherited) throws NetException {
        StreamSocket socket = new StreamSocket(family(), protocol(), accepted);
        socket.enter();
        try {
            socket.options().inherit(inherited);
            socket.connection.adopt(accepted, accepted.getRemoteAddress());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw Errors.of(e);
        } finally {
            socket.leave();
        }
    }

    @Override
    void doConnect(SocketAddress address, long timeout) throws IOException {
        connector.connect(address, timeout);
    }

    @Override
    byte[] doReceive(int limit, int flags, long timeout) throws NetException {
        return input.receive(limit, flags, timeout);
    }

    @Override
    int doReceive(byte[] target, int offset, int length, int flags, long timeout) throws NetException {
        return input.receive(target, offset, length, flags, timeout);
    }

    @Override
    Received doReceiveFrom(int limit, int flags, long timeout) throws NetException {
        byte[] data = input.receive(limit, flags, timeout);
        boolean found = data.length > 0 || limit == 0 && connection.inbound().size() > 0;
        boolean named = family() == Family.UNIX && !nameless && found;
        return new Received(data, named && isNamed(connection.peer()) ? connection.peer() : null);
    }

    private static boolean isNamed(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress unix
                && !unix.getPath().toString().isEmpty();
    }

    /** tcp(7): the address is ignored; unix(7): there must be none. */
    @Override
    int doSend(byte[] source, int offset, int length, int flags, SocketAddress destination, long timeout)
            throws NetException {
        if (isListening()) {
            output.awaitRoomOfListener(timeout);
        }
        if (destination != null && family() == Family.UNIX) {
            throw NetException.of(connection.hasEverConnected() ? Errno.EISCONN : Errno.EOPNOTSUPP);
        }
        if (length == 0 && connection.state() == Connection.State.CONNECTED && hasHungUp()) {
            // Java makes no system call that would tell. An error of a UNIX socket is for its receives alone.
            if (family() != Family.UNIX) {
                input.lookForError();
                connection.throwError();
            }
            throw NetException.of(Errno.EPIPE);
        }
        if (output.isShut() && connection.state() == Connection.State.CONNECTED && family() != Family.UNIX) {
            lookForHangUp();
            connection.throwError();
        }
        return output.send(source, offset, length, flags, timeout);
    }

    @Override
    void doShutdown(Shutdown how) throws IOException {
        connection.finish();
        switch (connection.state()) {
            case LISTENING -> {
                if (how.reads()) {
                    connection.disconnect();
                    reopen();
                }
            }
            case CONNECTED -> {
                if (isGone()) {
                    connector.abandon();
                    throw NetException.of(Errno.ENOTCONN);
                }
                connector.conclude();
                shutdownConnection(how);
            }
            default -> {
                if (how.reads()) {
                    input.shut(); // Linux remembers it, though it is an error
                }
                if (how.writes()) {
                    output.refuse();
                }
                connector.abandon();
                if (family() != Family.UNIX) {
                    throw NetException.of(Errno.ENOTCONN);
                }
            }
        }
    }

    /** TCP forgets what was shut down when there is neither a connection any more nor the beginning of one. */
    void reopen() {
        if (family() != Family.UNIX) {
            input.reopen();
            output.reopen();
        }
    }

    private void shutdownConnection(Shutdown how) throws IOException {
        if (how.reads()) {
            input.shut();
        }
        if (how.writes()) {
            output.shut();
        }
        // With half a TCP connection open, what still comes is taken.
        if (input.isShut() && (family() == Family.UNIX || output.isShut())) {
            input.refuse();
        }
    }

    /**
     * Whether the kernel has no connection any more, though the program has not closed its socket: after a reset, or when
     * both sides have ended theirs. A hang-up says so unless it was this side alone that shut both halves.
     */
    private boolean isGone() throws NetException {
        return family() != Family.UNIX && !input.isRefusedBeforeEnd() && hasHungUp();
    }

    /**
     * Whether neither side can send any more. What there is to know behind the data is known then: behind the end of a stream, TCP
     * has a reset, and an error to tell, unless a send has told it.
     */
    private boolean hasHungUp() throws NetException {
        if (!connection.isHungUp()) {
            connection.lookForHangUp();
            if (connection.isHungUp()) {
                input.readAhead();
                boolean untold = !output.isShut() && !output.hasFailed();
                if (untold && hasEndedOrderly() && family() != Family.UNIX) {
                    connection.setError(NetException.of(Errno.EPIPE));
                }
            }
        }
        return connection.isHungUp();
    }

    private boolean hasEndedOrderly() {
        return connection.inbound().atEnd() && !connection.inbound().wasReset();
    }

    /** What there may be to know behind the end of the stream. */
    private void lookBehindTheEnd() {
        if (connection.state() == Connection.State.CONNECTED && hasEndedOrderly()) {
            lookForHangUp();
        }
    }

    private void lookForHangUp() {
        try {
            hasHungUp();
        } catch (NetException e) {
            // There is no descriptor left to look with: the next look tells.
        }
    }

    @Override
    SocketAddress doLocalAddress() throws IOException {
        return nameless ? UnixDomainSocketAddress.of("") : connection.localAddress();
    }

    /** The address of the peer as accept(2) tells it: also when the connection has ended in the meantime. */
    public SocketAddress acceptedFrom() {
        enter();
        try {
            return connection.peer();
        } finally {
            leave();
        }
    }

    @Override
    SocketAddress doRemoteAddress() throws IOException {
        connection.finish();
        if (connection.state() != Connection.State.CONNECTED || isGone()) {
            throw NetException.of(Errno.ENOTCONN);
        }
        return nameless ? UnixDomainSocketAddress.of("") : connection.peer();
    }

    @Override
    NetException doTakeError() {
        connection.finish();
        input.lookForError();
        if (connection.state() == Connection.State.CONNECTED) {
            lookForHangUp(); // SO_ERROR does not wait until the data before the error is taken
        }
        return connection.takeError();
    }

    @Override
    void doClose() {
        connection.close();
    }

    // ---- layers -----------------------------------------------------------------------------------------------------

    /** Puts a layer between the kernel and the program, in place of one that may be there. It outlives a failed connect. */
    public void addLayer(StreamLayer added) throws NetException {
        enter();
        try {
            checkOpen();
            connection.addLayer(added);
        } finally {
            leave();
        }
    }

    /** Takes a layer away; nothing happens if it is not there any more. */
    public void removeLayer(StreamLayer removed) {
        enter();
        try {
            connection.removeLayer(removed);
        } finally {
            leave();
        }
    }

    /** What a layer receives with. */
    StreamInput input() {
        return input;
    }

    /** What a layer sends with. */
    StreamOutput output() {
        return output;
    }

    // ---- readiness --------------------------------------------------------------------------------------------------

    @Override
    public SelectableChannel selectable() {
        return connection.java();
    }

    @Override
    int level() {
        return switch (connection.state()) {
            case CONNECTED -> levelOfConnection();
            case UNCONNECTED -> errorLevel() | PollEvents.OUT | PollEvents.HANG_UP | endLevel();
            case LISTENING -> errorLevel() | (family() == Family.UNIX ? endLevel() : 0);
            case CONNECTING -> errorLevel();
        };
    }

    /** That nothing comes: it was shut down before there was a connection, or TCP has given up to connect. */
    private int endLevel() {
        boolean gaveUp = connection.hasFailed() && family() != Family.UNIX;
        return gaveUp || input.isShut() ? PollEvents.IN | PollEvents.READ_HANG_UP : 0;
    }

    private int errorLevel() {
        return connection.hasError() ? PollEvents.ERROR : 0;
    }

    private int levelOfConnection() {
        Inbound inbound = connection.inbound();
        StreamLayer layer = connection.layer();
        boolean ended = inbound.atEnd() || input.isShut();
        int level = errorLevel();
        if (inbound.size() > 0 || ended || layer != null && layer.available() > 0) {
            level |= PollEvents.IN;
        }
        if (ended) {
            level |= PollEvents.READ_HANG_UP;
        }
        if (output.isShut() || PollEvents.has(level, PollEvents.ERROR)) {
            level |= PollEvents.OUT;
        }
        if (inbound.wasReset() || connection.isHungUp() || ended && output.isShut()) {
            level |= PollEvents.OUT | PollEvents.HANG_UP;
        }
        return level;
    }

    @Override
    public int operations(int events) {
        return switch (connection.state()) {
            case CONNECTING -> SelectionKey.OP_CONNECT;
            case LISTENING -> PollEvents.has(events, PollEvents.IN) ? SelectionKey.OP_ACCEPT : 0;
            case CONNECTED ->
                (toBeRead(events) ? SelectionKey.OP_READ : 0)
                        | (mayHangUp(events) ? SelectionKey.OP_CONNECT : 0)
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

    /**
     * Whether the kernel is to be asked for a hang-up, which may be behind data and behind the end of the stream. To be connecting is
     * the operation for which Java tells of nothing else, see {@link org.jynetty.loop.PollerPool#hasHungUp}. As it makes the kernel
     * look for room as well, it is for calls that return when there is some, or return at once because there is data.
     */
    private boolean mayHangUp(int events) {
        int level = publishedLevel();
        return PollEvents.has(events, PollEvents.HANG_UP)
                && !PollEvents.has(level, PollEvents.HANG_UP)
                && (PollEvents.has(events, PollEvents.OUT)
                        || PollEvents.has(events, PollEvents.IN) && PollEvents.has(level, PollEvents.IN));
    }

    @Override
    int unread() {
        return connection.inbound().unread();
    }

    @Override
    void doProbe() {
        connection.finish();
        if (connection.state() == Connection.State.CONNECTED) {
            input.readAhead();
            lookBehindTheEnd();
        }
    }
}
