package org.jynetty.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import org.jynetty.loop.PollerPool;

/**
 * How far a stream socket has come, and the channels it stands on: Java's, and Netty's on top of that as soon as there is
 * a connection, or the beginning of one, or a listener.
 *
 * <p>Java closes a channel whose connect failed; Linux does not: then a new one takes its place.
 *
 * <p>Guarded by the lock of the socket's loop; what is volatile is read without it where a stale answer does no harm.
 */
final class Connection {
    private static final String SOCKET_HANDLER = "socket";

    enum State {
        UNCONNECTED,
        CONNECTING,
        CONNECTED,
        LISTENING
    }

    private final OpenSocket socket;
    private final Inbound inbound = new Inbound();
    private volatile State state = State.UNCONNECTED;
    private volatile SelectableChannel java;

    /** On top of Java's; null as long as there is nothing to do for it. */
    private KernelChannel channel;

    private StreamLayer layer;
    private SocketAddress boundTo;

    /** Whether the kernel chose the port: then it keeps it no longer than the connection or the listener. */
    private boolean portChosen;

    /** The address whose port was given up; Linux goes on to tell it. */
    private InetSocketAddress former;

    private SocketAddress peer;

    /** The error that the next call reports. */
    private NetException error;

    private boolean failed;
    private boolean everConnected;
    private boolean hungUp;

    Connection(OpenSocket socket, SelectableChannel java) {
        this.socket = socket;
        this.java = java;
    }

    static SocketChannel openChannel(Family family) throws NetException {
        try {
            SocketChannel channel = SocketChannel.open(family.java());
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | UnsupportedOperationException e) {
            throw Errors.of(e);
        }
    }

    State state() {
        return state;
    }

    SelectableChannel java() {
        return java;
    }

    Inbound inbound() {
        return inbound;
    }

    /** The channel of a connection. */
    StreamChannel stream() {
        return (StreamChannel) channel;
    }

    /** Whether there is a connection, or will be. */
    boolean isUnderWay() {
        return state == State.CONNECTED || state == State.CONNECTING;
    }

    /** Whether there is a connection, or was. */
    boolean hasEverConnected() {
        return everConnected;
    }

    /** Whether the last connect failed. */
    boolean hasFailed() {
        return failed;
    }

    // ---- addresses --------------------------------------------------------------------------------------------------

    boolean isBound() {
        return boundTo != null;
    }

    /** Where it was bound to; null if it was not. */
    SocketAddress boundTo() {
        return boundTo;
    }

    void bind(SocketAddress address) throws IOException {
        boundTo = ((SocketChannel) java).bind(address).getLocalAddress();
        portChosen = address instanceof InetSocketAddress inet && inet.getPort() == 0;
    }

    private void giveUpPort() {
        if (portChosen && boundTo != null) {
            former = (InetSocketAddress) boundTo;
            boundTo = null;
        }
    }

    SocketAddress localAddress() throws IOException {
        finish(); // Java knows the address then
        SocketAddress current = java.isOpen() ? ((NetworkChannel) java).getLocalAddress() : boundTo;
        return current == null ? former : current;
    }

    SocketAddress peer() {
        return peer;
    }

    // ---- connect ----------------------------------------------------------------------------------------------------

    /** Begins a connect; it may have ended when this returns. @throws NetException why it failed, if it has */
    void start(SocketAddress address) throws NetException {
        ensureOpen();
        error = null;
        failed = false;
        SocketChannel connection = (SocketChannel) java;
        attach(new StreamChannel(connection));
        peer = address;
        try {
            state = State.CONNECTING;
            if (connection.connect(reachable(address))) {
                established();
            }
        } catch (IOException | RuntimeException e) {
            failed(Errors.of(e));
        }
        if (state == State.UNCONNECTED) {
            failed = false; // it did not even begin
            throw takeError();
        }
    }

    /** The failure was told: it is as if nobody had tried to connect. */
    void forgetFailure() {
        failed = false;
    }

