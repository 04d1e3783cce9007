package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

    /** How often a suspicious program is run again. */
    private static final int AGAIN = 4;

    private final Behaviour reference;
    private final Behaviour tested;
    private final int runs;
    private final ExecutorService aside = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "reference");
        thread.setDaemon(true);
        return thread;
    });

    public Differential(Behaviour reference, Behaviour tested) {
        this(reference, tested, RUNS);
    }

    /** @param runs how often a concurrent program is run on each side: more find what is rare, fewer try more programs */
    Differential(Behaviour reference, Behaviour tested, int runs) {
        this.reference = reference;
        this.tested = tested;
        this.runs = runs;
    }

    /** Compares; a suspicious program is run again, several times, before it counts as different. */
    public Comparison compare(Program program) throws IOException, InterruptedException {
        return compare(List.of(program)).get(0);
    }

    /** Compares programs; as {@link #compare(Program)}, and faster than one after the other. */
    public List<Comparison> compare(List<Program> programs) throws IOException, InterruptedException {
        List<Comparison> comparisons = compareOnce(programs);
        List<Comparison> sure = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            Comparison once = comparisons.get(i);
            sure.add(once.differs() ? again(programs.get(i), once) : once);
        }
        return sure;
    }

    /** Compares without a doubt about what is seen. */
    Comparison compareOnce(Program program) throws IOException, InterruptedException {
        return compareOnce(List.of(program)).get(0);
    }

    private List<Comparison> compareOnce(List<Program> programs) throws IOException, InterruptedException {
        Future<List<Set<JsonNode>>> running = aside.submit(() -> reference.run(programs, runs));
        List<Set<JsonNode>> seen = tested.run(programs, runs);
        List<Set<JsonNode>> allowed = result(running);
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            comparisons.add(judge(programs.get(i), new LinkedHashSet<>(allowed.get(i)), seen.get(i)));
        }
        return comparisons;
    }

    private Comparison judge(Program program, Set<JsonNode> allowed, Set<JsonNode> seen)
            throws IOException, InterruptedException {
        if (program.isConcurrent() && !allowed.containsAll(seen)) {
            allowed.addAll(reference.inAnyOrder(program));
        }
        return worst(seen, allowed);
    }

    /** Of what was not allowed the first that has no excuse, if there is one. */
    private static Comparison worst(Set<JsonNode> seen, Set<JsonNode> allowed) {
        Comparison worst = Comparison.same(allowed);
        for (JsonNode trace : seen) {
            if (!allowed.contains(trace)) {
                worst = Comparison.different(allowed, trace);
                if (worst.differs()) {
                    break;
                }
            }
        }
        return worst;
    }

    private Comparison again(Program program, Comparison once) throws IOException, InterruptedException {
        Set<JsonNode> allowed = once.allowed();
        for (int i = 0; i < AGAIN; i++) {
            allowed.addAll(reference.run(program, runs));
        }
        if (allowed.contains(once.seen())) {
            return Comparison.same(allowed);
        }
        for (int i = 0; i < AGAIN; i++) {
            Comparison repeated = worst(tested.run(program, runs), allowed);
            if (repeated.differs()) {
                return repeated;
            }
        }
        return Comparison.notAgain(allowed, once.seen());
    }

    private static <T> T result(Future<T> running) throws IOException, InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IOException("the reference failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        aside.shutdownNow();
    }
}
