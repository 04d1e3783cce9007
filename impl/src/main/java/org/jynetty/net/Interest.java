package org.jynetty.net;

import java.nio.channels.SelectionKey;

/**
 * What an epoll instance was asked to report of a source under one name, and what of it is due. Guarded by the instance's
 * lock.
 *
 * <p>A level is due as long as it holds. An edge is due when something new has come: data, an error, or room for a send that
 * had found none; then all that holds is reported. As a selector knows only levels, what it said once is remembered, and it
 * is not asked again before the source has been used so that the next answer is new.
 */
final class Interest {
    /** Operations that the kernel goes on to be ready for, whatever {@link Selectable#probe} does. */
    private static final int LASTING = SelectionKey.OP_WRITE | SelectionKey.OP_ACCEPT;

    private static final int DATA = PollEvents.IN | PollEvents.READ_NORMAL;

    final Key key;
    final Watch watch;

    /** Whether it is in the list of what may be ready. */
    boolean queued;

    private int asked;

    /** A one-shot that was reported, or removed. */
    private boolean disarmed;

    /** What the kernel said, and in which round; of an edge it holds until the source is used. */
    private int kernelLevel;

    private int kernelRound;

    /** What was seen of the source. */
    private int seenLevel;

    // Of edges only: what was seen of the source besides, and what the kernel needs not be asked.
    private int seenArrivals;
    private int seenUses;
    private int answered;

    /** Sources are compared by identity, as the kernel compares open files. */
    record Key(Object name, Selectable source) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.source == source && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(source) + name.hashCode();
        }
    }

    Interest(Key key, Watch watch) {
        this.key = key;
        this.watch = watch;
    }

    /** Asks anew: what holds is news. */
    void ask(int events) {
        asked = events;
        disarmed = false;
        seenLevel = 0;
        forgetKernel();
    }

    /** Asks no more. */
    void cancel() {
        disarmed = true;
    }

    /** The source has another channel, or has been used so that the kernel's next answer is news. */
    void forgetKernel() {
        kernelLevel = 0;
        answered = 0;
    }

    boolean isDisarmed() {
        return disarmed;
    }

    private boolean isEdge() {
        return PollEvents.has(asked, Epoll.EDGE);
    }

    private int mask() {
        return disarmed ? 0 : asked & PollEvents.ALL | PollEvents.ERROR | PollEvents.HANG_UP;
    }

    /** Which NIO operations to ask the kernel for. Hang-ups are looked for whether they were asked for or not. */
    int operations() {
        if (disarmed) {
            return 0;
        }
        int events = PollEvents.withoutSynonyms(asked) & PollEvents.ALL & ~PollEvents.HANG_UP;
        return isEdge()
                ? key.source().operations(events | PollEvents.READ_HANG_UP) & ~answered
                : key.source().operations(events | PollEvents.HANG_UP);
    }

    /** Looks at what the source knows without the kernel: whether there may be something to report. */
    boolean hasNews() {
        int level = key.source().publishedLevel();
        if (!isEdge()) {
            return (level & mask()) != 0;
        }
        int uses = key.source().uses();
        if (uses != seenUses) {
            seenUses = uses;
            forgetKernel();
        }
        boolean arrived = key.source().arrivals() != seenArrivals && PollEvents.has(mask(), DATA);
        // The end of the stream is an edge to all, whatever they asked for.
        boolean news = (level & ~seenLevel & (mask() | PollEvents.READ_HANG_UP)) != 0 || arrived;
        see(level);
        return news;
    }

    private void see(int level) {
        seenLevel = level;
        seenArrivals = key.source().arrivals();
    }

    /** Takes note of the operations that the kernel is ready for. Whether there may be something to report. */
    boolean kernelSays(int operations, int round) {
        int level = key.source().meaning(operations & operations());
        kernelRound = round;
        if (!isEdge()) {
            kernelLevel = level;
            return true;
        }
        boolean news = hasNews(); // first, as it may forget what the kernel said before
        news |= (level & ~kernelLevel & mask()) != 0;
        kernelLevel |= level;
        answered |= operations & LASTING;
        return news;
    }

    /** What is ready: the {@link PollEvents} to report. */
    int look(int round) {
        int kernel = isEdge() || kernelRound == round ? kernelLevel : 0;
        int level = key.source().publishedLevel();
        if (kernel != 0 && PollEvents.lacksInput(PollEvents.withoutSynonyms(asked), level | kernel)) {
            level = key.source().settledLevel();
        }
        if (PollEvents.endsWithoutHangUp(level) && (isEdge() || !PollEvents.endsWithoutHangUp(seenLevel))) {
            // The kernel, asked for the hang-ups of an edge, would tell of room again and again.
            // For those of a level it was not asked yet: another thread may have received the end since.
            key.source().probe();
            level = key.source().publishedLevel();
        }
        see(level);
        if (PollEvents.has(level, PollEvents.INVALID)) {
            return 0; // closed: what the kernel has said of it is half of what was to be told
        }
        return PollEvents.withSynonyms(level | kernel) & mask();
    }

    /** To be called when it was reported. Whether it is to be looked at again because a level holds. */
    boolean reported() {
        if (PollEvents.has(asked, Epoll.ONE_SHOT)) {
            disarmed = true;
        }
        if (isEdge()) {
            kernelLevel &= ~PollEvents.IN;
            return false;
        }
        return (key.source().publishedLevel() & mask()) != 0;
    }
}
