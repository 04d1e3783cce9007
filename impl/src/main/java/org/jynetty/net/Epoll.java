package org.jynetty.net;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * An epoll instance as epoll(7) has it: it remembers what to wait for, and a poll costs as much as there is ready, however
 * much is registered.
 *
 * <p>It has a selector of its own, which knows what the kernel has to say, and like the kernel it has an interest list and a list of what may
 * be ready. What sources know without the kernel comes as {@link Selectable.Observer changes}. A thread that polls takes the
 * turn, looks at the changes and at what the selector finds, and takes what is ready from the front of the list. Only the
 * thread whose turn it is touches the selector.
 *
 * <p>Thread-safe. The lock of an instance comes before those of its sources.
 */
public final class Epoll implements OpenFile, Selectable {
    /** EPOLLET. */
    public static final int EDGE = 1 << 31;

    /** EPOLLONESHOT. */
    public static final int ONE_SHOT = 1 << 30;

    /** EPOLLWAKEUP, which is about the sleep of machines. */
    private static final int WAKE_UP = 1 << 29;

    /** EPOLLEXCLUSIVE, which spares threads that wait for the same source in vain; it is checked, nothing more. */
    private static final int EXCLUSIVE = 1 << 28;

    private static final int ALLOWED_WITH_EXCLUSIVE = PollEvents.IN
            | PollEvents.OUT
            | PollEvents.READ_NORMAL
            | PollEvents.WRITE_NORMAL
            | PollEvents.ERROR
            | PollEvents.HANG_UP
            | WAKE_UP
            | EDGE
            | EXCLUSIVE;

    private final Selector selector;
    private final Turns turns;

    /** Written under the lock. */
    private volatile boolean closed;

    // Guarded by the lock.
    private final InterestList interests = new InterestList(this);
    private final ReadyList ready = new ReadyList(this);

    private final Consumer<SelectionKey> finder = this::found;

    /** What the selector found. Confined to the turn. */
    private final List<Watch> found = new ArrayList<>();

    /** What has changed and was not looked at yet. */
    private final Queue<Watch> changes = new ConcurrentLinkedQueue<>();

    private final Set<Observer> observers = new CopyOnWriteArraySet<>();
    private volatile int publishedLevel;

    /**
     * One event.
     *
     * @param name under which the source was registered
     * @param events the {@link PollEvents}
     */
    public record Event(Object name, int events) {}

    private Epoll(Selector selector) {
        this.selector = selector;
        this.turns = new Turns(selector::wakeup);
    }

