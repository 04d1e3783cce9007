package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The mechanism of select(2) and poll(2). */
@Timeout(30)
class MultiplexerTest {
    private static final long AT_ONCE = 0;
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private TcpPair pair;

    @BeforeEach
    void open() throws NetException {
        pair = TcpPair.connect();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void eachRequestHasItsOwnResult() throws NetException {
        TcpPair.send(pair.client, "x");
        Multiplexer.Request readable = poll(pair.server, PollEvents.IN);
        Multiplexer.Request notReadable = poll(pair.client, PollEvents.IN);
        Multiplexer.Request writable = poll(pair.server, PollEvents.OUT);
        Multiplexer.Request both = poll(pair.server, PollEvents.IN | PollEvents.OUT);
        until(3, readable, notReadable, writable, both);
        assertEquals(PollEvents.IN, readable.result());
        assertEquals(0, notReadable.result());
        assertEquals(PollEvents.OUT, writable.result());
        assertEquals(PollEvents.IN | PollEvents.OUT, both.result());
    }

    /** What was sent is not always there at once. */
    private static void until(int count, Multiplexer.Request... requests) throws NetException {
        while (Multiplexer.poll(requests, LIMIT) < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aTimeoutIsNotOverTooEarly() throws NetException {
        long begin = System.nanoTime();
        assertEquals(0, Multiplexer.poll(new Multiplexer.Request[] {poll(pair.server, PollEvents.IN)}, 30_000_000));
        assertTrue(System.nanoTime() - begin >= 30_000_000);
        assertEquals(0, Multiplexer.poll(new Multiplexer.Request[0], AT_ONCE));
    }

    /** Some of them begin to wait while another one has already taken the data from the kernel to look at it. */
    @RepeatedTest(20)
    void allThreadsThatWaitForASocketAreTold() throws Exception {
        List<CompletableFuture<Integer>> waiting = Stream.generate(() -> waitFor(pair.server, PollEvents.IN))
                .limit(8)
                .toList();
        TcpPair.send(pair.client, "x");
        for (CompletableFuture<Integer> each : waiting) {
            assertEquals(PollEvents.IN, each.get(15, TimeUnit.SECONDS));
        }
    }

    /** As when another thread takes the data from the kernel, to look at it, after this one has asked for the level. */
    @Test
    void whatChangesAsItBeginsToBeObservedIsSeen() throws Exception {
        try (UsedByAnother source = UsedByAnother.whenObserved(PollEvents.IN, 0)) {
            Multiplexer.Request request = poll(source, PollEvents.IN);
            assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {request}, OpenSocket.BLOCKING));
            assertEquals(PollEvents.IN, request.result());
        }
    }

    /** As when another thread has received the end of the stream since this one asked the kernel: it tells what is behind it, too. */
    @Test
    void anEndThatAnotherThreadHasSeenIsLookedBehind() throws Exception {
        try (UsedByAnother source =
                UsedByAnother.whenObserved(PollEvents.IN | PollEvents.READ_HANG_UP, PollEvents.HANG_UP)) {
            Multiplexer.Request request = poll(source, PollEvents.IN);
            assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {request}, OpenSocket.BLOCKING));
            assertEquals(PollEvents.IN | PollEvents.HANG_UP, request.result());
        }
    }

    /** The same, when that thread was slower by a moment: the kernel had told this one already that there was something. */
    @Test
    void anEndThatAnotherThreadSeesMeanwhileIsLookedBehind() throws Exception {
        int end = PollEvents.IN | PollEvents.READ_HANG_UP;
        try (UsedByAnother source = UsedByAnother.whenAskedAgain(end, PollEvents.HANG_UP, 0)) {
            Multiplexer.Request request = poll(source, PollEvents.IN);
            assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {request}, OpenSocket.BLOCKING));
            assertEquals(PollEvents.IN | PollEvents.HANG_UP, request.result());
        }
    }

    /** What was known before the close and what the kernel said then belong together; of the latter alone, half would be told. */
    @Test
    void ofWhatAnotherThreadClosesMeanwhileOnlyThatIsTold() throws Exception {
        try (UsedByAnother source = closedMeanwhile()) {
            Multiplexer.Request request = poll(source, PollEvents.IN);
            assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {request}, OpenSocket.BLOCKING));
            assertEquals(PollEvents.INVALID, request.result());
        }
    }

    @Test
    void whatAnotherThreadClosesBeforeAWaitBeginsIsAnErrorToSelect() throws Exception {
        try (UsedByAnother source = closedMeanwhile()) {
            Multiplexer.Request request = new Multiplexer.Request(source, PollEvents.IN, PollEvents.IN, false);
            NetException closed = assertThrows(
                    NetException.class, () -> Multiplexer.poll(new Multiplexer.Request[] {request}, AT_ONCE));
            assertTrue(closed.is(Errno.EBADF), closed::toString);
        }
    }

    /** Another thread has taken data from the kernel, to look at it, and is about to publish that. */
    @Test
    void whatIsNeitherTheKernelsNorPublishedYetIsWaitedFor() throws Exception {
        int both = PollEvents.IN | PollEvents.OUT;
        try (UsedByAnother source = UsedByAnother.aboutToPublish(PollEvents.IN)) {
            Multiplexer.Request request = new Multiplexer.Request(source, both, both, false);
            assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {request}, LIMIT));
            assertEquals(both, request.result());
        }
        try (UsedByAnother source = UsedByAnother.aboutToPublish(PollEvents.IN)) {
            Multiplexer.Request request = poll(source, PollEvents.IN);
            assertEquals(1, Multiplexer.poll(new Multiplexer.Request[] {request}, AT_ONCE));
            assertEquals(PollEvents.IN, request.result());
        }
    }

    @Test
    void aSocketsLevelIsSettledWhenTheThreadThatUsesItHasPublished() throws Exception {
        CompletableFuture<Integer> level;
        pair.server.enter();
        try {
            level = TcpPair.async(pair.server::settledLevel);
            assertThrows(TimeoutException.class, () -> level.get(50, TimeUnit.MILLISECONDS));
            TcpPair.send(pair.client, "x");
            until(1, poll(pair.server, PollEvents.IN));
        } finally {
            pair.server.leave();
        }
        assertEquals(PollEvents.IN, level.get(20, TimeUnit.SECONDS));
    }

    private static UsedByAnother closedMeanwhile() throws IOException {
        return UsedByAnother.whenAskedAgain(PollEvents.INVALID, 0, SelectionKey.OP_READ);
    }

    @Test
    void aThreadThatReceivesLeavesTheOthersNothing() throws Exception {
        CompletableFuture<Integer> waiting = waitFor(pair.server, PollEvents.IN);
        CompletableFuture<String> receiving = TcpPair.async(() -> TcpPair.receive(pair.server, 10));
        TcpPair.send(pair.client, "x");
        assertEquals("x", receiving.get(20, TimeUnit.SECONDS));
        pair.client.shutdown(OpenSocket.Shutdown.WRITE); // in case that it came too late for the data
        assertTrue(PollEvents.has(waiting.get(20, TimeUnit.SECONDS), PollEvents.IN));
    }

    @Test
    void closeEndsAWait() throws Exception {
        CompletableFuture<Integer> waiting = waitFor(pair.server, PollEvents.IN);
        assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        pair.server.close();
        assertEquals(PollEvents.INVALID, waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void shutdownEndsAWait() throws Exception {
        CompletableFuture<Integer> waiting = waitFor(pair.server, PollEvents.IN);
        assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        pair.server.shutdown(OpenSocket.Shutdown.READ);
        assertEquals(PollEvents.IN, waiting.get(20, TimeUnit.SECONDS));
    }

    /** The reset finds a stream whose end was read: only poll(2) tells, and then SO_ERROR. */
    @Test
    void aResetBehindTheEndIsAHangUp() throws NetException {
        pair.client.shutdown(OpenSocket.Shutdown.WRITE);
        assertEquals("", TcpPair.receive(pair.server, 1));
        int both = PollEvents.IN | PollEvents.OUT;
        Multiplexer.Request halfClosed = poll(pair.server, both);
        until(1, halfClosed);
        assertEquals(both, halfClosed.result());
        pair.client.options().set(Linux.SOL_SOCKET, Linux.SO_LINGER, OptionValue.ofInts(1, 0));
        pair.client.close();
        Multiplexer.Request reset = poll(pair.server, both);
        do {
            until(1, reset);
        } while (reset.result() == both);
        assertEquals(both | PollEvents.ERROR | PollEvents.HANG_UP, reset.result());
        assertEquals("", TcpPair.receive(pair.server, 1));
        assertEquals(Errno.EPIPE.number(), pair.server.takeError().number());
        until(1, reset);
        assertEquals(both | PollEvents.HANG_UP, reset.result());
    }

    @Test
    void aUnixPeerThatClosesHangsUp() throws NetException {
        StreamSocket[] ends = StreamSocket.pair(Family.UNIX.number(), Linux.SOCK_STREAM, 0);
        ends[1].shutdown(OpenSocket.Shutdown.WRITE);
        Multiplexer.Request request = poll(ends[0], PollEvents.IN | PollEvents.OUT);
        until(1, request);
        assertEquals(PollEvents.IN | PollEvents.OUT, request.result());
        ends[1].close();
        until(1, request);
        assertEquals(PollEvents.IN | PollEvents.OUT | PollEvents.HANG_UP, request.result());
        ends[0].close();
    }

    @Test
    void aNewConnectionIsReadinessOfTheListener() throws NetException {
        OpenSocket listener = TcpPair.listen(5);
        assertEquals(0, Multiplexer.poll(new Multiplexer.Request[] {poll(listener, PollEvents.IN)}, AT_ONCE));
        OpenSocket client = OpenSocket.open(Linux.AF_INET, Linux.SOCK_STREAM, 0);
        client.connect(listener.localAddress(), OpenSocket.BLOCKING);
        until(1, poll(listener, PollEvents.IN));
        listener.accept(OpenSocket.NON_BLOCKING).close();
        assertEquals(0, Multiplexer.poll(new Multiplexer.Request[] {poll(listener, PollEvents.IN)}, AT_ONCE));
        client.close();
        listener.close();
    }

    @Test
    void aReadingPipeIsLentAndGivenBack() throws Exception {
        Pipe pipe = Pipe.open();
        PipeEnd end = PipeEnd.of(pipe.source());
        assertSame(end, PipeEnd.of(pipe.source()));
        CompletableFuture<Integer> waiting = waitFor(end, PollEvents.IN);
        assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        pipe.sink().write(ByteBuffer.wrap(new byte[3]));
        assertEquals(PollEvents.IN, waiting.get(20, TimeUnit.SECONDS));
        assertTrue(pipe.source().isBlocking());
        assertEquals(3, pipe.source().read(ByteBuffer.allocate(10)));
        assertEquals(0, Multiplexer.poll(new Multiplexer.Request[] {poll(end, PollEvents.IN)}, AT_ONCE));
        pipe.sink().close();
        until(1, poll(end, PollEvents.IN)); // its end
        pipe.source().close();
        assertEquals(PollEvents.INVALID, end.publishedLevel());
    }

    @Test
    void twoThreadsMayWaitForOnePipe() throws Exception {
        Pipe pipe = Pipe.open();
        PipeEnd end = PipeEnd.of(pipe.source());
        CompletableFuture<Integer> one = waitFor(end, PollEvents.IN);
        CompletableFuture<Integer> two = waitFor(end, PollEvents.IN);
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        assertEquals(PollEvents.IN, one.get(20, TimeUnit.SECONDS));
        assertEquals(PollEvents.IN, two.get(20, TimeUnit.SECONDS));
        assertTrue(pipe.source().isBlocking(), "the last one gives it back");
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void anInterruptIsReported() throws Exception {
        Thread[] waiter = new Thread[1];
        CompletableFuture<Integer> waiting = TcpPair.async(() -> {
            waiter[0] = Thread.currentThread();
            return Multiplexer.poll(new Multiplexer.Request[] {poll(pair.server, PollEvents.IN)}, LIMIT);
        });
        assertThrows(TimeoutException.class, () -> waiting.get(50, TimeUnit.MILLISECONDS));
        waiter[0].interrupt();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> waiting.get(20, TimeUnit.SECONDS));
        assertTrue(((NetException) failure.getCause()).is(Errno.EINTR), failure::toString);
        assertEquals(1, TcpPair.async(() -> sendAndPoll()).get(20, TimeUnit.SECONDS), "the socket stays usable");
    }

    private int sendAndPoll() throws NetException {
        TcpPair.send(pair.client, "x");
        return Multiplexer.poll(new Multiplexer.Request[] {poll(pair.server, PollEvents.IN)}, LIMIT);
    }

    private static Multiplexer.Request poll(Selectable source, int events) {
        return new Multiplexer.Request(source, events, events | PollEvents.ALWAYS, true);
    }

    private static CompletableFuture<Integer> waitFor(Selectable source, int events) {
        return TcpPair.async(() -> {
            Multiplexer.Request[] requests = {poll(source, events)};
            Multiplexer.poll(requests, LIMIT);
            return Arrays.stream(requests).mapToInt(Multiplexer.Request::result).sum();
        });
    }
}
