package org.jynetty.conformance.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Thrown thrown = new Thrown("socket.error", 107L, List.of("107", "'x'"), null, null, "not connected", "trace");
        Attempt attempt = new Attempt(
                Outcome.ERROR,
                0.25,
                thrown,
                "detail",
                new ObjectMapper().readTree("{\"a\": [1, null, {}]}"),
                Map.of("socket", 1),
                List.of("left"),
                List.of("alarm"));
        TestResult result = new TestResult(
                List.of(attempt), new Judgement(Verdict.DIVERGES, Outcome.DIFFERS, false, "reason", "https://x"));
        Results results = new Results(
                Results.SCHEMA,
                "2026-11-22T20:00:00Z",
                1.5,
                "cpython",
                Map.of("jynetty", new ImplementationInfo(Map.of("python", "Jython"), false)),
                List.of(new SuiteInfo(
                        "test_socket", "abc", true, null, new TreeSet<>(List.of("alarm")), null, null, null)),
                Map.of("alarm", "why"),
                List.of("-Dconformance.limit=9"),
                new TreeMap<>(Map.of(TestId.parse("test_socket::A.b"), Map.of("jynetty", result))),
                List.of(new Finding(Finding.Kind.UNEXPECTED_RESULT, "jynetty", TestId.parse("a::b"), "m", "c")));

        ResultsFile.write(folder.resolve("deep/results.json"), results);

        assertEquals(results, ResultsFile.read(folder.resolve("deep/results.json")));
    }

    /** So that pages made from a file are those that the run made. */
    @Test
    void whatIsEmptyIsAbsentBeforeItIsWrittenAsWell() {
        Thrown thrown = new Thrown("E", null, List.of(), null, null, "", "");

        assertEquals(new Thrown("E", null, null, null, null, null, null), thrown);
        assertEquals(Attempt.of(Outcome.SKIP, 1, null), Attempt.of(Outcome.SKIP, 1, ""));
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "{\"schema\": 99}");

        IOException refused = assertThrows(IOException.class, () -> ResultsFile.read(file));

        assertTrue(refused.getMessage().contains("schema 99"), refused.getMessage());
    }

    @Test
    void whatIsNoResultsFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "no json");

        assertThrows(IOException.class, () -> ResultsFile.read(file));
    }
}