    /** epoll_create(2). @throws NetException EMFILE */
    public static Epoll create() throws NetException {
        try {
            return new Epoll(Selector.open());
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    // ---- epoll_ctl(2) -----------------------------------------------------------------------------------------------

    /**
     * Begins to wait for a source.
     *
     * @param name what its events are reported under, such as a descriptor's number; compared by {@code equals}
     * @param events {@link PollEvents} with {@link #EDGE} and {@link #ONE_SHOT}
     * @throws NetException EEXIST if the source is registered under this name, EINVAL if it is this instance, ELOOP if it
     *     waits for this instance itself, EPERM if it is always ready, EBADF if this is closed
     */
    public void register(Object name, Selectable source, int events) throws NetException {
        checkOpen();
        if (source == this || PollEvents.has(events, EXCLUSIVE) && !allowsExclusive(source, events)) {
            throw NetException.of(Errno.EINVAL);
        }
        if (source.isAlwaysReady()) {
            throw NetException.of(Errno.EPERM);
        }
        if (source instanceof Epoll other) {
            synchronized (Epoll.class) { // so that no two threads close a circle
                if (other.reaches(this)) {
                    throw NetException.of(Errno.ELOOP);
                }
                add(name, source, events);
            }
        } else {
            add(name, source, events);
        }
    }

    private static boolean allowsExclusive(Selectable source, int events) {
        return !(source instanceof Epoll) && (events & ~ALLOWED_WITH_EXCLUSIVE) == 0;
    }

    private boolean reaches(Epoll target) {
        turns.lock();
        try {
            return interests.sources().stream()
                    .anyMatch(source -> source == target || source instanceof Epoll other && other.reaches(target));
        } finally {
            turns.unlock();
        }
    }

    private void add(Object name, Selectable source, int events) throws NetException {
        turns.lock();
        try {
            checkOpen();
            interests.add(name, source, events);
        } finally {
            turns.unlock();
        }
    }

    /** Changes what is asked of a source, and arms a one-shot again. @throws NetException ENOENT, EINVAL, EBADF */
    public void modify(Object name, Selectable source, int events) throws NetException {
        turns.lock();
        try {
            Interest interest = registered(name, source);
            if (PollEvents.has(events, EXCLUSIVE)) {
                throw NetException.of(Errno.EINVAL);
            }
            interest.ask(events);
            interest.watch.changed(source);
        } finally {
            turns.unlock();
        }
    }

    /** Waits for a source no longer. @throws NetException ENOENT, EINVAL, EBADF */
    public void unregister(Object name, Selectable source) throws NetException {
        turns.lock();
        try {
            interests.remove(registered(name, source));
        } finally {
            turns.unlock();
        }
    }

    private Interest registered(Object name, Selectable source) throws NetException {
        checkOpen();
        if (source == this) {
            throw NetException.of(Errno.EINVAL);
        }
        return interests.get(name, source);
    }

    private void checkOpen() throws NetException {
        if (closed) {
            throw NetException.of(Errno.EBADF);
        }
    }

    // ---- epoll_wait(2) ----------------------------------------------------------------------------------------------

    /**
     * Waits until there are events, or the time is over.
     *
     * @param timeout nanoseconds; negative waits for ever, 0 does not wait
     * @param most how many events at most; what is left over comes first the next time
     * @throws NetException EBADF if this is closed, also meanwhile; EINTR if the thread is interrupted
     */
    public List<Event> poll(long timeout, int most) throws NetException {
        long deadline = System.nanoTime() + timeout;
        List<Event> events = new ArrayList<>();
        for (boolean late = false; events.isEmpty() && !late; ) {
            long left = timeout < 0 ? Long.MAX_VALUE : Math.max(deadline - System.nanoTime(), 0);
            late = left == 0;
            turn(left, events, most);
        }
        return events;
    }

    /** Waits for its turn and for events, and takes them; or, without a list for them, only publishes whether there are. */
    private void turn(long nanoseconds, List<Event> events, int most) throws NetException {
        turns.lock();
        try {
            checkOpen();
            if (turns.take(nanoseconds)) {
                try {
                    look(nanoseconds);
                    if (events == null) {
                        publishedLevel = ready.holdsAny() ? PollEvents.IN : 0;
                    } else {
                        ready.harvest(events, most);
                    }
                } finally {
                    turns.end();
                }
            }
        } catch (InterruptedException e) {
            throw NetException.of(Errno.EINTR);
        } catch (IOException | ClosedSelectorException e) {
            throw Errors.of(e);
        } finally {
            turns.unlock();
        }
    }

    /** Brings the list of what may be ready up to date; waits if it is empty. */
    private void look(long nanoseconds) throws IOException {
        borrow();
        try {
            applyChanges();
            examine();
            select(ready.isEmpty() ? patience(nanoseconds) : 0);
            if (!changes.isEmpty()) { // the kernel was not asked for what another thread has asked for meanwhile
                applyChanges();
                found.clear();
                selector.selectNow(finder);
            }
            ready.beginRound();
            for (Watch watch : found) {
                kernelSays(watch);
            }
            found.clear();
        } finally {
            giveBack();
        }
        checkOpen();
    }

    /** Looks at the sources that change without telling. */
    private void examine() {
        for (Watch watch : List.copyOf(interests.examined())) {
            watch.source.probe();
            update(watch);
        }
    }

    /** How long the selector may wait if there is so much time. */
    private long patience(long nanoseconds) {
        return interests.examined().isEmpty() ? nanoseconds : Math.min(nanoseconds, EXAMINATION);
    }

    /** Without the lock, so that sources can be registered meanwhile. */
    private void select(long nanoseconds) throws IOException {
        turns.unlock();
        try {
            if (nanoseconds == 0) {
                selector.selectNow(finder);
            } else {
                MainThread.Wait wait = MainThread.beginWait();
                try {
                    selector.select(finder, nanoseconds == Long.MAX_VALUE ? 0 : (nanoseconds + 999_999) / 1_000_000);
                } finally {
                    MainThread.endWait(wait);
                }
            }
        } finally {
            turns.lock();
        }
    }

    private void found(SelectionKey key) {
        Watch watch = (Watch) key.attachment();
        watch.takeReady();
        found.add(watch);
    }

    private void kernelSays(Watch watch) {
        int operations = watch.probe();
        for (Interest interest : watch.interests) {
            ready.kernelSays(interest, operations);
        }
        watch.synchronise(selector);
    }

    private void applyChanges() {
        for (Watch watch; (watch = changes.poll()) != null; ) {
            watch.beginLook();
            update(watch);
        }
    }

    private void update(Watch watch) {
        if (watch.isClosed()) {
            for (Interest interest : List.copyOf(watch.interests)) {
                interests.remove(interest);
            }
        }
        for (Interest interest : watch.interests) {
            if (interest.hasNews()) {
                ready.add(interest);
            }
        }
        if (!watch.interests.isEmpty()) {
            watch.synchronise(selector);
        } else {
            interests.forget(watch);
        }
    }

    /** Something about a source has changed: the next turn looks at it. */
    void lookAgain(Watch watch) {
        if (watch.setChanged()) {
            changes.add(watch);
        }
    }

    /** Some channels are the selector's only while a call waits. */
    private void borrow() throws IOException {
        for (Watch watch : List.copyOf(interests.borrowing())) {
            watch.source.lendChannel();
            update(watch);
        }
    }

    private void giveBack() throws IOException {
        List<Watch> borrowing = interests.borrowing();
        if (!borrowing.isEmpty() && selector.isOpen()) {
            for (Watch watch : borrowing) {
                watch.releaseChannel();
            }
            selector.selectNow();
        }
        for (Watch watch : borrowing) {
            watch.source.takeBackChannel();
        }
    }

    // ---- changes of the sources -------------------------------------------------------------------------------------

    /**
     * A source has changed, or what is asked of it. Called with its lock held.
     *
     * @param stale whether its channel is closed, whose descriptor lives until the selector has run
     */
    void changed(Watch watch, boolean stale) {
        lookAgain(watch);
        turns.hurry();
        if (stale) {
            flush();
        }
        for (Observer observer : observers) {
            observer.changed(this);
        }
    }

    private void flush() {
        try {
            selector.wakeup();
            selector.selectNow(); // waits for a select in progress to end
            selector.wakeup(); // in place of the one that was consumed
        } catch (IOException | ClosedSelectorException e) {
            // Then the descriptor goes with the selector.
        }
    }

    /** Close of the last descriptor. Threads that poll get EBADF. */
    @Override
    public void close() {
        turns.lock();
        try {
            closed = true;
            publishedLevel = PollEvents.INVALID;
            interests.clear();
            ready.clear();
            selector.close();
        } catch (IOException e) {
            // close(2) of an epoll instance has nothing to report that a program could act on.
        } finally {
            turns.unlock();
        }
        for (Observer observer : observers) {
            observer.changed(this);
        }
    }

    // ---- as a source of others: readable when it has events ---------------------------------------------------------

    @Override
    public int publishedLevel() {
        return publishedLevel;
    }

    /** What the kernel has for it is seen by looking. */
    @Override
    public boolean changesSilently() {
        return true;
    }

    /** Takes no events: what is ready stays so for those who poll this instance. */
    @Override
    public void probe() {
        try {
            turn(0, null, 0);
        } catch (NetException e) {
            publishedLevel = PollEvents.INVALID;
        }
    }

    @Override
    public void observe(Observer observer) {
        observers.add(observer);
    }

    @Override
    public void ignore(Observer observer) {
        observers.remove(observer);
    }
}
