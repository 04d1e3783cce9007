package org.jynetty.conformance.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what the schemas beside the classes document. */
class SchemaTest {
    private static final Schema RESULTS = schema("results.schema.json");
    private static final Schema HISTORY = schema("history.schema.json");

    @TempDir
    private Path folder;

    @Test
    void aRunWithEverythingThatThereIsIsAsDocumented() throws IOException {
        ResultsFile.write(folder.resolve("results.json"), everything());

        assertEquals(List.of(), violations(RESULTS, Files.readString(folder.resolve("results.json"))));
    }

    @Test
    void theRecordedReferenceIsAsDocumented() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../fixtures/reference"))) {
            List<Path> recorded =
                    files.filter(file -> file.toString().endsWith(".json")).toList();
            assertFalse(recorded.isEmpty());
            for (Path file : recorded) {
                assertEquals(List.of(), violations(RESULTS, Files.readString(file)), file.toString());
            }
        }
    }

    @Test
    void aLineOfAHistoryIsAsDocumented() throws IOException {
        Path file = folder.resolve("history.jsonl");
        HistoryFile.append(file, HistoryEntry.of(everything(), "1a2b3c"), 9);

        assertEquals(List.of(), violations(HISTORY, Files.readAllLines(file).get(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schema': 2, 'seconds': 1, 'reference': 'c', 'implementations': {'c': {'recorded': true}}}",
                "{'schema': 1, 'seconds': 1, 'reference': 'c', 'implementations': {}}",
                "{'schema': 1, 'seconds': 1, 'reference': 'c', 'implementations': {'c': {'recorded': true}}, 'extra': 1}",
                "{'schema': 1, 'seconds': 1, 'reference': 'c', 'implementations': {'c': {'recorded': true}},"
                        + " 'tests': {'s::t': {'c': {'attempts': [{'outcome': 'MAYBE', 'seconds': 1}]}}}}"
            })
    void whatIsNotAsDocumentedIsFound(String text) {
        assertFalse(violations(RESULTS, text.replace('\'', '"')).isEmpty());
    }

    /** Every member is set, and every constant is used. */
    private static Results everything() throws IOException {
        SortedMap<TestId, Map<String, TestResult>> tests = new TreeMap<>();
        Thrown thrown = new Thrown("ssl.SSLError", 1L, List.of("1"), "REASON", "SSL", "message", "trace");
        for (Outcome outcome : Outcome.values()) {
            for (Verdict verdict : Verdict.values()) {
                Attempt attempt = new Attempt(
                        outcome,
                        0.25,
                        thrown,
                        "detail",
                        new ObjectMapper().readTree("{\"a\": [1, null, {}]}"),
                        Map.of("socket", 1),
                        List.of("left"),
                        List.of("alarm"));
                Map<String, TestResult> row = new LinkedHashMap<>();
                row.put("cpython", new TestResult(List.of(Attempt.of(Outcome.PASS, 0, null)), null));
                row.put(
                        "jynetty",
                        new TestResult(
                                List.of(attempt, attempt),
                                new Judgement(verdict, outcome, true, "reason", "https://example.org")));
                tests.put(new TestId("s", outcome + "." + verdict), row);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            findings.add(new Finding(kind, "jynetty", TestId.parse("s::t"), "message", "command"));
            findings.add(new Finding(kind, "jynetty", null, "message", null));
        }
        Map<String, ImplementationInfo> implementations = new LinkedHashMap<>();
        implementations.put("cpython", new ImplementationInfo(Map.of("python", "CPython 2.7.18"), true));
        implementations.put("jynetty", new ImplementationInfo(Map.of("jython", "2.7.4"), false));
        return new Results(
                Results.SCHEMA,
                "2026-11-22T20:00:00Z",
                1.5,
                "cpython",
                implementations,
                List.of(new SuiteInfo(
                        "s",
                        "00",
                        false,
                        "2/3",
                        new TreeSet<>(List.of("alarm")),
                        "no packages",
                        new PeersInfo("local processes", Map.of("server/openssl", "3.0"), List.of("client/botan")),
                        new Subject("about", "found"))),
                Map.of("alarm", "why"),
                List.of("-Dconformance.limit=9"),
                tests,
                findings);
    }

    private static List<String> violations(Schema schema, String text) {
        return schema.validate(text, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema schema(String name) {
        try (InputStream in = Results.class.getResourceAsStream(name)) {
            assertTrue(in != null, name);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
