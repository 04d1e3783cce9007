package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;

/** Options that Java has not. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class KernelOptionsTest {
    private static final byte[] ON = OptionValue.ofInts(1);
    private static final byte[] OFF = OptionValue.ofInts(0);
    private static final int SEVEN = 7;

    private final byte[] seven = OptionValue.ofInts(SEVEN);

    @AutoClose
    private final TcpPair pair;

    KernelOptionsTest() throws NetException {
        pair = TcpPair.connect();
    }

    private static byte[] timeToLive(OpenSocket socket) throws NetException {
        return socket.options().get(Linux.IPPROTO_IP, Linux.IP_TTL, 4);
    }

    @Test
    void aNumberIsSetOnThisSocketAlone() throws NetException {
        byte[] before = timeToLive(pair.server);
        pair.client.options().set(Linux.IPPROTO_IP, Linux.IP_TTL, seven);
        assertArrayEquals(seven, timeToLive(pair.client));
        assertArrayEquals(before, timeToLive(pair.server));
    }

    @Test
    void aByteIsEnough() throws NetException {
        pair.client.options().set(Linux.IPPROTO_IP, Linux.IP_TTL, new byte[] {SEVEN});
        assertArrayEquals(new byte[] {SEVEN}, pair.client.options().get(Linux.IPPROTO_IP, Linux.IP_TTL, 1));
    }

    @Test
    void theKernelSaysWhatIsWrong() {
        SocketOptions options = pair.client.options();
        assertErrno(Errno.EINVAL, () -> options.set(Linux.IPPROTO_IP, Linux.IP_TTL, OptionValue.ofInts(1000)));
        assertErrno(Errno.ENOPROTOOPT, () -> options.get(Linux.IPPROTO_TCP, 9999, 4));
    }

    @Test
    void whatIsLookedForIsAsItWasAfterwards() throws NetException {
        for (byte[] value : List.of(ON, OFF)) {
            pair.client.options().set(Linux.SOL_SOCKET, Linux.SO_REUSEADDR, value);
            try (TcpPair another = TcpPair.connect()) {
                timeToLive(another.client); // the descriptors of others are looked at and left alone
            }
            timeToLive(pair.client);
            assertArrayEquals(value, pair.client.options().get(Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 4));
        }
    }

    @Test
    void manyLookAtOnce() throws Exception {
        List<TcpPair> pairs = new ArrayList<>();
        List<CompletableFuture<byte[]>> found = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                pairs.add(TcpPair.connect());
                byte[] own = OptionValue.ofInts(100 + i);
                OpenSocket socket = pairs.get(i).client;
                found.add(TcpPair.async(() -> {
                    socket.options().set(Linux.IPPROTO_IP, Linux.IP_TTL, own);
                    return timeToLive(socket);
                }));
            }
            for (int i = 0; i < pairs.size(); i++) {
                found.get(i).get();
                assertArrayEquals(OptionValue.ofInts(100 + i), timeToLive(pairs.get(i).client));
            }
        } finally {
            pairs.forEach(TcpPair::close);
        }
    }

    /** Java has another channel for a listener, and a fresh one after a connection was refused. */
    @Test
    void theNextChannelOfASocketHasItToo() throws NetException {
        OpenSocket socket = OpenSocket.open(Linux.AF_INET, Linux.SOCK_STREAM, 0);
        try {
            socket.options().set(Linux.IPPROTO_IP, Linux.IP_TTL, seven);
            OpenSocket none = TcpPair.listen(1);
            SocketAddress nobody = none.localAddress();
            none.close();
            assertErrno(Errno.ECONNREFUSED, () -> socket.connect(nobody, OpenSocket.BLOCKING));
            assertArrayEquals(seven, timeToLive(socket));
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.listen(1);
            assertArrayEquals(seven, timeToLive(socket));
            try (TcpPair accepted = TcpPair.connect(socket)) {
                assertArrayEquals(seven, timeToLive(accepted.server));
            }
        } finally {
            socket.close();
        }
    }

    private static void assertErrno(Errno expected, Executable call) {
        NetException failure = assertThrows(NetException.class, call);
        assertTrue(failure.is(expected), failure::toString);
    }
}
