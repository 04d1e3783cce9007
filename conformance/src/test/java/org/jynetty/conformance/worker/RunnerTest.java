package org.jynetty.conformance.worker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/** Suites of our own, run for real on Jython: whatever a test does, the run goes on and says what happened. */
class RunnerTest {
    private static final Interpreter JYTHON = StandaloneJython.named("jython");

    private static final BiPredicate<String, Suite> ALL = (name, suite) -> false;

    private static final List<String> SHIMS = List.of("standard_library", "thread_count");

    @TempDir
    private Path work;

    private final ConcurrentLinkedQueue<TestId> finished = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

    private final RunListener listener = new RunListener() {
        @Override
        public void planned(String interpreter, String suite, int tests) {}

        @Override
        public void finished(String interpreter, TestId id, Attempt attempt) {
            finished.add(id);
        }

        @Override
        public void note(String message) {
            notes.add(message);
        }
    };

    @Test
    void everyTestOfASuiteGetsWhatHappenedToIt() throws Exception {
        SuiteReport report = run("toy", "", Map.of("Endless.test_d_after", "shows that serial tests run too"));

        assertEquals(17, report.catalogue().size());
        assertEquals(
                report.catalogue(), report.attempts().keySet().stream().collect(java.util.stream.Collectors.toSet()));
        assertEquals(17, finished.size(), () -> "each exactly once: " + finished);
        assertAll(
                () -> outcome(report, "Ordinary.test_pass", Outcome.PASS),
                () -> outcome(report, "Ordinary.test_fail", Outcome.FAIL),
                () -> outcome(report, "Ordinary.test_error", Outcome.ERROR),
                () -> outcome(report, "Ordinary.test_skip", Outcome.SKIP),
                () -> outcome(report, "Ordinary.test_expected_failure", Outcome.EXPECTED_FAILURE),
                () -> outcome(report, "Ordinary.test_unexpected_success", Outcome.UNEXPECTED_SUCCESS),
                () -> outcome(report, "BrokenFixture.test_one", Outcome.ERROR),
                () -> outcome(report, "BrokenFixture.test_two", Outcome.ERROR),
                () -> outcome(report, "Deadly.test_a_before", Outcome.PASS),
                () -> outcome(report, "Deadly.test_b_killed", Outcome.CRASH),
                () -> outcome(report, "Deadly.test_c_after", Outcome.PASS),
                () -> outcome(report, "Endless.test_a_before", Outcome.PASS),
                () -> outcome(report, "Endless.test_b_loops", Outcome.HANG),
                () -> outcome(report, "Endless.test_c_waits", Outcome.HANG),
                () -> outcome(report, "Endless.test_d_after", Outcome.PASS),
                () -> outcome(report, "SecondPhase.test_pass", Outcome.PASS));
        Attempt error = report.attempts().get("Ordinary.test_error");
        assertEquals("EnvironmentError", error.thrown().type());
        assertEquals(107L, error.thrown().errno());
        assertEquals(List.of("107", "'not connected'"), error.thrown().args());
        assertTrue(error.thrown().traceback().contains("toy.py"), error.thrown().traceback());
        assertEquals("no need", report.attempts().get("Ordinary.test_skip").detail());
        assertEquals(
                "ValueError: the fixture is broken",
                report.attempts().get("BrokenFixture.test_two").thrown().headline());
        assertEquals(
                List.of("left"),
                report.attempts().get("Ordinary.test_leaves_a_thread").threadsLeft());
        String crash = report.attempts().get("Deadly.test_b_killed").detail();
        assertTrue(crash.startsWith("ended by signal 9"), crash);
        String hang = report.attempts().get("Endless.test_b_loops").detail();
        assertTrue(
                hang.contains("test_b_loops") && hang.contains("toy.py"),
                "a thread dump with the Python line: " + hang);
    }

    /** Where many tests hang, a worker that got rid of one goes on. */
    @Test
    void whatHangsIsInterruptedAndTheWorkerKeptWhereNothingIsLeft() throws Exception {
        Interpreter hangs = new Interpreter("hangs", JYTHON.command(), JYTHON.environment(), true);

        SuiteReport report = run(hangs, "interrupted", "", Map.of());

        assertAll(
                () -> outcome(report, "Endless.test_a_waits", Outcome.HANG),
                () -> outcome(report, "Endless.test_b_same", Outcome.PASS),
                () -> outcome(report, "Endless.test_c_waits_beside_a_thread", Outcome.HANG),
                () -> outcome(report, "Endless.test_d_another", Outcome.PASS),
                () -> outcome(report, "Endless.test_e_will_not_end", Outcome.HANG),
                () -> outcome(report, "Endless.test_f_another", Outcome.PASS));
    }

