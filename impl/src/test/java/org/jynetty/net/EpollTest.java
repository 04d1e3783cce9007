package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What epoll(7) says of levels, edges, one-shots, names, nesting and closed files. */
@Timeout(30)
class EpollTest {
    private static final long AT_ONCE = 0;
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);
    private static final int ALL = 100;

    private Epoll epoll;
    private TcpPair pair;

    @BeforeEach
    void open() throws NetException {
        epoll = Epoll.create();
        pair = TcpPair.connect();
    }

    @AfterEach
    void close() {
        epoll.close();
        pair.close();
    }

    @Test
    void aLevelIsReportedAsLongAsItHolds() throws NetException {
        epoll.register("s", pair.server, PollEvents.IN);
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        TcpPair.send(pair.client, "ab");
        List<Epoll.Event> readable = List.of(new Epoll.Event("s", PollEvents.IN));
        assertEquals(readable, epoll.poll(LIMIT, ALL));
        assertEquals(readable, epoll.poll(LIMIT, ALL));
        assertEquals("ab", TcpPair.receive(pair.server, 10));
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
    }

    @Test
    void anEdgeIsReportedOnceForWhatIsNew() throws NetException {
        epoll.register("s", pair.server, PollEvents.IN | Epoll.EDGE);
        TcpPair.send(pair.client, "a");
        List<Epoll.Event> readable = List.of(new Epoll.Event("s", PollEvents.IN));
        assertEquals(readable, epoll.poll(LIMIT, ALL));
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        TcpPair.send(pair.client, "b");
        assertEquals(readable, epoll.poll(LIMIT, ALL));
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        epoll.modify("s", pair.server, PollEvents.IN | Epoll.EDGE); // what holds is news again
        assertEquals(readable, epoll.poll(LIMIT, ALL));
    }

    @Test
    void aOneShotWaitsToBeArmedAgain() throws NetException {
        epoll.register("c", pair.client, PollEvents.OUT | Epoll.ONE_SHOT);
        List<Epoll.Event> writable = List.of(new Epoll.Event("c", PollEvents.OUT));
        assertEquals(writable, epoll.poll(LIMIT, ALL));
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        epoll.modify("c", pair.client, PollEvents.OUT | Epoll.ONE_SHOT);
        assertEquals(writable, epoll.poll(LIMIT, ALL));
    }

    @Test
    void thoseThatWereLeftOverComeFirst() throws NetException {
        epoll.register("c", pair.client, PollEvents.OUT);
        epoll.register("s", pair.server, PollEvents.OUT);
        Object first = epoll.poll(LIMIT, 1).get(0).name();
        Object second = epoll.poll(LIMIT, 1).get(0).name();
        assertEquals(List.of("c", "s"), List.of(first, second).stream().sorted().toList());
    }

    /** As with the kernel: room for more is no news because data has come, the peer's end is news to all. */
    @Test
    void anEdgeIsOfWhatWasAskedForOrTheEnd() throws NetException {
        epoll.register("s", pair.server, PollEvents.OUT | Epoll.EDGE);
        List<Epoll.Event> writable = List.of(new Epoll.Event("s", PollEvents.OUT));
        assertEquals(writable, epoll.poll(LIMIT, ALL));
        TcpPair.send(pair.client, "a");
        Multiplexer.Request data = new Multiplexer.Request(pair.server, PollEvents.IN, PollEvents.IN, false);
        assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {data}, LIMIT));
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        pair.client.shutdown(OpenSocket.Shutdown.WRITE);
        assertEquals(writable, epoll.poll(LIMIT, ALL));
    }

    @Test
    void thePeersEndIsToldWithTheDataBeforeIt() throws NetException {
        epoll.register("s", pair.server, PollEvents.IN | PollEvents.READ_HANG_UP);
        TcpPair.send(pair.client, "last");
        pair.client.shutdown(OpenSocket.Shutdown.WRITE);
        int seen = 0;
        while (!PollEvents.has(seen, PollEvents.READ_HANG_UP)) {
            seen = epoll.poll(LIMIT, ALL).get(0).events();
        }
        assertEquals(PollEvents.IN | PollEvents.READ_HANG_UP, seen);
    }

    @Test
    void aClosedSourceHasGoneByItself() throws NetException {
        epoll.register("s", pair.server, PollEvents.IN);
        TcpPair.send(pair.client, "x");
        assertEquals(1, epoll.poll(LIMIT, ALL).size());
        pair.server.close();
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        assertErrno(Errno.ENOENT, () -> epoll.unregister("s", pair.server));
    }

    @Test
    void aSourceMayHaveSeveralNames() throws NetException {
        epoll.register("one", pair.client, PollEvents.OUT);
        epoll.register("two", pair.client, PollEvents.IN | PollEvents.OUT);
        assertErrno(Errno.EEXIST, () -> epoll.register("one", pair.client, PollEvents.IN));
        assertEquals(2, epoll.poll(LIMIT, ALL).size());
        epoll.unregister("one", pair.client);
        assertEquals(List.of(new Epoll.Event("two", PollEvents.OUT)), epoll.poll(LIMIT, ALL));
    }

    @Test
    void whatCannotBeWaitedForIsRefused() throws NetException {
        assertErrno(Errno.EINVAL, () -> epoll.register("self", epoll, PollEvents.IN));
        assertErrno(Errno.EPERM, () -> epoll.register("file", FixedSource.REGULAR_FILE, PollEvents.IN));
        Epoll outer = Epoll.create();
        outer.register("inner", epoll, PollEvents.IN);
        assertErrno(Errno.ELOOP, () -> epoll.register("outer", outer, PollEvents.IN));
        outer.close();
        assertErrno(Errno.EBADF, () -> outer.poll(AT_ONCE, ALL));
    }

    @Test
    void anInstanceIsReadableWhenItHasEvents() throws NetException {
        Epoll outer = Epoll.create();
        outer.register("inner", epoll, PollEvents.IN);
        epoll.register("s", pair.server, PollEvents.IN);
        assertEquals(List.of(), outer.poll(AT_ONCE, ALL));
        TcpPair.send(pair.client, "x");
        assertEquals(List.of(new Epoll.Event("inner", PollEvents.IN)), outer.poll(LIMIT, ALL));
        assertEquals(1, epoll.poll(AT_ONCE, ALL).size(), "looking takes nothing");
        outer.close();
    }

    @Test
    void whatIsRegisteredDuringAWaitEndsIt() throws Exception {
        CompletableFuture<List<Epoll.Event>> waiting = TcpPair.async(() -> epoll.poll(LIMIT, ALL));
        assertThrows(java.util.concurrent.TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        epoll.register("c", pair.client, PollEvents.OUT);
        assertEquals(List.of(new Epoll.Event("c", PollEvents.OUT)), waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void closeEndsAWait() throws Exception {
        CompletableFuture<List<Epoll.Event>> waiting = TcpPair.async(() -> epoll.poll(LIMIT, ALL));
        assertThrows(java.util.concurrent.TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        epoll.close();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> waiting.get(20, TimeUnit.SECONDS));
        assertTrue(((NetException) failure.getCause()).is(Errno.EBADF), failure::toString);
    }

    @Test
    void everyWaitingThreadGetsATurn() throws Exception {
        epoll.register("s", pair.server, PollEvents.IN);
        List<CompletableFuture<List<Epoll.Event>>> waiting = java.util.stream.Stream.generate(
                        () -> TcpPair.async(() -> epoll.poll(LIMIT, ALL)))
                .limit(4)
                .toList();
        TcpPair.send(pair.client, "x");
        for (CompletableFuture<List<Epoll.Event>> each : waiting) {
            assertEquals(List.of(new Epoll.Event("s", PollEvents.IN)), each.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void theEndOfAPipeBlocksAgainAfterACall() throws Exception {
        Pipe pipe = Pipe.open();
        epoll.register("p", PipeEnd.of(pipe.source()), PollEvents.IN);
        assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        assertTrue(pipe.source().isBlocking());
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
        assertEquals(List.of(new Epoll.Event("p", PollEvents.IN)), epoll.poll(LIMIT, ALL));
        assertTrue(pipe.source().isBlocking());
        assertEquals(1, pipe.source().read(ByteBuffer.allocate(10)));
        pipe.sink().close();
        pipe.source().close();
    }

    /** A race: what comes after a change is told with what the change asks for. */
    @Test
    void whatIsAskedWhileAnotherThreadPollsIsReportedWithWhatComesThen() throws Exception {
        for (int n = 0; n < 1000; n++) {
            epoll.register("s", pair.server, PollEvents.IN);
            CompletableFuture<List<Epoll.Event>> polled = CompletableFuture.supplyAsync(() -> {
                try {
                    return epoll.poll(LIMIT, ALL);
                } catch (NetException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int spun = 0; spun < 10 * n; spun++) {
                Thread.onSpinWait();
            }
            epoll.modify("s", pair.server, PollEvents.IN | PollEvents.OUT);
            TcpPair.send(pair.client, "a");
            List<Epoll.Event> events = polled.get(20, TimeUnit.SECONDS);
            assertEquals(1, events.size());
            assertTrue(PollEvents.has(events.get(0).events(), PollEvents.OUT), events::toString);
            assertEquals("a", TcpPair.receive(pair.server, 1));
            epoll.unregister("s", pair.server);
        }
    }

    /** What was known before the close and what the kernel said then belong together; of the latter alone, half would be told. */
    @Test
    void whatAnotherThreadClosesMeanwhileIsNotTold() throws Exception {
        try (UsedByAnother source = new UsedByAnother(PollEvents.INVALID, 0)) {
            source.pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            epoll.register("s", source, PollEvents.IN);
            assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
        }
    }

    /** Another thread has taken data from the kernel, to look at it, and is about to publish that. */
    @Test
    void whatIsNeitherTheKernelsNorPublishedYetIsWaitedFor() throws Exception {
        try (UsedByAnother source = UsedByAnother.aboutToPublish(PollEvents.IN)) {
            epoll.register("s", source, PollEvents.IN | PollEvents.OUT);
            assertEquals(List.of(new Epoll.Event("s", PollEvents.IN | PollEvents.OUT)), epoll.poll(LIMIT, ALL));
        }
    }

    /** Who closes a source sees to it that the selector lets go of its descriptor, if this is still to be told. */
    @Test
    void aSourceIsObservedUntilItsChannelIsClosed() throws Exception {
        AtomicBoolean ignored = new AtomicBoolean();
        try (UsedByAnother source = new UsedByAnother(PollEvents.INVALID, 0) {
            private Observer observer;

            @Override
            public void observe(Observer added) {
                observer = added;
            }

            @Override
            public void ignore(Observer removed) {
                ignored.set(true);
            }

            @Override
            void beUsed() {
                super.beUsed();
                observer.changed(this);
            }
        }) {
            epoll.register("s", source, PollEvents.IN);
            source.beUsed();
            assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
            assertFalse(ignored.get());
            source.close();
            source.beUsed();
            assertEquals(List.of(), epoll.poll(AT_ONCE, ALL));
            assertTrue(ignored.get());
        }
    }

    private static void assertErrno(Errno expected, Executable call) {
        NetException failure = assertThrows(NetException.class, call);
        assertTrue(failure.is(expected), failure::toString);
    }
}
