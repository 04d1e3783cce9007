package org.jynetty.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jynetty.loop.PollerPool;

/**
 * Waits for many sources at once: the mechanism of select(2) and poll(2).
 *
 * <p>A multiplexer has a selector, and keeps its keys from call to call: a thread that polls the same sources again and again
 * asks the kernel once a call. Multiplexers are pooled, so that a thread that has ended leaves nothing behind, and a thread
 * gets the one it had last, if that is free.
 *
 * <p>In use by one thread at a time, which holds {@link #busy}.
 */
public final class Multiplexer implements Selectable.Observer {
    /** How many there may be, idle or not; more are closed after use. Each costs two descriptors. */
    private static final int MOST = 64;

    /** What says that the kernel has something to receive. */
    private static final int ARRIVED = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

    private static final ConcurrentLinkedDeque<Multiplexer> POOL = new ConcurrentLinkedDeque<>();

    /** A weak reference, so that a thread of the program does not hold our class loader. */
    private static final ThreadLocal<WeakReference<Multiplexer>> LAST = new ThreadLocal<>();

    private final AtomicBoolean busy = new AtomicBoolean(true);
    private final Selector selector;

    /** What is registered. Guarded by busy. */
    private final Map<Selectable, Entry> entries = new IdentityHashMap<>();

    /** The entries of the last call, by the place of the request: most calls ask as the last one did. Guarded by busy. */
    private Entry[] last = {};

    /** Whose channels are ours for the present call. Guarded by busy. */
    private final List<Selectable> borrowed = new ArrayList<>(0);

    /** Whether a source of the present call changes silently. Guarded by busy. */
    private boolean silent;

    /** The number of the present call. Guarded by busy. */
    private int call;

    /** Whether a thread is or will be blocked in the selector, so that changes must wake it. */
    private volatile boolean waiting;

    /** @param selector its own from now on */
    Multiplexer(Selector selector) {
        this.selector = selector;
    }

    /** One source in one call: what is asked of it, and the answer. */
    public static final class Request {
        final Selectable source;
        final int events;
        final int counts;
        final boolean exact;

        /** Null where there is no channel to ask the kernel about. */
        private Entry entry;

        private int result;

        /**
         * Asks for events.
         *
         * @param events what to wait for
         * @param counts which events make a result; more than those asked for, as errors make a select(2) return
         * @param exact whether errors and hang-ups are to be told from data, as poll(2) does and select(2) does not
         */
        public Request(Selectable source, int events, int counts, boolean exact) {
            this.source = source;
            this.events = PollEvents.withoutSynonyms(events) | (exact ? PollEvents.HANG_UP : 0);
            this.counts = counts;
            this.exact = exact;
        }

        /** The {@link PollEvents} that were found, of those that count. */
        public int result() {
            return result;
        }

        private int counted(int found) {
            return PollEvents.withSynonyms(found) & counts;
        }

        private boolean holds() {
            return counted(source.publishedLevel()) != 0;
        }
    }

    /** A source's key and what is asked of it in a call. */
    private static final class Entry {
        final Selectable source;

        /** Whether it is among the entries no longer. */
        boolean dropped;

        SelectableChannel channel;
        SelectionKey key;
        int call;
        int operations;
        int ready;

        Entry(Selectable source) {
            this.source = source;
        }
    }

    private final Consumer<SelectionKey> ready = Multiplexer::found;

