package org.jynetty.conformance.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * The tests of one suite on one interpreter, run by one or more workers side by side.
 *
 * <p>Tests are handed out by class, so that the fixtures of a class run once where they can. A worker that hangs or
 * crashes is replaced (but see {@link #isFit}), and what it had not run yet is handed out again. Where a worker cannot be
 * had, or cannot load the suite, the others go on; what is left when none is at work has that as its result. All state is
 * guarded by {@code this}; the workers are led outside of the lock.
 */
final class SuiteRun {
    /** Jython compiles a large program anew each time; on a machine that has much to do, that takes minutes. */
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(180);

    /** So many tests of a class at most one worker takes at once where they hang. */
    private static final int PORTION = 8;

    private final Interpreter interpreter;
    private final Suite suite;
    private final Predicate<String> selected;
    private final Function<String, Limit> limit;
    private final WorkerSettings settings;
    private final RunListener listener;

    private final Set<String> catalogue = new LinkedHashSet<>();
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final Deque<List<String>> waiting = new ArrayDeque<>();
    private final Set<String> knownHangs = new HashSet<>();
    private Set<String> setUpShims = Set.of();
    private Attempt unloadable;
    private Attempt failure;
    private boolean catalogued;
    private int leaders;
    private volatile Runnable onChange = () -> {};

    SuiteRun(
            Interpreter interpreter,
            Suite suite,
            Predicate<String> selected,
            Function<String, Limit> limit,
            WorkerSettings settings,
            RunListener listener) {
        this.interpreter = interpreter;
        this.suite = suite;
        this.selected = selected;
        this.limit = limit;
        this.settings = settings;
        this.listener = listener;
    }

    /** Who is told, outside of the lock, that the state has changed. */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    Suite suite() {
        return suite;
    }

    /** Whether this run was to run a test of this name. */
    boolean isSelected(String test) {
        return selected.test(test);
    }

    /** All tests that the suite has on this interpreter, selected or not; empty where it could not be loaded. */
    synchronized Set<String> catalogue() {
        return new LinkedHashSet<>(catalogue);
    }

    /** The selected tests that were run. */
    synchronized Map<String, Attempt> attempts() {
        return new LinkedHashMap<>(attempts);
    }

    /** Why the suite could not be loaded, or null. */
    synchronized Attempt unloadable() {
        return unloadable;
    }

    /** The shims that the suite's own set-up reached. */
    synchronized Set<String> setUpShims() {
        return setUpShims;
    }

    /** Whether the suite's tests are known, or are known to be unknowable. */
    synchronized boolean isCatalogued() {
        return catalogued;
    }

    /** How many tests nobody has taken yet. */
    synchronized int waitingTests() {
        return waiting.stream().mapToInt(List::size).sum();
    }

    /** How many of them are known to hang. */
    synchronized int waitingHangs() {
        return (int) waiting.stream()
                .flatMap(List::stream)
                .filter(knownHangs::contains)
                .count();
    }

    /** Runs tests until none is left to take, in as many workers, one after the other, as that needs. */
    void work() throws InterruptedException {
        enter();
        try {
            boolean again = true;
            while (again) {
                onChange.run();
                try (Worker worker =
                        Worker.start(interpreter, suite.kind().module(), suite.name(), settings, listener::note)) {
                    again = lead(worker);
                } catch (IOException e) {
                    loadFailed(Attempt.of(Outcome.CRASH, 0, e.getMessage()));
                    again = false;
                }
            }
        } finally {
            leave();
        }
        onChange.run();
    }

    private synchronized void enter() {
        leaders++;
    }

    /** Where nobody is left who could run what has no result yet, that gets one. */
    private synchronized void leave() {
        leaders--;
        if (leaders > 0 || failure == null) {
            return;
        }
        catalogued = true;
        if (catalogue.isEmpty()) {
            unloadable = failure;
            listener.note("%s cannot load %s: %s".formatted(interpreter.name(), suite.name(), failure.headline()));
        }
        catalogue.stream().filter(selected).forEach(test -> attempts.putIfAbsent(test, failure));
        waiting.clear();
    }

    /** Leads a worker through the suite; true where it had to be given up before all was done. */
    private boolean lead(Worker worker) throws IOException, InterruptedException {
        try (Assistant assistant = settings.assistants().open(suite)) {
            return lead(worker, assistant);
        }
    }

    private boolean lead(Worker worker, Assistant assistant) throws IOException, InterruptedException {
        while (true) {
            Event event = worker.next(LOAD_LIMIT);
            if (event == null) {
                String dump = worker.threadDump();
                worker.kill();
                loadFailed(Attempt.of(Outcome.HANG, LOAD_LIMIT.toSeconds(), dump));
                return false;
            }
            switch (event.event()) {
                case "tests" -> {
                    announce(event);
                    onChange.run();
                    if (!runPhase(worker, new HashSet<>(event.tests()))) {
                        return waitingTests() > 0 || !isCatalogued();
                    }
                    worker.send(Map.of("do", "next"));
                }
                case "ask" -> worker.answer(assistant, event);
                case "unloadable" -> loadFailed(event.attempt());
                case "end" -> {
                    finishCatalogue();
                    return false;
                }
                case "gone" -> {
                    loadFailed(Attempt.of(Outcome.CRASH, 0, worker.obituary()));
                    return false;
                }
                default -> throw new IOException("unexpected event from the worker: " + event);
            }
        }
    }

    private synchronized void announce(Event phase) {
        if (catalogued || catalogue.containsAll(phase.tests())) {
            return;
        }
        catalogue.addAll(phase.tests());
        setUpShims = new LinkedHashSet<>(phase.shims());
        Map<String, List<String>> byClass = new LinkedHashMap<>();
        int count = 0;
        for (String test : phase.tests()) {
            if (selected.test(test)) {
                if (limit.apply(test).knownHang()) {
                    knownHangs.add(test);
                }
                byClass.computeIfAbsent(classOf(test), key -> new ArrayList<>()).add(test);
                count++;
            }
        }
        byClass.values().forEach(tests -> waiting.addAll(portions(tests)));
        listener.planned(interpreter.name(), suite.name(), count);
    }

    /** A class whose tests may all hang is too much for one worker. */
    private List<List<String>> portions(List<String> tests) {
        int size = tests.stream().anyMatch(knownHangs::contains) ? PORTION : tests.size();
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < tests.size(); from += size) {
            portions.add(tests.subList(from, Math.min(from + size, tests.size())));
        }
        return portions;
    }

    private static String classOf(String test) {
        int dot = test.lastIndexOf('.');
        return dot < 0 ? test : test.substring(0, dot);
    }

    private synchronized void finishCatalogue() {
        catalogued = true;
    }

    private synchronized void loadFailed(Attempt why) {
        failure = why;
    }

    /** Takes the next class of tests that this phase has, or null. */
    private synchronized List<String> take(Set<String> phase) {
        for (List<String> group : waiting) {
            if (phase.containsAll(group)) {
                waiting.remove(group);
                return group;
            }
        }
        return null;
    }

    private synchronized void giveBack(List<String> rest) {
        if (!rest.isEmpty()) {
            waiting.addFirst(rest);
        }
    }

    private void record(String test, Attempt attempt) {
        synchronized (this) {
            attempts.put(test, attempt);
        }
        listener.finished(interpreter.name(), new TestId(suite.name(), test), attempt);
    }

    /** Runs what there is to take in this phase; false where the worker had to be given up. */
    private boolean runPhase(Worker worker, Set<String> phase) throws IOException, InterruptedException {
        for (List<String> group = take(phase); group != null; group = take(phase)) {
            for (int i = 0; i < group.size(); i++) {
                String test = group.get(i);
                Attempt attempt = runOne(worker, test);
                record(test, attempt);
                if (!isFit(worker, attempt)) {
                    giveBack(new ArrayList<>(group.subList(i + 1, group.size())));
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether the worker can run a further test. Where hangs are many, it is worth the trouble to end one without the worker:
     * a new one takes the processor for seconds.
     */
    private boolean isFit(Worker worker, Attempt last) throws IOException, InterruptedException {
        return switch (last.outcome()) {
            case CRASH -> false;
            case HANG -> {
                boolean fit = interpreter.hangs() && worker.interrupt();
                if (!fit) {
                    worker.kill();
                }
                yield fit;
            }
            default -> true;
        };
    }

    private Attempt runOne(Worker worker, String test) throws IOException, InterruptedException {
        try (Assistant assistant = settings.assistants().open(suite)) {
            return worker.run(
                    Map.of("do", "run", "test", test), limit.apply(test).duration(), assistant);
        }
    }
}