    @Test
    void aSelectionRunsNothingElse() throws Exception {
        SuiteReport report = run("toy", "toy::Ordinary.test_p*,toy::Second*", Map.of());

        assertEquals(
                Set.of("Ordinary.test_pass", "SecondPhase.test_pass"),
                report.attempts().keySet());
        assertEquals(17, report.catalogue().size());
    }

    @Test
    void anInterpreterLeavesOutWhatItIsTold() throws Exception {
        Interpreter other = StandaloneJython.named("other");

        List<SuiteReport> reports = runner().run(
                        List.of(JYTHON, other),
                        List.of(suite("toy", Map.of()), suite("newer", Map.of())),
                        Selection.parse("toy::Ordinary.test_pass,newer")::includes,
                        (name, suite) -> name.equals("other") && suite.name().equals("toy"));

        assertEquals(
                List.of("jython toy 1", "jython newer 2", "other newer 2"),
                reports.stream()
                        .map(each -> each.interpreter() + " " + each.suite().name() + " "
                                + each.attempts().size())
                        .toList());
    }

    @Test
    void aModuleThatCannotBeImportedIsAnErrorOfItsTests() throws Exception {
        Attempt missing = run("unloadable", "", Map.of()).missing();

        assertEquals(Outcome.ERROR, missing.outcome());
        assertEquals("ImportError: no module named nonesuch", missing.thrown().headline());
    }

    @Test
    void aModuleThatSkipsItselfSkipsItsTests() throws Exception {
        Attempt missing = run("skipped", "", Map.of()).missing();

        assertEquals(Outcome.SKIP, missing.outcome());
        assertEquals("not on this platform", missing.detail());
    }

    @Test
    void aModuleThatKillsItsWorkerIsACrash() throws Exception {
        Attempt missing = run("dies_early", "", Map.of()).missing();

        assertEquals(Outcome.CRASH, missing.outcome());
        assertTrue(missing.detail().startsWith("ended by signal 9"), missing.detail());
    }

    @Test
    void aProgramRunsWithItsOwnTestsAndSurroundings() throws Exception {
        SuiteReport report = program("program_prepares", "program_tests", "program_more_tests");

        assertEquals(
                Set.of(
                        "program_tests.Surroundings.test_prepared",
                        "program_tests.Surroundings.test_environment",
                        "program_tests.Surroundings.test_folder",
                        "program_tests.Surroundings.test_foreign_variable",
                        "program_more_tests.Surroundings.test_fail"),
                report.attempts().keySet());
        report.attempts()
                .forEach((name, attempt) -> assertEquals(
                        name.endsWith("fail") ? Outcome.FAIL : Outcome.PASS, attempt.outcome(), attempt::headline));
    }

    @Test
    void theTestsOfAProgramOfOneModuleAreNamedWithoutIt() throws Exception {
        assertEquals(
                Set.of("Surroundings.test_fail"),
                program("program_prepares", "program_more_tests").attempts().keySet());
    }

    @Test
    void aProgramTwoOfWhoseTestsHaveOneNameIsNotRunInPart() throws Exception {
        Attempt missing = program("program_more_tests", "program_more_tests").missing();

        assertEquals(Outcome.ERROR, missing.outcome());
        assertTrue(
                missing.thrown().headline().contains("program_more_tests.Surroundings.test_fail"), missing::headline);
    }

    private SuiteReport program(String... tests) throws Exception {
        Path folder = Path.of("src/test/python").toAbsolutePath();
        Map<String, Object> program = Map.of(
                "runner", "unittest", "path", List.of(folder.resolve("program").toString()), "tests", List.of(tests));
        Equipment equipment =
                new Equipment(Optional.of(folder), Map.of("PROGRAM_VARIABLE", "set"), Map.of("application", program));
        Suite suite =
                new Suite("program", Suite.Kind.APPLICATIONS, true, Duration.ofSeconds(5), Map.of(), Optional.empty());
        return runner(SHIMS, List.of("HOME"), Map.of("program", equipment))
                .run(List.of(JYTHON), List.of(suite), id -> true, ALL)
                .get(0);
    }

