package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop with a channel: polling, interest, closing. The peer is a plain Java socket. */
@Timeout(60)
class ChannelTest {
    private final byte[] buffer = new byte[65536];
    private StreamSocket socket;
    private Socket peer;

    @BeforeEach
    void connect() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            socket = StreamSocket.connect((InetSocketAddress) listener.getLocalSocketAddress());
            peer = listener.accept();
        }
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        peer.close();
    }

    private Background<Integer> receiveInBackground() throws Exception {
        Background<Integer> receiving =
                Background.start(() -> socket.receive(buffer, 0, buffer.length, CallerLoop.NEVER));
        Background.until(() -> Background.isLed(socket.loop()));
        return receiving;
    }

    private byte[] receive(int count) throws Exception {
        assertEquals(count, socket.receive(buffer, 0, buffer.length, CallerLoop.NEVER));
        return Arrays.copyOf(buffer, count);
    }

    @Test
    void receivesWhatIsThereAndWhatComes() throws Exception {
        peer.getOutputStream().write(1);
        assertArrayEquals(new byte[] {1}, receive(1));
        Background<Integer> receiving = receiveInBackground();
        peer.getOutputStream().write(2);
        assertEquals(1, receiving.result());
        peer.shutdownOutput();
        assertEquals(-1, socket.receive(buffer, 0, 1, CallerLoop.NEVER));
    }

    @Test
    void sendsWhileAnotherThreadReceives() throws Exception {
        Background<Integer> receiving = receiveInBackground();
        socket.send(new byte[] {7}, 0, 1);
        assertEquals(7, peer.getInputStream().read());
        assertFalse(receiving.isDone());
        peer.getOutputStream().write(1);
        assertEquals(1, receiving.result());
    }

    @Test
    void sendsMoreThanTheKernelTakesAtOnceInTheReadersThreadToo() throws Exception {
        byte[] large = new byte[8_000_000];
        Arrays.fill(large, (byte) 9);
        Background<Integer> receiving = receiveInBackground();
        Background<Void> sending = Background.start(() -> {
            socket.send(large, 0, large.length);
            return null;
        });
        assertArrayEquals(large, peer.getInputStream().readNBytes(large.length));
        sending.result();
        peer.getOutputStream().write(1);
        assertEquals(1, receiving.result());
    }

    @Test
    void timesOutAndGoesOn() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        assertThrows(SocketTimeoutException.class, () -> socket.receive(buffer, 0, 1, deadline));
        assertTrue(System.nanoTime() - deadline >= 0);
        peer.getOutputStream().write(3);
        assertArrayEquals(new byte[] {3}, receive(1));
    }

    @Test
    void interruptLeavesTheSocketUsable() throws Exception {
        Background<Integer> receiving = receiveInBackground();
        receiving.thread().interrupt();
        ExecutionException failure = assertThrows(ExecutionException.class, receiving::result);
        assertEquals(InterruptedException.class, failure.getCause().getClass());
        peer.getOutputStream().write(4);
        assertArrayEquals(new byte[] {4}, receive(1));
    }

    @Test
    void closeEndsTheWaitOfLeaderAndFollower() throws Exception {
        Background<Integer> leader = receiveInBackground();
        Background<Integer> follower =
                Background.start(() -> socket.receive(buffer, 0, buffer.length, CallerLoop.NEVER));
        socket.close();
        for (Background<Integer> each : List.of(leader, follower)) {
            ExecutionException failure = assertThrows(ExecutionException.class, each::result);
            assertEquals(ClosedChannelException.class, failure.getCause().getClass());
        }
        assertEquals(-1, peer.getInputStream().read());
    }

    @Test
    void channelClosedBehindTheLoopsBackIsReadyForEverything() throws Exception {
        try (Bare bare = new Bare()) {
            bare.java.close();
            bare.awaitReport();
            assertEquals(List.of(bare.java.validOps()), bare.reported());
            assertFalse(bare.channel.isRegistered());
        }
    }

    @Test
    void wantedOperationIsReportedOnce() throws Exception {
        try (Bare bare = new Bare()) {
            bare.want(SelectionKey.OP_WRITE);
            bare.pollOnce();
            bare.pollOnce();
            assertEquals(List.of(SelectionKey.OP_WRITE), bare.reported());
            bare.want(SelectionKey.OP_WRITE);
            bare.pollOnce();
            assertEquals(List.of(SelectionKey.OP_WRITE, SelectionKey.OP_WRITE), bare.reported());
        }
    }

    @Test
    void wantedReadIsNoEventForTheChannel() throws Exception {
        try (Bare bare = new Bare()) {
            bare.peer.getOutputStream().write(5);
            bare.want(SelectionKey.OP_READ);
            bare.awaitReport();
            bare.pollOnce();
            assertEquals(List.of(SelectionKey.OP_READ), bare.reported());
            ByteBuffer untouched = ByteBuffer.allocate(1);
            assertEquals(1, bare.java.read(untouched));
            assertEquals(5, untouched.get(0));
        }
    }

    @Test
    void interestOfCallersAndOfTheChannelAreSeparate() throws Exception {
        try (Bare bare = new Bare()) {
            bare.want(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            assertEquals(0, bare.interestOfTheChannel());
            bare.channel.read();
            assertEquals(SelectionKey.OP_READ, bare.interestOfTheChannel());
            bare.pollOnce();
            assertEquals(List.of(SelectionKey.OP_WRITE), bare.reported());
            assertEquals(SelectionKey.OP_READ, bare.interestOfTheChannel());
        }
    }

    @Test
    void wantIsHeededByTheThreadThatIsBlockedAlready() throws Exception {
        try (Bare bare = new Bare()) {
            Flag flag = new Flag(bare.loop);
            Background<Boolean> leader = Background.await(bare.loop, flag, CallerLoop.NEVER);
            bare.want(SelectionKey.OP_WRITE);
            Background.until(() -> bare.reported().contains(SelectionKey.OP_WRITE));
            flag.set();
            assertTrue(leader.result());
        }
    }

    @Test
    void pollOnceSeesWhatIsReadyWhileAnotherThreadIsBlocked() throws Exception {
        try (Bare bare = new Bare()) {
            Flag flag = new Flag(bare.loop);
            Background<Boolean> leader = Background.await(bare.loop, flag, CallerLoop.NEVER);
            bare.locked(() -> {
                // The leader is woken by this, but cannot do anything before it has the lock.
                bare.loop.want(SelectionKey.OP_WRITE);
                assertFalse(bare.loop.await(new Flag(bare.loop), CallerLoop.POLL_ONCE));
                assertEquals(List.of(SelectionKey.OP_WRITE), bare.reported());
                return null;
            });
            flag.set();
            assertTrue(leader.result());
        }
    }

    @Test
    void operationThatTheChannelDoesNotHaveIsRefused() {
        socket.loop().lock();
        try {
            assertThrows(IllegalArgumentException.class, () -> socket.loop().want(SelectionKey.OP_ACCEPT));
        } finally {
            socket.loop().unlock();
        }
    }

    @Test
    void aLoopHasOneChannel() throws Exception {
        NioSocketChannel second = new NioSocketChannel();
        Throwable failure = socket.loop().register(second).await().cause();
        assertNotNull(failure);
        assertTrue(failure.getMessage().contains("has a channel already"), failure.getMessage());
        second.unsafe().closeForcibly();
    }

    @Test
    void loopGetsAnotherChannelWhenTheFirstIsClosed() throws Exception {
        socket.channel().close();
        NioSocketChannel second = new NioSocketChannel();
        assertTrue(socket.loop().register(second).await().isSuccess());
        second.close();
    }

    @Test
    void shutdownClosesTheChannel() throws Exception {
        assertTrue(socket.loop().shutdownGracefully().await(10, TimeUnit.SECONDS));
        assertFalse(socket.channel().isOpen());
        assertEquals(-1, peer.getInputStream().read());
    }

    /** A connected channel, its loop and nothing on top. */
    private static final class Bare implements AutoCloseable {
        /** Guarded by the loop's lock. */
        private final List<Integer> reported = new ArrayList<>();

        final CallerLoop loop = new CallerLoop(reported::add);
        final Socket peer;
        private final SocketChannel java;
        private final VisibleKey channel;

        Bare() throws Exception {
            try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                java = SocketChannel.open(listener.getLocalSocketAddress());
                peer = listener.accept();
            }
            channel = new VisibleKey(java);
            channel.config().setAutoRead(false);
            loop.register(channel).sync();
        }

        <T> T locked(Callable<T> work) throws Exception {
            loop.lock();
            try {
                return work.call();
            } finally {
                loop.unlock();
            }
        }

        void want(int ops) throws Exception {
            assertTrue(locked(() -> loop.want(ops)));
        }

        void pollOnce() throws Exception {
            locked(() -> loop.await(new Flag(loop), CallerLoop.POLL_ONCE));
        }

        void awaitReport() throws Exception {
            CallerLoop.Waiter waiter = new CallerLoop.Waiter() {
                @Override
                protected boolean isDone() {
                    return !reported.isEmpty();
                }
            };
            locked(() -> loop.await(waiter, CallerLoop.NEVER));
        }

        List<Integer> reported() throws Exception {
            return locked(() -> List.copyOf(reported));
        }

        int interestOfTheChannel() throws Exception {
            return locked(() -> channel.selectionKey().interestOps());
        }

        @Override
        public void close() throws Exception {
            channel.close().sync();
            peer.close();
        }
    }

    private static final class VisibleKey extends NioSocketChannel {
        VisibleKey(SocketChannel java) {
            super(null, java);
        }

        @SuppressWarnings("deprecation")
        @Override
        protected SelectionKey selectionKey() {
            return super.selectionKey();
        }
    }
}
