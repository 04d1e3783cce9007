package org.jynetty.conformance.bench.limit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.python.core.PyObject;

/** How the benchmark's programs connect through Java alone. */
public final class Limit {
    private Limit() {}

    /** A blocking connection to a port of the loopback, with {@code recv}, {@code send} and so on. */
    public static PyObject connect(int port) throws IOException {
        return new Connection(new PlainStream(open(port)));
    }

    /** The same by a background event loop. */
    public static PyObject connectQueued(int port) throws IOException {
        return new Connection(new QueueStream(open(port)));
    }

    /** The same over TLS. The certificate is not verified. */
    public static PyObject connectTls(int port) throws IOException {
        return new Connection(new TlsStream(open(port)));
    }

    private static SocketChannel open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }
}
