package org.jynetty.conformance.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.TestId;

/** Runs suites on interpreters, several workers at a time; what must not be disturbed runs afterwards, alone. */
public final class Runner {
    /** A further worker on a suite pays for its start when it takes at least this many tests off the others. */
    private static final int WORTH_A_WORKER = 16;

    /** So many tests that are known to hang make the others wait as long as it takes to start a further worker, and longer. */
    private static final int WORTH_A_WAITING_WORKER = 8;

    /** So many times more workers keep the machine busy where most of them only wait. */
    private static final int WAITING_WORKERS = 6;

    /**
     * How long a test is waited for that is known to hang, where its suite's limit is longer: so that one that passes after
     * all is noticed, and no longer, because it mostly does not. As with every limit, whoever works gets more time.
     */
    private static final Duration KNOWN_HANG_LIMIT = Duration.ofSeconds(5);

    private static final Duration FACTS_LIMIT = Duration.ofSeconds(60);

    private final WorkerSettings settings;
    private final int workers;
    private final Optional<Duration> limit;
    private final BiPredicate<String, TestId> knownToHang;
    private final RunListener listener;

    /**
     * @param workers how many worker processes run side by side; more where they only wait
     * @param limit a limit for every test, instead of the suites' own
     * @param knownToHang whether this test is expected to hang on the interpreter of this name
     */
    public Runner(
            WorkerSettings settings,
            int workers,
            Optional<Duration> limit,
            BiPredicate<String, TestId> knownToHang,
            RunListener listener) {
        this.settings = settings;
        this.workers = workers;
        this.limit = limit;
        this.knownToHang = knownToHang;
        this.listener = listener;
    }

    /**
     * Runs the selected tests of the suites on the interpreters.
     *
     * @param without whether the interpreter of this name leaves this suite out
     */
    public List<SuiteReport> run(
            List<Interpreter> interpreters,
            List<Suite> suites,
            Predicate<TestId> selection,
            BiPredicate<String, Suite> without)
            throws IOException, InterruptedException {
        List<SuiteRun> parallel = new ArrayList<>();
        List<SuiteRun> alone = new ArrayList<>();
        for (Suite suite : suites) {
            for (Interpreter interpreter : interpreters) {
                if (without.test(interpreter.name(), suite)) {
                    continue;
                }
                Predicate<String> selected = name -> selection.test(new TestId(suite.name(), name));
                Predicate<String> serial = name -> suite.serialReason(name).isPresent();
                parallel.add(suiteRun(interpreter, suite, selected.and(serial.negate()), listener));
                if (!suite.serial().isEmpty()) {
                    alone.add(suiteRun(interpreter, suite, selected.and(serial), listener));
                }
            }
        }
        new Crew(parallel, run -> !run.interpreter().hangs()).work(workers);
        new Crew(parallel, run -> run.interpreter().hangs()).work(workers * WAITING_WORKERS);
        new Crew(alone, run -> true).work(1);
        return SuiteReport.merge(parallel, alone);
    }

    /** Runs one test in a worker of its own; the listener hears nothing of it. */
    public Attempt runAlone(Interpreter interpreter, Suite suite, TestId id) throws InterruptedException {
        SuiteRun run = suiteRun(interpreter, suite, id.name()::equals, RunListener.SILENT);
        run.work();
        Attempt attempt = run.attempts().get(id.name());
        return attempt != null ? attempt : SuiteReport.of(run).missing();
    }

    private SuiteRun suiteRun(Interpreter interpreter, Suite suite, Predicate<String> selected, RunListener informed) {
        return new SuiteRun(interpreter, suite, selected, test -> limit(interpreter, suite, test), settings, informed);
    }

    private Limit limit(Interpreter interpreter, Suite suite, String test) {
        boolean hangs = knownToHang.test(interpreter.name(), new TestId(suite.name(), test));
        Duration usual = limit.orElse(suite.limit());
        boolean shorter = hangs && limit.isEmpty() && KNOWN_HANG_LIMIT.compareTo(usual) < 0;
        return new Limit(shorter ? KNOWN_HANG_LIMIT : usual, hangs);
    }

    /** Asks an interpreter what it is. */
    public static Map<String, String> facts(Interpreter interpreter, WorkerSettings settings, RunListener listener)
            throws IOException, InterruptedException {
        try (Worker worker = Worker.start(interpreter, "facts", "facts", settings, listener::note)) {
            Event event = worker.next(FACTS_LIMIT);
            if (event == null || !event.is("facts")) {
                throw new IOException(interpreter.name() + " does not work: " + worker.obituary());
            }
            return event.facts();
        }
    }

    /** The threads that lead workers, and what is left for them to do. Guarded by {@code this}. */
    private final class Crew {
        private final Deque<SuiteRun> unstarted;
        private final List<SuiteRun> started = new ArrayList<>();
        private boolean ended;

        Crew(List<SuiteRun> runs, Predicate<SuiteRun> which) {
            unstarted = new ArrayDeque<>(runs.stream().filter(which).toList());
            unstarted.forEach(run -> run.onChange(this::wake));
        }

        /** A thread has nothing more to do, or has failed: either way nobody need wait for more. */
        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        private synchronized void wake() {
            notifyAll();
        }

        void work(int threads) throws IOException, InterruptedException {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    all.add(pool.submit(() -> {
                        try {
                            for (SuiteRun run = next(); run != null; run = next()) {
                                run.work();
                            }
                        } finally {
                            end();
                        }
                        return null;
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            } catch (ExecutionException e) {
                throw new IOException("a run of a suite failed", e.getCause());
            } finally {
                pool.shutdownNow();
            }
        }

        /** A suite that nobody runs yet, else the one with the most tests to take; null when all is taken. */
        private synchronized SuiteRun next() throws InterruptedException {
            while (true) {
                if (!unstarted.isEmpty()) {
                    SuiteRun run = unstarted.poll();
                    started.add(run);
                    return run;
                }
                Optional<SuiteRun> longest = started.stream()
                        .filter(run ->
                                run.waitingTests() >= WORTH_A_WORKER || run.waitingHangs() >= WORTH_A_WAITING_WORKER)
                        .max(Comparator.comparingInt(SuiteRun::waitingTests));
                if (longest.isPresent()) {
                    return longest.get();
                }
                if (ended || started.stream().allMatch(SuiteRun::isCatalogued)) {
                    return null;
                }
                wait(); // a suite that is loading may turn out to be worth a further worker
            }
        }
    }
}
