package org.jynetty.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * An event loop for one NIO channel that has no thread: the threads that use the channel drive it. To be in the event loop
 * is to hold its lock.
 *
 * <p>A caller takes the lock, works on the channel as any code in an event loop may, and gives the lock back. To wait, it calls
 * {@link #await}, which polls the channel, runs its handlers and the loop's tasks, and gives the lock up while it blocks. When
 * several threads wait, one polls for all of them.
 *
 * <p>Rules for callers:
 * <ul>
 *   <li>Nobody drives a loop that nobody waits in. A foreign {@code future.await()} may block for ever: wait with
 *       {@link #await}. Tasks and scheduled tasks do run, in whichever thread has the lock or can have it.
 *   <li>Never wait for the lock of one loop while holding that of another. {@link #execute} does not wait and may cross.
 * </ul>
 */
public final class CallerLoop extends AbstractScheduledEventExecutor implements IoEventLoop {

    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A deadline that has passed: {@link #await} polls exactly once and does not block. */
    public static final long POLL_ONCE = Long.MIN_VALUE;

    /**
     * What one thread waits for. A waiter can be used again and again, but by one thread at a time.
     */
    public abstract static class Waiter {

        /** Whether a thread waits with it. Guarded by the loop's lock. */
        private boolean inUse;

        /** Whether the thread sleeps, or is about to, until it is unparked. Guarded by this. */
        private boolean parked;

        /** Whether there is no need to wait any longer. Called with the loop's lock held; must not block. */
        protected abstract boolean isDone();

        final void begin() {
            if (inUse) {
                throw new IllegalStateException("another thread waits with this waiter");
            }
            inUse = true;
        }

        final void end() {
            inUse = false;
        }

        final boolean isInUse() {
            return inUse;
        }

        final synchronized void setParked() {
            parked = true;
        }

        /** Sleeps, without the loop's lock, until unparked or interrupted, or the time is over, or for no reason. */
        final synchronized void park(long nanos) {
            try {
                if (parked && nanos == Long.MAX_VALUE) {
                    wait();
                } else if (parked) {
                    TimeUnit.NANOSECONDS.timedWait(this, nanos);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        final synchronized void unpark() {
            if (parked) {
                parked = false;
                notifyAll();
            }
        }
    }

    private final class Threads extends LeaderFollowers {
        Threads(Poll poll) {
            super(poll);
        }

        @Override
        void run(Runnable task) {
            safeExecute(task);
        }

        @Override
        void beforeRelease() {
            setAlarm();
        }
    }

    private final ChannelPoll poll;
    private final Threads threads;
    private final Promise<Void> termination = ImmediateEventExecutor.INSTANCE.newPromise();

    /** The janitor's order for the next scheduled task, or null. Guarded by the lock. */
    private java.util.concurrent.Future<?> alarm;

    /** What the alarm is set to, by this loop's ticker, or -1. Guarded by the lock. */
    private long alarmTime = -1;

    /** Written under the lock. */
    private volatile boolean shuttingDown;

    /** Written under the lock. */
    private volatile boolean terminated;

    /** A loop without a channel yet; register one with {@link #register(Channel)}. */
    public CallerLoop(ReadyListener listener) {
        this(listener, PollerPool.shared());
    }

    CallerLoop(ReadyListener listener, PollerPool pool) {
        poll = new ChannelPoll(listener, pool);
        threads = new Threads(poll);
    }

    /** Enters the event loop; reentrant. */
    public void lock() {
        threads.lock();
    }

    /**
     * Leaves the event loop. The last unlock runs the tasks that have been added.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public void unlock() {
        threads.unlock();
    }

    /** Returns when a thread that is in the event loop now, if another one is, has left it. */
    public void awaitOthers() {
        if (threads.isLockedByAnother()) {
            lock();
            unlock();
        }
    }

    /**
     * Drives the loop until the waiter is done or the time is over. The lock must be held exactly once; it is given up while
     * the thread blocks. An interrupt does not harm the channel.
     *
     * @param deadline by {@link System#nanoTime()}, {@link #NEVER} or {@link #POLL_ONCE}; never taken too early
     * @return whether the waiter is done; false if the time was over and a last look at the channel did not help
     * @throws InterruptedException if the thread was interrupted before it would have blocked, or while it did, and the
     *     waiter is not done
     * @throws IllegalMonitorStateException if the lock is not held exactly once
     * @throws IllegalStateException if another thread waits with this waiter
     * @throws java.io.UncheckedIOException if the channel cannot be polled, for example for want of descriptors
     */
    public boolean await(Waiter waiter, long deadline) throws InterruptedException {
        return threads.await(waiter, deadline);
    }

    /** Makes the thread that waits with this waiter, if there is one, look at it again. The lock must be held. */
    public void signal(Waiter waiter) {
        requireLock();
        threads.signal(waiter);
    }

    /** Makes all waiting threads look at their waiters again. The lock must be held. */
    public void wakeAll() {
        requireLock();
        threads.signalAll();
    }

    /**
     * Has the channel polled for these operations too, until they are ready for the first time: then they are no longer wanted,
     * and the {@link ReadyListener} is called. What the channel itself is interested in is not touched, and what is ready
     * for the callers alone is no event for the channel. The lock must be held.
     *
     * @param ops as in {@link java.nio.channels.SelectionKey#interestOps()}
     * @return false if there is no registered channel, so that nothing will ever be ready
     * @throws IllegalArgumentException if the channel does not have such an operation
     */
    public boolean want(int ops) {
        requireLock();
        ChannelRegistration registration = poll.registration();
        if (registration == null) {
            return false;
        }
        registration.want(ops);
        return true;
    }

    /** To be called before the channel is closed: closing is cheaper when no selector knows it. The lock must be held. */
    public void forgetKey() {
        requireLock();
        poll.forgetKey();
    }

    /** Whether a thread blocks, polling the channel. The lock must be held. */
    boolean hasLeader() {
        requireLock();
        return threads.hasLeader();
    }

    private void requireLock() {
        if (!threads.isLocked()) {
            throw new IllegalMonitorStateException("the loop's lock is not held");
        }
    }

    @Override
    public boolean inEventLoop() {
        return threads.isLocked();
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return threads.isLockedBy(thread);
    }

    /**
     * Runs the task in the event loop: at once in this thread if the lock is free, else in the thread that has it, at the
     * latest when that gives it up.
     */
    @Override
    public void execute(Runnable task) {
        if (terminated) {
            throw new RejectedExecutionException("the event loop has terminated");
        }
        threads.execute(task);
    }

    /** Keeps the janitor's alarm at the time of the next scheduled task. */
    private void setAlarm() {
        long next = nextScheduledTaskDeadlineNanos();
        if (next == alarmTime) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarm = next == -1
                ? null
                : Janitor.schedule(() -> threads.execute(this::runScheduled), next - ticker().nanoTime());
        alarmTime = next;
    }

    /** Whether the janitor has an order for this loop. */
    boolean hasAlarm() {
        lock();
        try {
            return alarm != null;
        } finally {
            unlock();
        }
    }

    private void runScheduled() {
        alarm = null;
        alarmTime = -1;
        for (Runnable task = pollScheduledTask(); task != null; task = pollScheduledTask()) {
            threads.execute(task);
        }
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        Promise<IoRegistration> promise = newPromise();
        if (inEventLoop()) {
            register(handle, promise);
        } else {
            execute(() -> register(handle, promise));
        }
        return promise;
    }

    private void register(IoHandle handle, Promise<IoRegistration> promise) {
        try {
            promise.setSuccess(poll.register((NioIoHandle) handle));
        } catch (RuntimeException e) {
            promise.setFailure(e);
        }
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Deprecated
    @Override
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public IoEventLoop next() {
        return this;
    }

    /** The loop is its own group. */
    @Override
    public IoEventLoopGroup parent() {
        return this;
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return NioIoHandle.class.isAssignableFrom(handleType);
    }

    /** There is no handler: always false. */
    @Override
    public boolean isIoType(Class<? extends IoHandler> handlerType) {
        return false;
    }

    @Deprecated
    @Override
    public void shutdown() {
        shutdownGracefully();
    }

    /** Closes the channel, wakes all waiting threads and runs what tasks there are; then no more are accepted. */
    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        lock();
        try {
            if (!shuttingDown) {
                shuttingDown = true;
                poll.close();
                threads.signalAll();
                execute(this::terminate);
            }
        } finally {
            unlock();
        }
        return termination;
    }

    private void terminate() {
        if (threads.hasTasks()) {
            threads.execute(this::terminate);
        } else {
            cancelScheduledTasks();
            terminated = true;
            termination.setSuccess(null);
        }
    }

    @Override
    public Future<?> terminationFuture() {
        return termination;
    }

    @Override
    public boolean isShuttingDown() {
        return shuttingDown;
    }

    @Override
    public boolean isShutdown() {
        return terminated;
    }

    @Override
    public boolean isTerminated() {
        return terminated;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return termination.await(timeout, unit);
    }
}