    @Test
    void anInterpreterThatDoesNotStartIsACrash() throws Exception {
        Interpreter broken =
                new Interpreter("broken", List.of("/bin/sh", "-c", "echo no python here; exit 3"), Map.of(), false);

        Attempt missing = run(broken, "toy", "", Map.of()).missing();

        assertEquals(Outcome.CRASH, missing.outcome());
        assertTrue(missing.detail().contains("exit status 3"), missing.detail());
        assertTrue(missing.detail().contains("no python here"), missing.detail());
    }

    @Test
    void anInterpreterThatIsKilledBeforeItConnectsIsReplaced() throws Exception {
        Interpreter unlucky = untilMarked("kill -9 $$");

        Map<String, String> facts = Runner.facts(unlucky, settings(List.of(), List.of(), Map.of()), listener);

        assertTrue(facts.get("python").startsWith("Jython 2.7."), facts.toString());
        assertEquals(
                List.of(
                        "until-marked, for facts: the interpreter ended before it connected: ended by signal 9; another one is started"),
                List.copyOf(notes));
    }

    /** A leader whose worker cannot be started leaves what waits to the others, whoever comes first. */
    @Test
    void whereOneOfSeveralWorkersCannotBeHadTheOthersDoTheRest() throws Exception {
        Interpreter onlyOne = onceMarked("exit 3");
        SuiteRun run = new SuiteRun(
                onlyOne,
                suite("newer", Map.of()),
                test -> true,
                test -> new Limit(Duration.ofSeconds(5), false),
                settings(SHIMS, List.of(), Map.of()),
                listener);
        FutureTask<Void> first = new FutureTask<>(() -> {
            run.work();
            return null;
        });
        new Thread(first).start();
        while (!Files.exists(mark())) {
            Thread.onSpinWait();
        }

        run.work();
        first.get();

        assertNull(run.unloadable());
        assertEquals(2, run.attempts().size());
        run.attempts().forEach((test, attempt) -> assertEquals(Outcome.PASS, attempt.outcome(), test));
    }

    @Test
    void whatNobodyIsLeftToRunCrashed() throws Exception {
        SuiteReport report = run(onceMarked("exit 3"), "toy", "toy::Deadly*", Map.of());

        assertAll(
                () -> outcome(report, "Deadly.test_a_before", Outcome.PASS),
                () -> outcome(report, "Deadly.test_b_killed", Outcome.CRASH),
                () -> outcome(report, "Deadly.test_c_after", Outcome.CRASH));
        String why = report.attempts().get("Deadly.test_c_after").detail();
        assertTrue(why.startsWith("the interpreter ended before it connected: exit status 3"), why);
    }

    @Test
    void whatRunsAloneIsNotLostEither() throws Exception {
        SuiteReport report =
                run(onceMarked("exit 3"), "toy", "toy::Ordinary.test_pass,toy::Second*", Map.of("Second*", "why not"));

        assertAll(
                () -> outcome(report, "Ordinary.test_pass", Outcome.PASS),
                () -> outcome(report, "SecondPhase.test_pass", Outcome.CRASH));
    }

    @Test
    void whatIsKnownToHangIsNotWaitedForAsLong() throws Exception {
        Suite suite =
                new Suite("interrupted", Suite.Kind.MODULES, true, Duration.ofMinutes(10), Map.of(), Optional.empty());
        Runner runner = new Runner(
                settings(SHIMS, List.of(), Map.of()),
                1,
                Optional.empty(),
                (interpreter, id) -> id.name().equals("Endless.test_a_waits"),
                listener);

        SuiteReport report = runner.run(
                        List.of(JYTHON),
                        List.of(suite),
                        Selection.parse("interrupted::Endless.test_a_waits")::includes,
                        ALL)
                .get(0);

        Attempt hang = report.attempts().get("Endless.test_a_waits");
        assertEquals(Outcome.HANG, hang.outcome());
        assertTrue(hang.detail().startsWith("no end within 5 s"), hang.detail());
    }

    private Path mark() {
        return work.resolve("mark");
    }

    /** Jython, but for the first one to be started, which does this instead. */
    private Interpreter untilMarked(String command) {
        return shell(
                "until-marked", "if mkdir %s 2>/dev/null; then %s; else exec \"$@\"; fi".formatted(mark(), command));
    }

