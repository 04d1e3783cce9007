package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.verdict.Gate;
import org.jynetty.conformance.worker.Assistant;
import org.jynetty.conformance.worker.Interpreter;
import org.jynetty.conformance.worker.RunListener;
import org.jynetty.conformance.worker.Runner;
import org.jynetty.conformance.worker.StandaloneJython;
import org.jynetty.conformance.worker.WorkerSettings;

/** A suite run for real, whole and in parts. */
class ShardedRunTest {
    private static final int PARTS = 3;
    private static final Suite TOY =
            new Suite("toy", Suite.Kind.MODULES, true, Duration.ofSeconds(20), Map.of(), Optional.empty());

    /** All classes but the one whose tests have no end. */
    private static final Selection SELECTION =
            Selection.parse("toy::Ordinary*,toy::BrokenFixture*,toy::Deadly*,toy::SecondPhase*");

    /** Stands in for the reference: it has its name. */
    private static final Interpreter JYTHON = StandaloneJython.named(Implementations.CPYTHON);

    @TempDir
    private Path folder;

    @Test
    void allPartsMergedAreTheWholeIdById() throws Exception {
        Results whole = run(Optional.empty());
        List<Results> parts = new ArrayList<>();
        for (int k = 1; k <= PARTS; k++) {
            Path file = folder.resolve(k + "/results.json");
            ResultsFile.write(file, run(Optional.of(Shard.parse(k + "/" + PARTS))));
            parts.add(ResultsFile.read(file));
        }

        Results merged = MergeCommand.merge(parts);

        assertEquals(outcomes(whole), outcomes(merged));
        assertEquals(Outcome.CRASH, outcomes(merged).get(TestId.parse("toy::Deadly.test_b_killed")));
        assertEquals(
                whole.tests().size(),
                parts.stream().mapToInt(part -> part.tests().size()).sum(),
                "no test is in two parts");
        assertTrue(parts.stream().filter(part -> !part.tests().isEmpty()).count() > 1, "the work is divided");
        assertEquals(whole.suites().get(0).sha256(), merged.suites().get(0).sha256());
        assertTrue(merged.isComplete());
        assertFalse(MergeCommand.merge(parts.subList(0, PARTS - 1)).isComplete());
    }

    /** Nobody knows what the part would have run, so nothing of it is missing in any count. */
    @Test
    void aPartWhoseInterpretersDoNotStartFailsAndSoDoesTheWhole() throws Exception {
        Interpreter broken =
                new Interpreter(Implementations.CPYTHON, List.of("/bin/sh", "-c", "exit 3"), Map.of(), false);
        Results good = run(Optional.of(Shard.parse("1/2")));
        Results bad = run(broken, Optional.of(Shard.parse("2/2")));

        Results merged = MergeCommand.merge(List.of(good, bad));

        for (Results each : List.of(bad, merged)) {
            Finding finding = new Gate(Map.of(), Map.of(), LocalDate.EPOCH, (name, id) -> "")
                    .apply(each).findings().stream()
                            .filter(found -> found.kind() == Finding.Kind.NOT_RUN)
                            .findFirst()
                            .orElseThrow();
            assertEquals(
                    "suite toy cannot be run on this machine: cpython: CRASH the interpreter ended before it connected: exit status 3",
                    finding.message());
        }
        assertFalse(merged.isComplete());
    }

    private Results run(Optional<Shard> shard) throws Exception {
        return run(JYTHON, shard);
    }

    private Results run(Interpreter interpreter, Optional<Shard> shard) throws Exception {
        Optional<Shard.Members> members = shard.map(each -> each.members(Map.of(), List.of(TOY)));
        Predicate<TestId> selected = id ->
                SELECTION.includes(id) && members.map(each -> each.include(id)).orElse(true);
        Path tests = Path.of("src/test/python").toAbsolutePath();
        WorkerSettings settings = new WorkerSettings(
                Path.of("src/main/python").toAbsolutePath(),
                tests,
                folder.resolve("work" + shard.map(Shard::number).orElse(0)),
                List.of(),
                List.of(),
                Map.of(),
                Assistant.Source.NONE);
        Runner runner = new Runner(settings, 2, Optional.empty(), (name, id) -> false, RunListener.SILENT);
        Assembly assembly = new Assembly(
                List.of(TOY),
                Selection.everything(),
                selected,
                shard,
                runner.run(List.of(interpreter), List.of(TOY), selected, (name, suite) -> false),
                null,
                Map.of());
        return new Results(
                Results.SCHEMA,
                "2026-11-22T20:00:00Z",
                1,
                Implementations.CPYTHON,
                Map.of(Implementations.CPYTHON, new ImplementationInfo(Map.of(), false)),
                assembly.suites(tests, suite -> null),
                Map.of(),
                List.of(),
                assembly.tests(),
                List.of());
    }

    private static Map<TestId, Outcome> outcomes(Results results) {
        Map<TestId, Outcome> outcomes = new TreeMap<>();
        results.tests()
                .forEach((id, row) ->
                        outcomes.put(id, row.get(Implementations.CPYTHON).outcome()));
        return outcomes;
    }
}
