package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.InternalThreadLocalMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread that used sockets and lives on must not hold the class loader, as it would with Netty's thread-local values. */
class ThreadLocalsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @BeforeEach
    void forgetWhatOtherTestsLeft() {
        FastThreadLocal.removeAll();
    }

    @Test
    void streams() throws NetException {
        TcpPair pair = TcpPair.connect();
        assertNothingIsLeft();
        TcpPair.send(pair.client, "abc");
        assertEquals("abc", TcpPair.receive(pair.server, 10));
        assertThrows(NetException.class, () -> pair.server.receive(1, 0, 1_000_000));
        pair.server.probe();
        assertNothingIsLeft();
        pair.close();
        assertNothingIsLeft();
    }

    @Test
    void datagrams() throws NetException {
        OpenSocket socket = OpenSocket.open(Linux.AF_INET, Linux.SOCK_DGRAM, 0);
        socket.bind(ANY_PORT);
        socket.sendTo(new byte[1], 0, 1, 0, socket.localAddress(), OpenSocket.BLOCKING);
        assertEquals(1, socket.receive(10, 0, OpenSocket.BLOCKING).length);
        assertNothingIsLeft();
        socket.close();
        assertNothingIsLeft();
    }

    @Test
    void pairsAndFailedConnects() throws NetException {
        for (StreamSocket end : StreamSocket.pair(Linux.AF_UNIX, Linux.SOCK_STREAM, 0)) {
            end.close();
        }
        OpenSocket closed = TcpPair.listen(1);
        var nobody = closed.localAddress();
        closed.close();
        OpenSocket refused = OpenSocket.open(Linux.AF_INET, Linux.SOCK_STREAM, 0);
        assertThrows(NetException.class, () -> refused.connect(nobody, OpenSocket.BLOCKING));
        refused.close();
        assertNothingIsLeft();
    }

    @Test
    void handlersAreLookedAtOnce() throws NetException {
        TcpPair.connect().close();
        ThreadState.restore();
        assertTrue(knowsHandlers());
        ThreadState.restore();
        assertTrue(knowsHandlers(), "a call within a call");
        ThreadState.forget();
        assertNothingIsLeft();
    }

    private static boolean knowsHandlers() {
        InternalThreadLocalMap variables = InternalThreadLocalMap.get();
        return IntStream.rangeClosed(0, InternalThreadLocalMap.lastVariableIndex())
                .mapToObj(variables::indexedVariable)
                .anyMatch(each -> each instanceof Map<?, ?> map && map.containsKey(Inbound.class));
    }

    private static void assertNothingIsLeft() {
        assertNull(InternalThreadLocalMap.getIfSet());
    }
}
