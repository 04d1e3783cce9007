package org.jynetty.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** A UDP socket, as udp(7) has it. */
public final class PacketSocket extends OpenSocket {
    /** The largest datagram. Bytes. */
    private static final int LARGEST = 65_535;

    /** How many datagrams are taken from the kernel at most before the program asks for them. */
    private static final int AHEAD = 16;

    /** Which way a datagram goes does not depend on the port. */
    private static final int ANY_PORT = 9;

    private final DatagramChannel java;

    // All guarded by the loop's lock.
    private final PacketChannel channel;
    private final Inbound inbound = new Inbound();
    private boolean readShut;
    private boolean writeShut;

    /** Whether it has an address. */
    private boolean bound;

    /** Connected to port 0, which Java cannot be: a way to learn the local address. There is nobody to send to. */
    private boolean connectedToNobody;

    private PacketSocket(Family family, int protocol, DatagramChannel java) {
        super(family, protocol);
        this.java = java;
        channel = new PacketChannel(java);
        enter();
        try {
            channel.pipeline().addLast("socket", inbound);
            loop().register(channel);
        } finally {
            leave();
        }
    }

    static PacketSocket open(Family family, int protocol) throws NetException {
        try {
            return new PacketSocket(family, protocol, DatagramChannel.open(family.java()));
        } catch (IOException | UnsupportedOperationException e) {
            throw Errors.of(e);
        }
    }

    @Override
    public SocketType type() {
        return SocketType.DATAGRAM;
    }

    @Override
    void doBind(SocketAddress address) throws IOException {
        if (bound) {
            throw NetException.of(Errno.EINVAL);
        }
        java.bind(address);
        bound = true;
    }

    @Override
    void doListen(int backlog) throws NetException {
        throw NetException.of(Errno.EOPNOTSUPP);
    }

    @Override
    Accepted doAccept(long timeout) throws NetException {
        long deadline = deadline(timeout);
        // With a timeout CPython waits before the kernel can say that this is no listener.
        for (doProbe();
                timeout > NON_BLOCKING && !PollEvents.has(level(), PollEvents.IN | PollEvents.ERROR);
                doProbe()) {
            awaitReady(SelectionKey.OP_READ, timeout, deadline);
        }
        throw NetException.of(Errno.EOPNOTSUPP);
    }

    @Override
    boolean isListening() {
        return false;
    }

    @Override
    void doConnect(SocketAddress address, long timeout) throws IOException {
        family().check(address);
        checkScope(address);
        if (bound) {
            doProbe(); // Java would throw away what has come, and Linux does not
        }
        if (java.isConnected()) {
            java.disconnect();
        }
        connectedToNobody = false;
        try {
            if (((InetSocketAddress) address).getPort() == 0) {
                connectToNobody((InetSocketAddress) address);
            } else {
                java.connect(address);
            }
        } finally {
            bound = java.getLocalAddress() != null;
        }
    }

    private void connectToNobody(InetSocketAddress address) throws IOException {
        InetSocketAddress local;
        try (DatagramChannel probe = DatagramChannel.open(family().java())) {
            probe.connect(new InetSocketAddress(address.getAddress(), ANY_PORT));
            local = (InetSocketAddress) probe.getLocalAddress();
        }
        if (!bound) {
            java.bind(new InetSocketAddress(local.getAddress(), 0));
        }
        connectedToNobody = true;
    }

    private boolean isConnected() {
        return java.isConnected() || connectedToNobody;
    }

    @Override
    byte[] doReceive(int limit, int flags, long timeout) throws NetException {
        return doReceiveFrom(limit, flags, timeout).data();
    }

    @Override
    int doReceive(byte[] target, int offset, int length, int flags, long timeout) throws NetException {
        byte[] data = doReceive(length, flags, timeout);
        System.arraycopy(data, 0, target, offset, data.length);
        return data.length;
    }

    @Override
    Received doReceiveFrom(int limit, int flags, long timeout) throws NetException {
        boolean peek = MessageFlags.has(flags, MessageFlags.PEEK);
        long deadline = deadline(timeout);
        while (true) {
            DatagramPacket packet = tryReceive(peek ? LARGEST : limit, peek);
            if (packet != null) {
                return taken(packet, limit, peek);
            }
            // Linux does not look at it before it has to wait, and with a timeout it is CPython that waits.
            if (readShut && timeout == BLOCKING) {
                return new Received(new byte[0], null);
            }
            awaitReady(SelectionKey.OP_READ, timeout, deadline);
        }
    }

    /** One attempt. What is peeked at is taken whole from the kernel, and cut only when it is received. */
    private DatagramPacket tryReceive(int limit, boolean peek) throws NetException {
        if (inbound.hasPacket() && java.isConnected()) {
            doProbe(); // a refusal, which only a connected socket gets, is told before what came earlier
        }
        throwFailure();
        DatagramPacket packet = inbound.takePacket(peek);
        if (packet == null) {
            readOne(Math.min(limit, LARGEST));
            packet = inbound.takePacket(peek);
            throwFailure();
        }
        return packet;
    }

