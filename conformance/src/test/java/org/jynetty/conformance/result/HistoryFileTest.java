package org.jynetty.conformance.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryFileTest {
    private static final TestId PASSES = TestId.parse("s::A.passes");
    private static final TestId FLAKY = TestId.parse("s::A.flaky");

    @TempDir
    private Path folder;

    @Test
    void aRunIsALineThatCanBeReadAgain() throws IOException {
        HistoryEntry entry = HistoryEntry.of(run("2026-11-22T20:00:00Z"), "1a2b3c");

        assertTrue(HistoryFile.append(file(), entry, 10));

        assertEquals(1, Files.readAllLines(file()).size());
        assertTrue(Files.readString(file()).contains("\"s::A.passes\":\"PD\""), Files.readString(file()));
        assertEquals(List.of(entry), HistoryFile.read(file()));
    }

    @Test
    void aRunSaysHowEachTestEnded() {
        HistoryEntry entry = HistoryEntry.of(run("2026-11-22T20:00:00Z"), null);

        assertEquals(Optional.of(new Mark(Outcome.PASS, false)), entry.mark(PASSES, "cpython"));
        assertEquals(Optional.of(new Mark(Outcome.DIFFERS, false)), entry.mark(PASSES, "jynetty"));
        assertEquals(Optional.of(new Mark(Outcome.HANG, true)), entry.mark(FLAKY, "jynetty"));
        assertEquals(Optional.empty(), entry.mark(FLAKY, "cpython"));
        assertEquals(Optional.empty(), entry.mark(FLAKY, "stock"));
        assertEquals(Optional.empty(), entry.mark(TestId.parse("s::gone"), "jynetty"));
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeHasALetterOfItsOwn(Outcome outcome) {
        for (boolean flaky : new boolean[] {false, true}) {
            Mark mark = new Mark(outcome, flaky);
            assertEquals(mark, Mark.parse(mark.letter()));
        }
    }

    @Test
    void runsStandInTheOrderOfTheirTimesAndTheOldestGo() throws IOException {
        for (int day : new int[] {3, 1, 4, 2}) {
            HistoryFile.append(file(), HistoryEntry.of(run("2026-11-0" + day + "T20:00:00Z"), null), 3);
        }

        // The first had gone when the second came, which is older than what was there then.
        assertEquals(
                List.of("2026-11-02T20:00:00Z", "2026-11-03T20:00:00Z", "2026-11-04T20:00:00Z"),
                HistoryFile.read(file()).stream().map(HistoryEntry::started).toList());
    }

    @Test
    void theSameRunIsNotAddedTwice() throws IOException {
        HistoryEntry entry = HistoryEntry.of(run("2026-11-22T20:00:00Z"), null);
        HistoryFile.append(file(), entry, 10);

        assertFalse(HistoryFile.append(file(), entry, 10));

        assertEquals(1, HistoryFile.read(file()).size());
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        HistoryFile.append(file(), HistoryEntry.of(run("2026-11-22T20:00:00Z"), null), 10);
        String good = Files.readString(file());

        for (String broken : List.of("{\"schema\":1,", "[]", "{\"schema\":9}", "{\"schema\":1}", "{\"schema\":0}")) {
            Files.writeString(file(), good + broken + "\n");
            IOException refused = assertThrows(IOException.class, () -> HistoryFile.read(file()), broken);
            assertTrue(refused.getMessage().contains("history.jsonl line 2: "), refused.getMessage());
        }
    }

    @Test
    void aFileThatDoesNotExistHasNoRuns() throws IOException {
        assertEquals(List.of(), HistoryFile.read(file()));
    }

    private Path file() {
        return folder.resolve("deep/history.jsonl");
    }

    private static Results run(String started) {
        Map<String, ImplementationInfo> implementations = new LinkedHashMap<>();
        implementations.put("cpython", new ImplementationInfo(Map.of("python", "CPython 2.7.18"), true));
        implementations.put("jynetty", new ImplementationInfo(Map.of("jython", "2.7.4"), false));
        Map<String, TestResult> passes = new LinkedHashMap<>();
        passes.put("cpython", result(null, Outcome.PASS));
        passes.put("jynetty", result(judgement(Verdict.DIVERGES, Outcome.DIFFERS), Outcome.PASS));
        TestResult flaky = result(judgement(Verdict.FLAKY, Outcome.HANG), Outcome.HANG, Outcome.PASS);
        return new Results(
                Results.SCHEMA,
                started,
                1,
                "cpython",
                implementations,
                List.of(),
                Map.of(),
                List.of(),
                new TreeMap<>(Map.of(PASSES, passes, FLAKY, Map.of("jynetty", flaky))),
                List.of());
    }

    private static Judgement judgement(Verdict verdict, Outcome outcome) {
        return new Judgement(verdict, outcome, true, null, null);
    }

    private static TestResult result(Judgement judgement, Outcome... attempts) {
        return new TestResult(
                Stream.of(attempts).map(outcome -> Attempt.of(outcome, 0, null)).toList(), judgement);
    }
}
