package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.catalogue.Catalogue;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Thrown;

class RecordReferenceCommandTest {
    private static final TestId FOREIGN = new TestId("requests-2.9.1", "Tests.test_proxy");
    private static final TestId OURS = new TestId("field", "F01.ends");

    @TempDir
    private Path folder;

    /** Where CPython cannot be had, what is not recorded is compared with nothing. */
    @Test
    void everySuiteThatRunsByDefaultIsRecorded() throws IOException {
        Set<String> recorded =
                RecordedReference.read(Layout.of(Path.of("..")).recordedReference()).tests().keySet().stream()
                        .map(TestId::suite)
                        .collect(Collectors.toSet());
        List<String> missing = Catalogue.load().choose(Selection.everything()).stream()
                .map(Suite::name)
                .filter(suite -> !recorded.contains(suite))
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void aFailureIsRecordedWithoutWhatOnlyThisMachineSays() throws IOException {
        Thrown thrown = new Thrown("socket.error", 111L, List.of("'/home/me'"), null, null, "/home/me", "/home/me");

        int status = record(
                FOREIGN, new Attempt(Outcome.ERROR, 0.123, thrown, "in /home/me", null, Map.of(), List.of(), null));

        assertEquals(0, status);
        Attempt recorded = RecordedReference.read(Layout.of(folder).recordedReference())
                .tests()
                .get(FOREIGN)
                .first();
        assertEquals(new Thrown("socket.error", 111L, null, null, null, null, null), recorded.thrown());
        assertNull(recorded.detail());
        assertEquals(0.1, recorded.seconds());
    }

    @Test
    void theReasonOfASkipIsKept() throws IOException {
        assertEquals(0, record(FOREIGN, Attempt.of(Outcome.SKIP, 0, "no IPv6")));

        assertEquals(
                "no IPv6",
                RecordedReference.read(Layout.of(folder).recordedReference())
                        .tests()
                        .get(FOREIGN)
                        .first()
                        .detail());
    }

    @Test
    void aTestOfOursThatFailsIsNotRecorded() throws IOException {
        assertEquals(Main.CANNOT_RUN, record(OURS, Attempt.of(Outcome.ERROR, 0, "NameError")));

        assertFalse(Files.exists(Layout.of(folder).recordedReference()));
    }

    private int record(TestId id, Attempt attempt) throws IOException {
        TreeMap<TestId, Map<String, TestResult>> tests = new TreeMap<>();
        tests.put(id, Map.of(Implementations.CPYTHON, new TestResult(List.of(attempt), null)));
        Path file = folder.resolve("results.json");
        ResultsFile.write(
                file,
                new Results(
                        Results.SCHEMA,
                        "2026-11-22T20:00:00Z",
                        1,
                        Implementations.CPYTHON,
                        Map.of(Implementations.CPYTHON, new ImplementationInfo(Map.of(), false)),
                        List.of(new SuiteInfo(id.suite(), null, true, null, new TreeSet<>(), null, null, null)),
                        Map.of(),
                        List.of(),
                        tests,
                        List.of()));
        return Main.run("record-reference", "--project=" + folder, file.toString());
    }
}