    /** Linux connects to the unspecified address as to the loopback; Java would look up the name of this host. */
    private static SocketAddress reachable(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), inet.getPort())
                : address;
    }

    /** Looks whether a connect that is under way has ended: what it led to is in the state and the error. */
    void finish() {
        if (state == State.CONNECTING) {
            try {
                if (((SocketChannel) java).finishConnect()) {
                    established();
                }
            } catch (IOException e) {
                failed(Errors.of(e));
            }
        }
    }

    /** Takes over a connection that somebody else made: an accepted one. */
    void adopt(SocketChannel connection, SocketAddress remote) {
        peer = remote;
        attach(new StreamChannel(connection));
        established();
    }

    private void established() {
        state = State.CONNECTED;
        everConnected = true;
        socket.wakeAll();
        socket.notifyObservers();
    }

    private void failed(NetException failure) {
        error = failure;
        failed = true;
        state = State.UNCONNECTED;
        detach();
        giveUpPort();
        socket.wakeAll();
    }

    // ---- errors -----------------------------------------------------------------------------------------------------

    boolean hasError() {
        return error != null || inbound.hasFailure();
    }

    /** Keeps an error for the next call, which will tell it. */
    void setError(NetException later) {
        error = later;
    }

    /** The error that is to be told, once; null if there is none. */
    NetException takeError() {
        NetException taken = error;
        error = null;
        return taken != null ? taken : inbound.takeFailure();
    }

    void throwError() throws NetException {
        NetException taken = takeError();
        if (taken != null) {
            throw taken;
        }
    }

    // ---- hang-up ----------------------------------------------------------------------------------------------------

    /** Whether it was seen that neither side can send any more. */
    boolean isHungUp() {
        return hungUp;
    }

    /** Looks whether neither side can send any more, as when a UNIX peer has closed or a TCP connection was reset. */
    void lookForHangUp() throws NetException {
        try {
            hungUp = PollerPool.shared().hasHungUp(java);
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    /**
     * Whether data was received that the program has not taken: the kernel's own, and what was only looked at. Takes some of
     * it, to be called when it is of no use any more.
     */
    private boolean dropsData() throws IOException {
        return inbound.size() > 0 || ((SocketChannel) java).read(ByteBuffer.allocate(1)) > 0;
    }

    // ---- channels ---------------------------------------------------------------------------------------------------

    /** A fresh channel in place of one that Java closed, with the same address and options; where the port was given up, with another. */
    void ensureOpen() throws NetException {
        if (java.isOpen()) {
            return;
        }
        reopen();
        try {
            if (boundTo instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
            if (boundTo != null) {
                boolean chosen = portChosen;
                bind(boundTo);
                portChosen = chosen;
            } else if (former != null) {
                bind(new InetSocketAddress(former.getAddress(), 0));
            }
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        }
    }

    /** A fresh channel in place of one that Java closed, without its address. */
    void reopen() throws NetException {
        if (java.isOpen()) {
            return;
        }
        java = openChannel(socket.family());
        try {
            socket.options().applyAll((NetworkChannel) java);
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        }
    }

    /** Becomes a listener, which takes over the address. */
    void listen(ServerSocketChannel server) throws IOException {
        SelectableChannel before = java;
        java = server;
        portChosen |= boundTo == null;
        boundTo = server.getLocalAddress();
        attach(new AcceptChannel(server));
        state = State.LISTENING;
        before.close();
        socket.options().applyTo(server);
    }

    /** Listens no longer, as after shutdown(2). */
    void disconnect() {
        detach();
        state = State.UNCONNECTED;
        giveUpPort();
        socket.wakeAll();
    }

    /** One attempt to take a connection from the kernel's backlog; null if there is none. */
    SocketChannel accept() throws NetException {
        channel.read();
        socket.used();
        throwError();
        return inbound.takeAccepted();
    }

    private void attach(KernelChannel netty) {
        netty.pipeline().addLast(SOCKET_HANDLER, inbound);
        socket.loop().register(netty);
        channel = netty;
        socket.notifyObservers();
    }

    private void detach() {
        KernelChannel netty = channel;
        channel = null;
        if (netty != null) {
            netty.close();
        }
    }

    void close() {
        try {
            if (state == State.CONNECTED && socket.family() != Family.UNIX && dropsData()) {
                // The peer is to learn that this was not read, RFC 1122 4.2.2.13. Left to itself, Java ends the stream
                // first.
                ((SocketChannel) java).setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // It was reset already.
        }
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

    // ---- the layer between the kernel and the program ---------------------------------------------------------------

    /** Null if there is none. It outlives a failed connect. */
    StreamLayer layer() {
        return layer;
    }

    /** Puts a layer in, in place of one that may be there. */
    void addLayer(StreamLayer added) {
        layer = added;
    }

    /** Takes a layer away; nothing happens if it is not there any more. */
    void removeLayer(StreamLayer removed) {
        if (layer == removed) {
            layer = null;
        }
    }
}
