package org.jynetty.conformance.program;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/** Generates programs, compares, and shrinks what differs. The same seed gives the same programs. */
public final class Fuzz {
    /** How jqwik scales what it generates: as in a property of a thousand tries. */
    private static final int GENERATOR_SIZE = 1000;

    /** How often the kinds of programs are taken. */
    public enum Mix {
        SEQUENTIAL(0),
        CONCURRENT(100),
        BOTH(10);

        private final int concurrentPercent;

        Mix(int concurrentPercent) {
            this.concurrentPercent = concurrentPercent;
        }
    }

    /** How a search goes. */
    public interface Listener {
        /** Some more programs have been compared; asks whether to go on. */
        boolean compared(Counts counts);

        /** Something new was seen; asks whether to shrink it, which takes a while, and to tell of it. */
        default boolean wanted() {
            return true;
        }

        /** Something new was found. */
        void found(Finding finding);

        /** Something was seen once, and not again. */
        void notAgain(Finding finding);
    }

    /**
     * What a search has done.
     *
     * @param sequential programs compared
     * @param concurrent programs compared
     * @param runs of the concurrent programs, on the implementation
     * @param incomplete concurrent programs that took too long to be run as often as they should be
     * @param different programs that showed a difference, old or new
     * @param notAgain programs that showed one once
     * @param excused programs that differed for a known reason
     */
    public record Counts(
            int sequential,
            int concurrent,
            long runs,
            int incomplete,
            int different,
            int notAgain,
            Map<Excuse, Integer> excused) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, new EnumMap<>(Excuse.class));

        public int programs() {
            return sequential + concurrent;
        }

        private Counts and(Program program, Comparison comparison, int wanted) {
            boolean threads = program.isConcurrent();
            return new Counts(
                    sequential + (threads ? 0 : 1),
                    concurrent + (threads ? 1 : 0),
                    runs + (threads ? comparison.runs() : 0),
                    incomplete + (threads && comparison.runs() < wanted ? 1 : 0),
                    different + (comparison.differs() ? 1 : 0),
                    notAgain + (comparison.verdict() == Comparison.Verdict.NOT_AGAIN ? 1 : 0),
                    comparison.excuse() == null ? excused : oneMore(comparison.excuse()));
        }

        private Map<Excuse, Integer> oneMore(Excuse excuse) {
            Map<Excuse, Integer> more = new EnumMap<>(excused);
            more.merge(excuse, 1, Integer::sum);
            return more;
        }

        /** How many differed for a known reason. */
        public int excusedPrograms() {
            return excused.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final Differential differential;
    private final long seed;
    private final Mix mix;
    private final Listener listener;
    private final Set<String> known = new HashSet<>();
    private Duration shrinking = Duration.ofMinutes(2);
    private int batch = 50;

    public Fuzz(Differential differential, long seed, Mix mix, Listener listener) {
        this.differential = differential;
        this.seed = seed;
        this.mix = mix;
        this.listener = listener;
    }

    /**
     * How many programs are compared before what they showed is told of; 50 where it is not said. More are faster: fewer of them
     * are waited for alone.
     */
    public void inBatchesOf(int programs) {
        batch = programs;
    }

    /** How long what is found may be shrunk, each; two minutes where it is not said. */
    public void shrinkFor(Duration time) {
        shrinking = time;
    }

    /**
     * Takes what a program shows for known: it is counted, and not shrunk and told of again.
     *
     * @return whether it shows anything
     */
    public boolean learn(Program program) throws IOException, InterruptedException {
        Comparison comparison = differential.compare(program);
        if (comparison.differs()) {
            known.add(new Finding(program, comparison).signature());
        }
        return comparison.differs();
    }

    /**
     * Runs a batch of concurrent programs for nothing: while an interpreter is cold it keeps threads waiting for what they do not wait
     * for so long.
     */
    public void warmUp() throws IOException, InterruptedException {
        inSession(() -> {
            Random random = new Random(seed);
            RandomGenerator<Program> concurrent = generator(Programs.concurrent());
            List<Program> programs = new ArrayList<>();
            while (programs.size() < batch) {
                programs.add(concurrent.next(random).value());
            }
            differential.warmUp(programs);
            return null;
        });
    }

    /** Searches until the listener says that it is enough. */
    public Counts run() throws IOException, InterruptedException {
        return inSession(this::search);
    }

    /** What jqwik's generators are used for. */
    private interface Task<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T inSession(Task<T> task) throws IOException, InterruptedException {
        List<T> result = new ArrayList<>();
        Exception[] failure = new Exception[1];
        JqwikSession.run(() -> {
            try {
                result.add(task.run());
            } catch (IOException | InterruptedException e) {
                failure[0] = e;
            }
        });
        if (failure[0] instanceof IOException e) {
            throw e;
        }
        if (failure[0] instanceof InterruptedException e) {
            throw e;
        }
        return result.get(0);
    }

    private Counts search() throws IOException, InterruptedException {
        Random random = new Random(seed);
        RandomGenerator<Program> sequential = generator(Programs.sequential());
        RandomGenerator<Program> concurrent = generator(Programs.concurrent());
        Counts counts = Counts.NONE;
        while (true) {
            List<Shrinkable<Program>> programs = new ArrayList<>();
            while (programs.size() < batch) {
                boolean threads = random.nextInt(100) < mix.concurrentPercent;
                programs.add((threads ? concurrent : sequential).next(random));
            }
            List<Comparison> comparisons = differential.compare(
                    programs.stream().map(Shrinkable::value).toList());
            for (int i = 0; i < batch; i++) {
                counts = counts.and(programs.get(i).value(), comparisons.get(i), differential.runs());
                report(programs.get(i), comparisons.get(i));
            }
            if (!listener.compared(counts)) {
                return counts;
            }
        }
    }

    private static RandomGenerator<Program> generator(Arbitrary<Program> programs) {
        return programs.generator(GENERATOR_SIZE, false);
    }

    private void report(Shrinkable<Program> generated, Comparison comparison) throws IOException, InterruptedException {
        Finding finding = new Finding(generated.value(), comparison);
        if (comparison.verdict() == Comparison.Verdict.NOT_AGAIN) {
            listener.notAgain(finding);
        } else if (comparison.differs() && known.add(finding.signature()) && listener.wanted()) {
            Finding[] smallest = {finding};
            new Shrinker(candidate -> shows(candidate, finding.signature(), smallest), shrinking.toNanos())
                    .shrink(generated);
            Comparison sure = differential.compare(smallest[0].program());
            listener.found(sure.differs() ? new Finding(smallest[0].program(), sure) : finding);
        }
    }

    /** Whether a smaller program shows the same; another difference that it may show is for another day. */
    private boolean shows(Program candidate, String signature, Finding[] smallest)
            throws IOException, InterruptedException {
        Comparison comparison = differential.compareOnce(candidate);
        if (!comparison.differs()) {
            return false;
        }
        Finding finding = new Finding(candidate, comparison);
        boolean same = finding.signature().equals(signature);
        if (same && candidate.size() < smallest[0].program().size()) {
            smallest[0] = finding;
        }
        return same;
    }
}
