package org.jynetty.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The interest list of an epoll instance, as epoll(7) calls it: what it waits for, under which names. A source has one
 * {@link Watch}, however many names. Guarded by the instance's lock.
 */
final class InterestList {
    private final Epoll epoll;
    private final Map<Interest.Key, Interest> interests = new HashMap<>();
    private final Map<Selectable, Watch> watches = new IdentityHashMap<>();
    private final List<Watch> examined = new ArrayList<>(0);
    private final List<Watch> borrowing = new ArrayList<>(0);

    InterestList(Epoll epoll) {
        this.epoll = epoll;
    }

    /** @throws NetException ENOENT */
    Interest get(Object name, Selectable source) throws NetException {
        Interest interest = interests.get(new Interest.Key(name, source));
        if (interest == null) {
            throw NetException.of(Errno.ENOENT);
        }
        return interest;
    }

    /** @throws NetException EEXIST */
    void add(Object name, Selectable source, int events) throws NetException {
        Interest.Key key = new Interest.Key(name, source);
        if (interests.containsKey(key)) {
            throw NetException.of(Errno.EEXIST);
        }
        Watch watch = watches.get(source);
        if (watch == null) {
            watch = watch(source);
        }
        Interest interest = new Interest(key, watch);
        interest.ask(events);
        interests.put(key, interest);
        watch.interests.add(interest);
        watch.changed(source);
    }

    private Watch watch(Selectable source) {
        Watch watch = new Watch(epoll, source);
        watches.put(source, watch);
        if (source.changesSilently()) {
            examined.add(watch);
        }
        if (source.lendsChannel()) {
            borrowing.add(watch);
        }
        source.observe(watch);
        return watch;
    }

    /** The watch stays until it is {@link #forget forgotten}. */
    void remove(Interest interest) {
        interests.remove(interest.key);
        interest.cancel();
        interest.watch.interests.remove(interest);
        interest.watch.changed(interest.watch.source);
    }

    /** Lets go of a source that nothing is asked of any more. */
    void forget(Watch watch) {
        if (watches.remove(watch.source, watch)) {
            examined.remove(watch);
            borrowing.remove(watch);
            watch.dispose();
        }
    }

    /** What is waited for, each once. */
    Set<Selectable> sources() {
        return watches.keySet();
    }

    /** Those that change without telling, and have to be looked at. */
    List<Watch> examined() {
        return examined;
    }

    /** Those whose channel is the selector's only while a call waits. */
    List<Watch> borrowing() {
        return borrowing;
    }

    void clear() {
        watches.values().forEach(Watch::dispose);
        watches.clear();
        interests.clear();
        examined.clear();
        borrowing.clear();
    }
}
