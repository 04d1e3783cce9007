package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * As many idle connections as {@code -Didle.connections} says and the limit of descriptors allows, both ends of which are
 * here: an epoll instance finds the one that is ready as fast as among few, and each costs little heap.
 */
@EnabledOnOs(OS.LINUX)
class IdleConnectionsTest {
    private static final int WANTED = Integer.getInteger("idle.connections", 10_000);
    private static final int FEW = 100;

    /** Descriptors that are left for others. */
    private static final int SPARE = 300;

    /** Of the heap, for both ends. Bytes. */
    private static final long MOST_FOR_A_CONNECTION = 16 * 1024;

    /** If each poll looked at all connections, the factor would be that between many and few. */
    private static final int MOST_TIMES_SLOWER = 8;

    private static final int POLLS = 2_000;
    private static final int ROUNDS = 7;

    private final List<TcpPair> pairs = new ArrayList<>();

    @AfterEach
    void close() {
        pairs.forEach(TcpPair::close);
    }

    @Test
    void anIdleConnectionCostsLittle() throws NetException {
        int count = allowed();
        OpenSocket listener = TcpPair.listen(100);
        Epoll epoll = Epoll.create();
        connect(listener, epoll, FEW);
        double few = nanosecondsForAPoll(epoll);
        long before = usedHeap();
        connect(listener, epoll, count - FEW);
        assertEquals(0, epoll.poll(0, 10).size());
        long each = (usedHeap() - before) / (count - FEW);
        double many = nanosecondsForAPoll(epoll);
        System.out.printf(
                "%,d idle connections: %.1f KB of heap for both ends of one, a poll takes %.2f times as long as among %d (%.1f µs)%n",
                count, each / 1024.0, many / few, FEW, many / 1000);
        epoll.close();
        listener.close();
        assertTrue(each <= MOST_FOR_A_CONNECTION, () -> each + " bytes");
        assertTrue(many <= few * MOST_TIMES_SLOWER, () -> many + " ns, among few " + few);
    }

    private static int allowed() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE;
        return (int) Math.min(WANTED, free / 2);
    }

    private void connect(OpenSocket listener, Epoll epoll, int count) throws NetException {
        for (int i = 0; i < count; i++) {
            TcpPair pair = TcpPair.connect(listener);
            pairs.add(pair);
            epoll.register(pairs.size(), pair.server, PollEvents.IN);
        }
    }

    /** The best of some rounds in which one connection becomes ready, is reported, and is read from. */
    private double nanosecondsForAPoll(Epoll epoll) throws NetException {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            TcpPair pair = pairs.get(pairs.size() * round / ROUNDS);
            long polling = 0;
            for (int i = 0; i < POLLS; i++) {
                TcpPair.send(pair.client, "x");
                long begin = System.nanoTime();
                List<Epoll.Event> events = epoll.poll(OpenSocket.BLOCKING, 10);
                polling += System.nanoTime() - begin;
                assertEquals(1, events.size());
                TcpPair.receive(pair.server, 1);
            }
            best = Math.min(best, (double) polling / POLLS);
        }
        return best;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
