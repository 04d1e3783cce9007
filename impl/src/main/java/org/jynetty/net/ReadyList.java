package org.jynetty.net;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The ready list of an epoll instance, as epoll(7) calls it: what may be ready, first come first. What is not any more leaves it
 * when it is looked at. Guarded by the instance's lock.
 */
final class ReadyList {
    private final Epoll epoll;
    private final ArrayDeque<Interest> queue = new ArrayDeque<>();

    /** Counts the looks at the kernel, as a level is what it says now. */
    private int round;

    ReadyList(Epoll epoll) {
        this.epoll = epoll;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void add(Interest interest) {
        if (!interest.queued) {
            interest.queued = true;
            queue.add(interest);
        }
    }

    void clear() {
        queue.clear();
    }

    /** Begins another look at the kernel: what it said before counts no more. */
    void beginRound() {
        round++;
    }

    /** Adds what the kernel is ready for, in the present look. */
    void kernelSays(Interest interest, int operations) {
        if (interest.kernelSays(operations, round)) {
            add(interest);
        }
    }

    /**
     * Takes from the front of the list what is ready indeed. A level that holds goes to the end, so that all get a turn.
     *
     * @param most how many events at most
     */
    void harvest(List<Epoll.Event> events, int most) {
        for (int n = queue.size(); n > 0 && events.size() < most; n--) {
            Interest interest = queue.remove();
            interest.queued = false;
            int holding = interest.look(round);
            if (holding != 0) {
                events.add(new Epoll.Event(interest.key.name(), holding));
                if (interest.reported()) {
                    add(interest);
                }
                if (interest.isDisarmed()) {
                    epoll.lookAgain(interest.watch); // the kernel is to be asked for less
                }
            }
        }
    }

    /** Whether there is anything to take. */
    boolean holdsAny() {
        for (Interest interest : queue) {
            if (interest.look(round) != 0) {
                return true;
            }
        }
        return false;
    }
}