    /** Jython once; all that are started afterwards do this instead. */
    private Interpreter onceMarked(String command) {
        return shell(
                "once-marked", "if mkdir %s 2>/dev/null; then exec \"$@\"; else %s; fi".formatted(mark(), command));
    }

    private static Interpreter shell(String name, String script) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, name));
        command.addAll(JYTHON.command());
        return new Interpreter(name, command, JYTHON.environment(), false);
    }

    @Test
    void oneTestRunsAlone() throws Exception {
        Attempt attempt = runner().runAlone(JYTHON, suite("toy", Map.of()), TestId.parse("toy::Ordinary.test_fail"));

        assertEquals(Outcome.FAIL, attempt.outcome());
        assertEquals(0, finished.size());
    }

    /** With the shim a test sees the end of what it drops, and still what somebody holds. */
    @Test
    void aWeakReferenceDiesWithWhatIsDroppedAlone() throws Exception {
        List<SuiteReport> reports = runner(List.of("weak_references"), List.of(), Map.of())
                .run(List.of(JYTHON), List.of(suite("test_weak", Map.of())), Selection.parse("")::includes, ALL);

        SuiteReport report = reports.get(0);
        assertAll(
                () -> outcome(report, "WeakReferences.test_dropped", Outcome.PASS),
                () -> outcome(report, "WeakReferences.test_dropped_cycle", Outcome.PASS),
                () -> outcome(report, "WeakReferences.test_dropped_behind_a_proxy", Outcome.PASS),
                () -> outcome(report, "WeakReferences.test_kept", Outcome.FAIL),
                () -> outcome(report, "WeakReferences.test_kept_cycle", Outcome.FAIL),
                () -> outcome(report, "WeakReferences.test_kept_behind_a_proxy", Outcome.FAIL));
        assertEquals(
                List.of("weak_references"),
                report.attempts().get("WeakReferences.test_kept").shims());
    }

    @Test
    void aModuleUnderTestIsTheReferencesWhereTheHostsIsOlder() throws Exception {
        SuiteReport report = run("newer", "", Map.of());

        outcome(report, "Newer.test_a_module_that_is_listed", Outcome.PASS);
        outcome(report, "Newer.test_a_module_that_is_not_listed", Outcome.PASS);
        assertEquals(Set.of("standard_library"), report.setUpShims());
    }

    @Test
    void anInterpreterSaysWhatItIs() throws Exception {
        Map<String, String> facts = Runner.facts(JYTHON, settings(List.of(), List.of(), Map.of()), listener);

        assertTrue(facts.get("python").startsWith("Jython 2.7."), facts.toString());
        assertTrue(facts.get("jdk").startsWith(Runtime.version().feature() + "."), facts.toString());
    }

    private static void outcome(SuiteReport report, String test, Outcome expected) {
        assertEquals(expected, report.attempts().get(test).outcome(), test);
    }

    private SuiteReport run(String suite, String only, Map<String, String> serial)
            throws IOException, InterruptedException {
        return run(JYTHON, suite, only, serial);
    }

    private SuiteReport run(Interpreter interpreter, String suite, String only, Map<String, String> serial)
            throws IOException, InterruptedException {
        List<SuiteReport> reports =
                runner().run(List.of(interpreter), List.of(suite(suite, serial)), Selection.parse(only)::includes, ALL);
        assertEquals(1, reports.size());
        return reports.get(0);
    }

    private static Suite suite(String name, Map<String, String> serial) {
        return new Suite(name, Suite.Kind.MODULES, true, Duration.ofSeconds(5), serial, Optional.empty());
    }

    private Runner runner() {
        return runner(SHIMS, List.of(), Map.of());
    }

    private Runner runner(List<String> shims, List<String> unset, Map<String, Equipment> equipment) {
        return new Runner(settings(shims, unset, equipment), 2, Optional.empty(), (name, id) -> false, listener);
    }

    private WorkerSettings settings(List<String> shims, List<String> unset, Map<String, Equipment> equipment) {
        return new WorkerSettings(
                Path.of("src/main/python").toAbsolutePath(),
                Path.of("src/test/python").toAbsolutePath(),
                work,
                shims,
                unset,
                equipment,
                Assistant.Source.NONE);
    }
}
