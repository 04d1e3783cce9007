package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is closed is closed for the kernel too, and selectors are few. */
@Timeout(120)
class DescriptorTest {
    private final byte[] buffer = new byte[16];

    @Test
    @EnabledOnOs(OS.LINUX)
    void connectionsLeakNothing() throws Exception {
        try (StreamSocket listener = StreamSocket.listen()) {
            exchange(listener);
            OpenDescriptors before = OpenDescriptors.now();
            for (int i = 0; i < 3000; i++) {
                exchange(listener);
            }
            before.assertNothingNew();
        }
    }

    private void exchange(StreamSocket listener) throws Exception {
        try (StreamSocket client = StreamSocket.connect(listener.localAddress());
                StreamSocket server = listener.accept(CallerLoop.NEVER)) {
            client.send(new byte[] {1}, 0, 1);
            assertEquals(1, server.receive(buffer, 0, 1, CallerLoop.NEVER));
            long soon = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(10);
            assertThrows(java.net.SocketTimeoutException.class, () -> client.receive(buffer, 0, 1, soon));
        }
    }

    @Test
    void portOfAListenerIsFreeWhenCloseReturnsThoughAThreadWasInAccept() throws Exception {
        for (int i = 0; i < 100; i++) {
            StreamSocket listener = StreamSocket.listen();
            Background<StreamSocket> accepting = Background.start(() -> listener.accept(CallerLoop.NEVER));
            Background.until(() -> Background.isLed(listener.loop()));
            InetSocketAddress address = listener.localAddress();
            listener.close();
            ServerSocket successor = new ServerSocket();
            successor.setReuseAddress(false);
            successor.bind(address);
            successor.close();
            assertThrows(ExecutionException.class, accepting::result);
        }
    }

    @Test
    void idlePollersAreBounded() throws Exception {
        PollerPool pool = new PollerPool();
        List<Poller> claimed = new ArrayList<>();
        for (int i = 0; i < PollerPool.MAX_IDLE + 10; i++) {
            claimed.add(pool.acquire(null));
        }
        assertEquals(PollerPool.MAX_IDLE + 10, pool.size());
        claimed.forEach(pool::release);
        assertEquals(PollerPool.MAX_IDLE, pool.size());
        pool.closeIdle();
        assertEquals(0, pool.size());
    }

    @Test
    void closeIdleSparesWhatIsInUse() throws Exception {
        PollerPool pool = new PollerPool();
        Poller used = pool.acquire(null);
        pool.release(pool.acquire(null));
        pool.closeIdle();
        assertEquals(1, pool.size());
        used.selectNow();
        pool.release(used);
        pool.closeIdle();
        assertEquals(0, pool.size());
    }

    @Test
    void pollerOfTheSameChannelIsPreferredAndAForeignOneIsTheLastChoice() throws Exception {
        PollerPool pool = new PollerPool();
        try (var first = java.nio.channels.DatagramChannel.open();
                var second = java.nio.channels.DatagramChannel.open()) {
            first.configureBlocking(false);
            second.configureBlocking(false);
            Poller poller = pool.acquire(null);
            poller.watch(first, SelectionKey.OP_READ);
            pool.release(poller);
            assertEquals(poller, pool.acquire(poller));
            pool.release(poller);
            Poller other = pool.acquire(null);
            assertTrue(other != poller);
            other.watch(second, SelectionKey.OP_READ);
            pool.release(other);
            List<Poller> claimed = new ArrayList<>();
            for (int i = 2; i < PollerPool.MAX_IDLE; i++) {
                Poller each = pool.acquire(null);
                claimed.add(each);
            }
            for (Poller each : claimed) {
                each.watch(first, SelectionKey.OP_READ);
                pool.release(each);
            }
            Poller foreign = pool.acquire(null);
            assertEquals(PollerPool.MAX_IDLE, pool.size());
            foreign.watch(second, SelectionKey.OP_READ);
            pool.release(foreign);
        }
        pool.closeIdle();
    }
}
