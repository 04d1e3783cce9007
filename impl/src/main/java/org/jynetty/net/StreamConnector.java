package org.jynetty.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;

/** connect(2) of a stream socket. Guarded by the lock of the socket's loop. */
final class StreamConnector {
    private final StreamSocket socket;
    private final Connection connection;

    /** Whether a connect went on after its call had returned, and its result was not told since. */
    private boolean unreported;

    /** Whether it was shut down when a connect had failed and nobody was told: it connects no more. */
    private boolean abandoned;

    StreamConnector(StreamSocket socket, Connection connection) {
        this.socket = socket;
        this.connection = connection;
    }

    boolean isUnreported() {
        return unreported || abandoned;
    }

    /** After a shutdown(2), a connect that has succeeded is not told any more. */
    void conclude() {
        unreported = false;
    }

    /** After a shutdown(2), one that has failed, or a connection that has come and gone, is told neither, and there is no other. */
    void abandon() {
        abandoned |= unreported && socket.family() != Family.UNIX;
        unreported = false;
    }

    void connect(SocketAddress address, long timeout) throws IOException {
        if (address instanceof UnixDomainSocketAddress unix
                && unix.getPath().toString().isEmpty()) {
            throw NetException.of(Errno.EINVAL);
        }
        if (abandoned) {
            throw NetException.of(Errno.EINVAL);
        }
        long deadline = OpenSocket.deadline(timeout);
        boolean again = unreported;
        if (connection.state() == Connection.State.UNCONNECTED && !again) {
            socket.family().check(address);
            if (!isMulticast(address)) { // which TCP cannot reach on any link
                socket.checkScope(address);
            }
            connection.start(address);
            if (timeout == OpenSocket.NON_BLOCKING && isConnecting()) {
                unreported = true;
                throw NetException.of(Errno.EINPROGRESS);
            }
        } else if (!again) {
            boolean listens = connection.state() == Connection.State.LISTENING;
            throw NetException.of(listens && socket.family() == Family.UNIX ? Errno.EINVAL : Errno.EISCONN);
        }
        // With a timeout CPython waits by itself and asks SO_ERROR, so that to the kernel the result is still to be
        // told.
        boolean told = again || timeout < 0 || !isConnecting();
        if (isConnecting() && timeout != OpenSocket.NON_BLOCKING) {
            connection.finish(); // to a local peer the kernel has connected by now
        }
        while (isConnecting()) {
            unreported = true;
            await(timeout, deadline);
        }
        unreported = !told;
        if (connection.state() != Connection.State.CONNECTED) {
            NetException failure = connection.takeError();
            if (told) {
                connection.forgetFailure();
                socket.reopen();
            }
            throw failure == null ? NetException.of(Errno.ECONNABORTED) : failure;
        }
    }

    private static boolean isMulticast(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress().isMulticastAddress();
    }

    private boolean isConnecting() {
        return connection.state() == Connection.State.CONNECTING;
    }

    private void await(long timeout, long deadline) throws NetException {
        if (timeout == OpenSocket.NON_BLOCKING) {
            connection.finish();
            if (isConnecting()) {
                throw NetException.of(Errno.EALREADY);
            }
        } else {
            socket.awaitReady(SelectionKey.OP_CONNECT, timeout, deadline);
            connection.finish();
        }
    }
}
