package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jynetty.loop.OpenDescriptors;
import org.jynetty.loop.PollerPool;

/**
 * Eight threads do what comes to their mind with a hundred connections, both ends of which are here: blocking calls, timeouts,
 * non-blocking calls, half-close, close under another thread's call. Nothing may be lost, nobody may hang, and in the end
 * there must be no more descriptors and threads than before. It takes {@code -Dstress.seconds} seconds.
 */
class SocketStressTest {
    private static final int SECONDS = Integer.getInteger("stress.seconds", 3);
    private static final int THREADS = 8;
    private static final int CONNECTIONS = 100;

    /** The others keep moving and free those who block, sooner or later. */
    private static final int MAY_BLOCK = 3;

    private static final long HUNG = TimeUnit.SECONDS.toNanos(30);

    private final AtomicReferenceArray<StressedConnection> connections = new AtomicReferenceArray<>(CONNECTIONS);
    private final Map<Integer, OpenSocket> accepted = new ConcurrentHashMap<>();
    private final Semaphore mayBlock = new Semaphore(MAY_BLOCK);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder aborted = new LongAdder();
    private OpenSocket listener;
    private volatile boolean stop;

    @BeforeEach
    void listen() throws NetException {
        listener = OpenSocket.open(2, 1, 0);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.listen(CONNECTIONS);
    }

    @AfterEach
    void close() {
        listener.close();
        for (int i = 0; i < CONNECTIONS; i++) {
            StressedConnection connection = connections.get(i);
            if (connection != null) {
                connection.close();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsLostAndNobodyHangs() throws Exception {
        exchangeOnce();
        Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
        OpenDescriptors descriptorsBefore = openDescriptors();

        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(new Worker());
        }
        workers.forEach(Thread::start);
        watch(workers);
        drain(workers);
        close();

        PollerPool.shared().closeIdle();
        descriptorsBefore.assertNothingNew();
        Set<Thread> threadsAfter = Thread.getAllStackTraces().keySet();
        assertTrue(threadsBefore.containsAll(threadsAfter), () -> threadsAfter + ", not only " + threadsBefore);
        System.out.printf(
                "stress, %d s: %,d connections, %,d of them aborted, %,d bytes%n",
                SECONDS, opened.sum(), aborted.sum(), bytes.sum());
        assertTrue(bytes.sum() > 0 && opened.sum() >= CONNECTIONS);
    }

    /** So that what is made once is there. */
    private void exchangeOnce() throws Exception {
        StressedConnection connection = open();
        connection.send(true, OpenSocket.BLOCKING);
        connection.receive(false, OpenSocket.BLOCKING);
        connection.receive(true, 1_000_000);
        connection.close();
    }

    private static OpenDescriptors openDescriptors() throws IOException {
        PollerPool.shared().closeIdle();
        return OpenDescriptors.now();
    }

    private final class Worker extends Thread {
        private volatile long lastSign = System.nanoTime();

        Worker() {
            super("stress");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (!stop) {
                    lastSign = System.nanoTime();
                    useAny();
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                stop = true;
            }
        }
    }

    private void useAny() throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int slot = random.nextInt(CONNECTIONS);
        StressedConnection connection = connections.get(slot);
        if (connection == null || connection.isOver() && random.nextInt(4) == 0) {
            replace(slot, connection);
            return;
        }
        boolean byClient = random.nextBoolean();
        int what = random.nextInt(1000);
        if (what < 450) {
            withTimeout(random, timeout -> bytes.add(connection.send(byClient, timeout)));
        } else if (what < 995) {
            withTimeout(random, timeout -> connection.receive(byClient, timeout));
        } else if (what < 998) {
            connection.finish();
        } else {
            connection.abort(byClient);
            aborted.increment();
        }
    }

    private interface Timed {
        void run(long timeout) throws NetException;
    }

    private void withTimeout(ThreadLocalRandom random, Timed operation) throws NetException {
        int how = random.nextInt(10);
        if (how == 0 && mayBlock.tryAcquire()) {
            try {
                operation.run(OpenSocket.BLOCKING);
            } finally {
                mayBlock.release();
            }
        } else {
            operation.run(how < 5 ? OpenSocket.NON_BLOCKING : 1 + random.nextInt(2_000_000));
        }
    }

    private void replace(int slot, StressedConnection old) throws Exception {
        StressedConnection fresh = open();
        if (connections.compareAndSet(slot, old, fresh)) {
            if (old != null) {
                old.close();
            }
        } else {
            fresh.close();
        }
    }

    /** Connects; other threads do so too, and any of them may accept this one's connection. */
    private StressedConnection open() throws Exception {
        OpenSocket client = OpenSocket.open(2, 1, 0);
        client.connect(listener.localAddress(), OpenSocket.BLOCKING);
        int port = ((InetSocketAddress) client.localAddress()).getPort();
        OpenSocket server = accepted.remove(port);
        while (server == null) {
            try {
                OpenSocket next = listener.accept(1_000_000);
                accepted.put(((InetSocketAddress) next.remoteAddress()).getPort(), next);
            } catch (NetException e) {
                if (e.kind() != NetException.Kind.TIMEOUT) {
                    throw e;
                }
            }
            server = accepted.remove(port);
        }
        opened.increment();
        return new StressedConnection(client, server);
    }

    private void watch(List<Worker> workers) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!stop && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.timedJoin(workers.get(0), 100);
            checkAlive(workers);
        }
        stop = true;
        checkFailure();
    }

    private void checkAlive(List<Worker> workers) {
        for (Worker worker : workers) {
            if (System.nanoTime() - worker.lastSign > HUNG) {
                StringBuilder stacks = new StringBuilder("a thread hangs: ").append(worker);
                Thread.getAllStackTraces().forEach((thread, stack) -> {
                    stacks.append("\n\n").append(thread);
                    for (StackTraceElement frame : stack) {
                        stacks.append("\n    ").append(frame);
                    }
                });
                fail(stacks.toString());
            }
        }
    }

    private void checkFailure() {
        if (failure.get() != null) {
            throw new AssertionError("under stress", failure.get());
        }
    }

    /** Lets every connection end in good order, which frees the threads that are blocked, too. */
    private void drain(List<Worker> workers) throws Exception {
        long limit = System.nanoTime() + HUNG;
        for (int i = 0; i < CONNECTIONS; ) {
            StressedConnection connection = connections.get(i);
            if (connection == null || connection.isOver()) {
                if (connection != null) {
                    connection.close();
                }
                i++;
                continue;
            }
            assertTrue(System.nanoTime() - limit < 0, "a connection does not come to its end");
            connection.finish();
            connection.receive(true, 1_000_000);
            connection.receive(false, 1_000_000);
        }
        for (Worker worker : workers) {
            worker.join(TimeUnit.NANOSECONDS.toMillis(HUNG));
            assertTrue(!worker.isAlive(), "a thread hangs");
        }
        checkFailure();
    }
}
