package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Runs programs on the reference and on an implementation and compares.
 *
 * <p>A sequential program has one trace, as nothing in it is left to chance; where the reference shows more than one after
 * all, each is allowed. A concurrent program may do what the reference did in any of many runs, and what one thread does on the
 * reference that runs the branches' operations in any order: whatever the threads of an implementation do at the same time
 * must look as if they had done it in some order.
 */
public final class Differential implements AutoCloseable {
    /** How often a concurrent program is run on each side, where it is not said. */
    private static final int RUNS = 50;

    /** How often a suspicious program is run again, that is: this many times as often as at first. */
    private static final int AGAIN = 4;

    /** How many times more often than the implementation the reference is run then: what it does seldom is allowed too. */
    private static final int REFERENCE_AGAIN = 4;

    /** In how many parts the runs of one program are done, side by side, as it may wait long each time. */
    private static final int COPIES = 32;

    /**
     * What the waits of a concurrent program are multiplied by at first: on a machine that is busy this may be too short for what
     * is waited for to come, and then it is looked at again, at last with the waits that the program has.
     */
    private static final double HASTY = 0.2;

    private static final double PATIENT = 1;

    private final Behaviour reference;
    private final Behaviour tested;
    private final int runs;
    private final Aside aside = new Aside(1, "reference");

    public Differential(Behaviour reference, Behaviour tested) {
        this(reference, tested, RUNS);
    }

    /** @param runs how often a concurrent program is run on each side: more find what is rare, fewer try more programs */
    Differential(Behaviour reference, Behaviour tested, int runs) {
        this.reference = reference;
        this.tested = tested;
        this.runs = runs;
    }

    /** How often a concurrent program is run on each side. */
    int runs() {
        return runs;
    }

    /** Runs programs on both sides, whatever comes out. */
    void warmUp(List<Program> programs) throws IOException, InterruptedException {
        run(programs, runs, 1, HASTY);
    }

    /** Compares; a suspicious program is run again, several times, before it counts as different. */
    public Comparison compare(Program program) throws IOException, InterruptedException {
        return compare(List.of(program)).get(0);
    }

    /** Compares programs; as {@link #compare(Program)}, and faster than one after the other. */
    public List<Comparison> compare(List<Program> programs) throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>(compareOnce(programs));
        lookAgain(programs, comparisons, HASTY);
        lookAgain(programs, comparisons, PATIENT);
        return comparisons;
    }

    /** Runs suspicious programs many times more, the runs of each side by side too, and replaces what was seen of them. */
    private void lookAgain(List<Program> programs, List<Comparison> comparisons, double pace)
            throws IOException, InterruptedException {
        List<Integer> suspicious = IntStream.range(0, programs.size())
                .filter(i -> comparisons.get(i).isSuspicious())
                .boxed()
                .toList();
        Ran ran = runInParts(suspicious.stream().map(programs::get).toList(), runs * AGAIN, REFERENCE_AGAIN, pace);
        for (int i = 0; i < suspicious.size(); i++) {
            comparisons.set(
                    suspicious.get(i),
                    judgeAgain(
                            comparisons.get(suspicious.get(i)),
                            ran.allowed().get(i),
                            ran.seen().get(i)));
        }
    }

    /** Compares without a doubt about what is seen. */
    Comparison compareOnce(Program program) throws IOException, InterruptedException {
        return judged(
                        List.of(program),
                        program.isConcurrent() ? runInParts(List.of(program), runs, 1, HASTY) : once(program))
                .get(0);
    }

    private Ran once(Program program) throws IOException, InterruptedException {
        return run(List.of(program), 1, 1, PATIENT);
    }

    private List<Comparison> compareOnce(List<Program> programs) throws IOException, InterruptedException {
        return judged(programs, run(programs, runs, 1, HASTY));
    }

    private List<Comparison> judged(List<Program> programs, Ran ran) throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            comparisons.add(
                    judge(programs.get(i), ran.allowed().get(i), ran.seen().get(i)));
        }
        return comparisons;
    }

    private Comparison judge(Program program, Outcomes allowed, Outcomes seen)
            throws IOException, InterruptedException {
        boolean model = program.isConcurrent() && !seen.outside(allowed).isEmpty();
        return worst(
                seen,
                model ? Outcomes.union(List.of(allowed, Outcomes.ofModel(reference.inAnyOrder(program)))) : allowed);
    }

    /** Of what was not allowed the first that has no excuse, if there is one. */
    private static Comparison worst(Outcomes seen, Outcomes allowed) {
        Comparison worst = Comparison.same(allowed, seen.runs());
        for (JsonNode trace : seen.outside(allowed)) {
            worst = Comparison.different(allowed, trace, seen.isLate(trace), seen.runs());
            if (worst.differs()) {
                break;
            }
        }
        return worst;
    }

    private static Comparison judgeAgain(Comparison once, Outcomes moreAllowed, Outcomes moreSeen) {
        Comparison repeated = worst(moreSeen, Outcomes.union(List.of(once.allowed(), moreAllowed)));
        return repeated.differs() ? repeated.after(once.runs()) : once.notAgain(moreAllowed, moreSeen.runs());
    }

    /** What came out of programs on both sides. */
    private record Ran(List<Outcomes> allowed, List<Outcomes> seen) {}

    /** Runs programs with the runs of each side by side too; those that have one thread, a few times. */
    private Ran runInParts(List<Program> programs, int times, int ofReference, double pace)
            throws IOException, InterruptedException {
        List<Program> copies = programs.stream()
                .flatMap(program -> Collections.nCopies(parts(program), program).stream())
                .toList();
        Ran ran = run(copies, (times + COPIES - 1) / COPIES, ofReference, pace);
        List<Outcomes> allowed = new ArrayList<>();
        List<Outcomes> seen = new ArrayList<>();
        int from = 0;
        for (Program program : programs) {
            int to = from + parts(program);
            allowed.add(Outcomes.union(ran.allowed().subList(from, to)));
            seen.add(Outcomes.union(ran.seen().subList(from, to)));
            from = to;
        }
        return new Ran(allowed, seen);
    }

    private static int parts(Program program) {
        return program.isConcurrent() ? COPIES : AGAIN;
    }

    /** Runs programs on both sides at the same time; on the reference so many times as often. */
    private Ran run(List<Program> programs, int times, int ofReference, double pace)
            throws IOException, InterruptedException {
        if (programs.isEmpty()) {
            return new Ran(List.of(), List.of());
        }
        Future<List<Outcomes>> running = aside.begin(() -> reference.run(programs, times * ofReference, pace));
        List<Outcomes> seen = tested.run(programs, times, pace);
        return new Ran(Aside.result(running, "the reference"), seen);
    }

    @Override
    public void close() {
        aside.close();
    }
}