    /** That the peer's host has refused a datagram is told before everything else, once. */
    private void throwFailure() throws NetException {
        NetException failure = inbound.takeFailure();
        if (failure != null) {
            throw failure;
        }
    }

    /** One attempt to receive. Java would bind a socket for it that has no address yet; Linux does not. */
    private void readOne(int limit) {
        if (bound) {
            channel.read(limit);
        }
    }

    private Received taken(DatagramPacket packet, int limit, boolean peek) {
        ByteBuf content = packet.content();
        byte[] data = new byte[Math.min(limit, content.readableBytes())];
        content.getBytes(content.readerIndex(), data);
        if (!peek) {
            packet.release();
        }
        return new Received(data, packet.sender());
    }

    @Override
    int doSend(byte[] source, int offset, int length, int flags, SocketAddress destination, long timeout)
            throws NetException {
        bindToAnyPort();
        if (destination != null) {
            family().check(destination);
            if (((InetSocketAddress) destination).getPort() == 0) {
                throw NetException.of(Errno.EINVAL);
            }
        }
        if (MessageFlags.has(flags, MessageFlags.OOB)) {
            throw NetException.of(Errno.EOPNOTSUPP);
        }
        long deadline = deadline(timeout);
        while (true) {
            if (destination == null && !isConnected()) {
                throw NetException.of(Errno.EDESTADDRREQ);
            }
            if (length > LARGEST) {
                throw NetException.of(Errno.EMSGSIZE);
            }
            if (writeShut) {
                doProbe();
            }
            throwFailure();
            if (writeShut) {
                throw NetException.of(Errno.EPIPE);
            }
            if (destination == null && connectedToNobody) {
                return length;
            }
            if (trySend(source, offset, length, (InetSocketAddress) destination)) {
                return length;
            }
            awaitReady(SelectionKey.OP_WRITE, timeout, deadline);
        }
    }

    /** Even a send that is then refused gives the socket an address. */
    private void bindToAnyPort() throws NetException {
        if (bound) {
            return;
        }
        try {
            java.bind(null);
            bound = true;
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    private boolean trySend(byte[] source, int offset, int length, InetSocketAddress destination) throws NetException {
        try {
            boolean sent = destination != null && java.isConnected()
                    ? sendElsewhere(source, offset, length, destination)
                    : channel.write(source, offset, length, destination);
            if (!sent) {
                used();
            }
            return sent;
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    /** An address counts more than the peer that the socket is connected to; to Java it must be the same. */
    private boolean sendElsewhere(byte[] source, int offset, int length, InetSocketAddress destination)
            throws IOException {
        SocketAddress peer = java.getRemoteAddress();
        if (destination.equals(peer)) {
            return channel.write(source, offset, length, null);
        }
        doProbe(); // Java would throw away what has come
        throwFailure();
        java.disconnect();
        try {
            return channel.write(source, offset, length, destination);
        } finally {
            java.connect(peer);
        }
    }

    @Override
    void doShutdown(Shutdown how) throws NetException {
        readShut |= how.reads(); // Linux remembers it, though it may be an error
        writeShut |= how.writes();
        if (!isConnected()) {
            throw NetException.of(Errno.ENOTCONN);
        }
    }

    @Override
    SocketAddress doLocalAddress() throws IOException {
        return java.getLocalAddress();
    }

    @Override
    SocketAddress doRemoteAddress() throws IOException {
        SocketAddress peer = java.getRemoteAddress();
        if (peer == null) {
            throw NetException.of(Errno.ENOTCONN);
        }
        return peer;
    }

    @Override
    NetException doTakeError() {
        doProbe(); // only a read tells that the peer's host has refused a datagram
        return inbound.takeFailure();
    }

    @Override
    public SelectableChannel selectable() {
        return java;
    }

    @Override
    int level() {
        return (inbound.hasPacket() || readShut ? PollEvents.IN : 0)
                | (readShut ? PollEvents.READ_HANG_UP : 0)
                | (readShut && writeShut ? PollEvents.HANG_UP : 0)
                | (inbound.packets() >= AHEAD ? PollEvents.FULL : 0)
                | (inbound.hasFailure() ? PollEvents.ERROR : 0);
    }

    @Override
    int unread() {
        return inbound.unread();
    }

    @Override
    public int operations(int events) {
        int level = publishedLevel();
        // Behind the data there may be a refusal, which is for those to whom errors are not the same as data.
        boolean look = PollEvents.has(events, PollEvents.HANG_UP | PollEvents.READ_HANG_UP)
                ? !PollEvents.has(level, PollEvents.FULL)
                : PollEvents.has(events, PollEvents.IN) && !PollEvents.has(level, PollEvents.IN);
        return (look ? SelectionKey.OP_READ : 0) | (PollEvents.has(events, PollEvents.OUT) ? SelectionKey.OP_WRITE : 0);
    }

    @Override
    void doProbe() {
        boolean found = true;
        while (found && inbound.packets() < AHEAD) {
            int before = inbound.packets();
            boolean failed = inbound.hasFailure();
            readOne(LARGEST);
            found = inbound.packets() > before || inbound.hasFailure() && !failed; // there may be data behind an error
        }
    }

    @Override
    void doClose() {
        inbound.clear();
        channel.close();
    }
}
