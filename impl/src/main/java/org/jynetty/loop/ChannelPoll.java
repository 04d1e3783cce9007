package org.jynetty.loop;

import io.netty.channel.nio.NioIoHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/**
 * Polls the one channel of a loop. It has no selector: a thread that polls borrows a {@link Poller}, preferably the one that
 * this channel used last.
 *
 * <p>The channel has no key in any other poller than {@link #last} and those in use, so that closing it frees its descriptor.
 * Every method but {@link #block} needs the loop's lock, which also guards the fields.
 */
final class ChannelPoll implements Poll {
    private final ReadyListener listener;
    private final PollerPool pool;

    private ChannelRegistration registration;

    /** Probably has this channel's key still, unless another loop has borrowed it since. */
    private Poller last;

    /** What the leader polls with, from prepare to complete. */
    private Poller blocked;

    /** What the leader polls for. */
    private int blockedFor;

    ChannelPoll(ReadyListener listener, PollerPool pool) {
        this.listener = listener;
        this.pool = pool;
    }

    ChannelRegistration register(NioIoHandle handle) {
        if (registration != null) {
            throw new IllegalStateException("the loop has a channel already: " + registration.channel());
        }
        registration = new ChannelRegistration(handle, this);
        handle.registered();
        return registration;
    }

    /** The channel's registration, or null if there is none, or none any more. */
    ChannelRegistration registration() {
        return registration;
    }

    /** Lets go of the channel and of its descriptor. */
    void unregister() {
        registration = null;
        Poller owned = last;
        last = null;
        try {
            if (blocked != null) {
                blocked.flush();
            } else if (owned != null && pool.claim(owned)) {
                giveBack(owned);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes the channel's key from the poller that has it, unless a thread blocks there: a channel that no selector knows is
     * closed by one system call.
     */
    void forgetKey() {
        if (blocked == null && last != null && pool.claim(last)) {
            try {
                last.forget();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                pool.release(last);
                last = null;
            }
        }
    }

    /** To be called when there may be more to poll for. */
    void interestChanged() {
        if (blocked != null && registration != null && (registration.interest() & ~blockedFor) != 0) {
            blocked.wakeup();
        }
    }

    @Override
    public void prepare() {
        try {
            Poller poller = borrow(last);
            last = poller;
            blocked = poller;
            blockedFor = registration == null ? 0 : registration.interest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void block(long nanos) {
        // Only this thread sets the field, under the lock.
        Poller poller = blocked;
        try {
            poller.select(millis(nanos));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In milliseconds, rounded up, as a selector wants it: 0 is no limit. */
    private static long millis(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return 0;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return TimeUnit.MILLISECONDS.toNanos(millis) == nanos ? millis : millis + 1;
    }

    @Override
    public void complete() {
        Poller poller = blocked;
        blocked = null;
        finish(poller);
    }

    @Override
    public void wakeup() {
        blocked.wakeup();
    }

    @Override
    public void pollNow() {
        try {
            Poller poller = borrow(blocked == null ? last : null);
            if (blocked == null) {
                last = poller;
            }
            try {
                poller.selectNow();
            } finally {
                finish(poller);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Poller borrow(Poller preferred) throws IOException {
        Poller poller = pool.acquire(preferred);
        try {
            watch(poller);
        } catch (IOException | RuntimeException e) {
            pool.release(poller);
            throw e;
        }
        return poller;
    }

    private void watch(Poller poller) throws IOException {
        try {
            if (registration == null) {
                poller.forget();
            } else {
                poller.watch(registration.channel(), registration.interest());
            }
        } catch (ClosedChannelException e) {
            // Closed behind the loop's back: do not block, finish() tells of it.
            poller.forget();
            poller.wakeup();
        }
    }

    private void finish(Poller poller) {
        int ready = poller.takeReady();
        try {
            giveBack(poller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deliver(ready);
    }

    private void giveBack(Poller poller) throws IOException {
        try {
            if (registration == null
                    || poller != last
                    || !registration.channel().isOpen()) {
                poller.forget();
            }
        } finally {
            pool.release(poller);
        }
    }

    private void deliver(int found) {
        ChannelRegistration target = registration;
        if (target == null) {
            return;
        }
        if (!target.channel().isOpen()) {
            // Closed behind the loop's back. Whoever waits shall see that no operation works any more.
            listener.ready(target.channel().validOps());
            close();
            return;
        }
        int ready = found & target.interest();
        if (ready != 0) {
            target.unwant(ready);
            listener.ready(ready);
            target.handle(ready);
        }
    }

    /** Closes the channel if there is one. */
    void close() {
        if (registration != null) {
            try {
                registration.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + registration.channel(), e);
            }
        }
    }
}