    /**
     * Waits until at least one request has a result, or the time is over.
     *
     * @param timeout nanoseconds; negative waits for ever, 0 does not wait
     * @return how many have a result
     * @throws NetException EINTR, EMFILE, EBADF where a request that is not exact is for something closed
     */
    public static int poll(Request[] requests, long timeout) throws NetException {
        try {
            Multiplexer multiplexer = acquire();
            MainThread.Wait wait = timeout == 0 ? null : MainThread.beginWait();
            try {
                return multiplexer.run(requests, timeout);
            } finally {
                multiplexer.giveBack();
                multiplexer.release();
                MainThread.endWait(wait);
            }
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    /** As {@link #poll}, for who holds {@link #busy}. */
    int run(Request[] requests, long timeout) throws IOException {
        refuseClosed(requests);
        long deadline = timeout <= 0 ? 0 : System.nanoTime() + timeout;
        boolean waited = false;
        for (; ; ) {
            waiting = true;
            boolean late = timeout == 0;
            try {
                boolean holds = prepare(requests);
                long left = timeout < 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
                late |= left <= 0;
                if (holds || late) {
                    selector.selectNow(ready);
                } else {
                    waited = true;
                    long wait = silent ? Math.min(left, Selectable.EXAMINATION) : left;
                    selector.select(ready, wait == Long.MAX_VALUE ? 0 : milliseconds(wait));
                }
            } finally {
                waiting = false;
            }
            int found = collect(requests);
            if (found == 0 && late) {
                found = settle(requests);
            }
            if (found == 0 && !waited) {
                refuseClosed(requests);
            }
            if (found > 0 || late) {
                return found;
            }
            if (Thread.interrupted()) {
                throw NetException.of(Errno.EINTR);
            }
        }
    }

    /**
     * What is closed before the wait begins is an error to select(2), which poll(2) tells as an event. Of what is closed
     * later nothing is told any more, as the kernel does.
     */
    private static void refuseClosed(Request[] requests) throws NetException {
        for (Request request : requests) {
            if (!request.exact && PollEvents.has(request.source.publishedLevel(), PollEvents.INVALID)) {
                throw NetException.of(Errno.EBADF);
            }
        }
    }

    private static void found(SelectionKey key) {
        try {
            ((Entry) key.attachment()).ready = key.readyOps();
        } catch (CancelledKeyException e) {
            // The channel was closed by another thread while the selector went through its keys.
        }
    }

    /** Rounded up, so that nothing returns too early. */
    private static long milliseconds(long nanoseconds) {
        return (nanoseconds + 999_999) / 1_000_000;
    }

    /** Asks for what is wanted and nothing else. Whether something holds already, so that there is nothing to wait for. */
    private boolean prepare(Request[] requests) throws IOException {
        boolean holds = false;
        call++;
        int used = 0;
        silent = false;
        Entry[] before = last;
        if (last.length != requests.length) {
            last = new Entry[requests.length];
        }
        for (int i = 0; i < requests.length; i++) {
            Request request = requests[i];
            if (request.source.changesSilently()) {
                silent = true;
                request.source.probe();
            }
            if (register(request, i < before.length ? before[i] : null)) {
                used++;
            }
            last[i] = request.entry;
            // Only now: what changed before this thread observed the source would not wake it.
            holds |= request.holds();
        }
        if (used < entries.size()) {
            retire();
        }
        return holds;
    }

    /** Whether this is the first request of the call for its source. */
    private boolean register(Request request, Entry likely) throws IOException {
        request.entry = null;
        SelectableChannel channel = request.source.selectable();
        if (channel == null || !channel.isOpen()) {
            return false;
        }
        Entry entry = likely != null && likely.source == request.source && !likely.dropped
                ? likely
                : entries.get(request.source);
        boolean first = entry == null || entry.call != call;
        if (entry == null) {
            entry = new Entry(request.source);
        }
        int operations = request.source.operations(request.events) & channel.validOps();
        entry.operations = first ? operations : entry.operations | operations;
        entry.ready = 0;
        entry.call = call;
        try {
            if (entry.channel != channel || !entry.key.isValid()) {
                add(request.source, entry, channel);
            } else if (entry.key.interestOps() != entry.operations) {
                entry.key.interestOps(entry.operations);
            }
            request.entry = entry;
        } catch (ClosedChannelException | CancelledKeyException e) {
            // Closed at this moment: nobody will be told of it any more, as with the kernel.
            entry.dropped = true;
            entries.remove(request.source);
        }
        return first;
    }

    private void add(Selectable source, Entry entry, SelectableChannel channel) throws IOException {
        if (entry.key != null) {
            entry.key.cancel();
            selector.selectNow();
        } else if (source.lendsChannel()) {
            source.lendChannel();
            borrowed.add(source);
        }
        entry.channel = channel;
        entry.key = channel.register(selector, entry.operations, entry);
        if (entries.put(source, entry) == null) {
            source.observe(this);
        }
    }

    /** At the end of the call, lets go of the channels that others use. */
    private void giveBack() throws IOException {
        if (borrowed.isEmpty()) {
            return;
        }
        for (Selectable source : borrowed) {
            Entry entry = entries.remove(source);
            if (entry != null) {
                entry.dropped = true;
                entry.key.cancel();
                source.ignore(this);
            }
        }
        forgetDropped();
        selector.selectNow();
        for (Selectable source : borrowed) {
            source.takeBackChannel();
        }
        borrowed.clear();
    }

    /** Nothing is held that is not waited for any more. */
    private void forgetDropped() {
        for (int i = 0; i < last.length; i++) {
            if (last[i] != null && last[i].dropped) {
                last[i] = null;
            }
        }
    }

    /** Forgets the sources of earlier calls. */
    private void retire() throws IOException {
        for (Iterator<Map.Entry<Selectable, Entry>> all = entries.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Selectable, Entry> one = all.next();
            if (one.getValue().call != call) {
                one.getValue().dropped = true;
                one.getValue().key.cancel();
                one.getKey().ignore(this);
                all.remove();
            }
        }
        selector.selectNow();
    }

    private int collect(Request[] requests) {
        int found = 0;
        for (Request request : requests) {
            request.result = result(request, request.entry == null ? 0 : request.entry.ready);
            if (request.result != 0) {
                found++;
            }
        }
        return found;
    }

    /** Looks at what the sources know, for the last time. */
    private static int settle(Request[] requests) {
        int found = 0;
        for (Request request : requests) {
            request.result = request.counted(request.source.settledLevel());
            if (request.result != 0) {
                found++;
            }
        }
        return found;
    }

    private static int result(Request request, int ready) {
        int before = request.source.publishedLevel();
        if (ready != 0 && (ready & ARRIVED) == 0 && PollEvents.lacksInput(request.events, before)) {
            before = request.source.settledLevel();
        }
        boolean knownToEnd = request.exact && PollEvents.endsWithoutHangUp(before);
        if (ready == 0 && !knownToEnd) {
            return request.counted(before);
        }
        // A request before this one may have seen that the source has connected, which asks for other operations since.
        int asked = ready & (request.source.operations(request.events) | SelectionKey.OP_CONNECT);
        boolean connecting = (asked & SelectionKey.OP_CONNECT) != 0;
        // The selector says that an operation is ready, not why: data, the end, or an error.
        boolean probed = connecting
                || knownToEnd
                || request.exact && (asked & (SelectionKey.OP_READ | SelectionKey.OP_WRITE)) != 0;
        if (probed) {
            request.source.probe();
        }
        int level = request.source.publishedLevel();
        if (request.exact && !knownToEnd && PollEvents.endsWithoutHangUp(level)) {
            // Another thread may have received the end since the kernel was asked, that was not asked for a hang-up.
            request.source.probe();
            level = request.source.publishedLevel();
        }
        if (PollEvents.has(level, PollEvents.INVALID)) {
            return request.counted(level); // what the kernel has said of it is half of what was to be told
        }
        int found = level | request.source.meaning(asked);
        if (!probed && (asked & SelectionKey.OP_READ) != 0) {
            found |= PollEvents.IN;
        }
        if (connecting && connected(request)) {
            found |= PollEvents.OUT;
        }
        return request.counted(found);
    }

    /** After a connect that was under way has ended, the socket asks for other operations. */
    private static boolean connected(Request request) {
        return (request.source.operations(PollEvents.OUT) & SelectionKey.OP_WRITE) != 0;
    }

    @Override
    public void changed(Selectable source) {
        SelectableChannel channel = source.selectable();
        if (channel == null || !channel.isOpen()) {
            flush();
        }
        if (waiting) {
            selector.wakeup();
        }
    }

    /** The descriptor of a closed channel lives until each selector that knew it has run: it is free when this returns. */
    private void flush() {
        boolean idle = busy.compareAndSet(false, true);
        try {
            selector.wakeup();
            selector.selectNow(); // waits for a select in progress to end
            if (idle) {
                entries.values().forEach(entry -> entry.dropped = !entry.key.isValid());
                entries.values().removeIf(entry -> entry.dropped);
                forgetDropped();
            }
        } catch (IOException | ClosedSelectorException e) {
            // Then it is closed with the selector.
        } finally {
            if (idle) {
                busy.set(false);
            }
        }
    }

    // ---- the pool
    // ---------------------------------------------------------------------------------------------------------

    /** Closes the selectors that no thread uses now, those of the loops too; for when there is no more use for sockets. */
    public static void closeIdle() {
        for (Multiplexer idle : POOL) {
            if (idle.busy.compareAndSet(false, true)) {
                POOL.remove(idle);
                try {
                    idle.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        PollerPool.shared().closeIdle();
    }

    private static Multiplexer acquire() throws IOException {
        WeakReference<Multiplexer> last = LAST.get();
        Multiplexer mine = last == null ? null : last.get();
        if (mine != null && mine.selector.isOpen() && mine.busy.compareAndSet(false, true)) {
            return mine;
        }
        for (Multiplexer idle : POOL) {
            if (idle.selector.isOpen() && idle.busy.compareAndSet(false, true)) {
                return remember(idle);
            }
        }
        Multiplexer fresh = new Multiplexer(Selector.open());
        POOL.add(fresh);
        return remember(fresh);
    }

    private static Multiplexer remember(Multiplexer multiplexer) {
        LAST.set(new WeakReference<>(multiplexer));
        return multiplexer;
    }

    private void release() throws IOException {
        if (POOL.size() > MOST) {
            POOL.remove(this);
            close();
            return; // stays busy: nobody takes it any more
        }
        busy.set(false);
    }

    private void close() throws IOException {
        entries.keySet().forEach(source -> source.ignore(this));
        entries.clear();
        last = new Entry[0];
        selector.close();
    }
}
