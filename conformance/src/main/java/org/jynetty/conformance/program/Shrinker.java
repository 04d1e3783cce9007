package org.jynetty.conformance.program;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;

/**
 * Finds a small program that still shows what a large one showed: jqwik shrinks what it generated, operation by operation;
 * then every operation that can be left out is, those that sockets are made with too.
 */
final class Shrinker {
    /** How many programs are tried at most. */
    private static final int TRIES = 400;

    /** Says whether a program shows it. */
    interface Check {
        boolean shows(Program program) throws IOException, InterruptedException;
    }

    private final Check check;
    private final long deadline;
    private final Set<String> tried = new HashSet<>();

    /** @param nanoseconds how long it may take */
    Shrinker(Check check, long nanoseconds) {
        this.check = check;
        this.deadline = System.nanoTime() + nanoseconds;
    }

    Program shrink(Shrinkable<Program> generated) throws IOException, InterruptedException {
        Program smallest = withoutNeedless(generated.value());
        Shrinkable<Program> best = generated;
        for (Shrinkable<Program> next = best; next != null; ) {
            next = firstThatShows(best.shrink());
            best = next == null ? best : next;
        }
        Program shrunk = withoutNeedless(best.value());
        return shrunk.size() < smallest.size() ? shrunk : smallest;
    }

    private Shrinkable<Program> firstThatShows(Stream<Shrinkable<Program>> candidates)
            throws IOException, InterruptedException {
        try (candidates) {
            for (Iterator<Shrinkable<Program>> all = candidates.iterator(); all.hasNext(); ) {
                Shrinkable<Program> candidate = all.next();
                if (isOver()) {
                    return null;
                }
                if (shows(candidate.value())) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** Leaves out one operation after the other, as often as one can be left out. */
    private Program withoutNeedless(Program program) throws IOException, InterruptedException {
        Program smallest = program;
        boolean again = true;
        while (again) {
            again = false;
            List<Program> candidates = smallest.smaller().toList();
            for (int i = 0; i < candidates.size() && !isOver(); ) {
                if (shows(candidates.get(i))) {
                    smallest = candidates.get(i);
                    candidates = smallest.smaller().toList(); // at this place there is now the next one
                    again = true;
                } else {
                    i++;
                }
            }
        }
        return smallest;
    }

    private boolean isOver() {
        return tried.size() >= TRIES || System.nanoTime() > deadline;
    }

    /** A program that was tried already is no news. */
    private boolean shows(Program candidate) throws IOException, InterruptedException {
        return tried.add(candidate.text()) && check.shows(candidate);
    }
}
