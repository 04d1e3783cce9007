package org.jynetty.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;

/**
 * listen(2) and accept(2) of a stream socket. Java has two classes where Linux has one socket: the channel that was bound gives
 * way to a listening one on the same address. Guarded by the lock of the socket's loop.
 */
final class StreamListener {
    private final OpenSocket socket;
    private final StreamConnector connector;
    private final Connection connection;

    StreamListener(OpenSocket socket, StreamConnector connector, Connection connection) {
        this.socket = socket;
        this.connector = connector;
        this.connection = connection;
    }

    void listen(int backlog) throws IOException {
        if (connection.state() == Connection.State.LISTENING) {
            return; // Linux would change the backlog; Java cannot.
        }
        if (connection.state() != Connection.State.UNCONNECTED
                || connector.isUnreported()
                || socket.family() == Family.UNIX && !connection.isBound()) {
            throw NetException.of(Errno.EINVAL);
        }
        connection.ensureOpen();
        connection.listen(open(backlog));
    }

    /** Both channels hold the address for a moment, so that nobody else can take it in between. */
    private ServerSocketChannel open(int backlog) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(socket.family().java());
        try {
            // Java takes less than one for its own default of 50.
            int connections = Math.max(backlog, 1);
            if (connection.boundTo() instanceof UnixDomainSocketAddress unix) {
                Files.delete(unix.getPath());
                server.bind(unix, connections);
            } else {
                socket.options().applyAll(server);
                if (connection.isBound()) {
                    ((SocketChannel) connection.java()).setOption(StandardSocketOptions.SO_REUSEADDR, true);
                    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                }
                server.bind(connection.boundTo(), connections);
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    SocketChannel accept(long timeout) throws NetException {
        long deadline = OpenSocket.deadline(timeout);
        while (true) {
            if (connection.state() != Connection.State.LISTENING) {
                throw NetException.of(Errno.EINVAL);
            }
            SocketChannel accepted = connection.accept();
            if (accepted != null) {
                return accepted;
            }
            socket.awaitReady(SelectionKey.OP_ACCEPT, timeout, deadline);
        }
    }
}
