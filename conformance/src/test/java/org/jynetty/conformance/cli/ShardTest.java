package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

class ShardTest {
    private static final List<Suite> SUITES = List.of(suite("s", Suite.Kind.MODULES), suite("names", Suite.Kind.NAMES));

    private final Map<TestId, TestResult> recorded = new TreeMap<>();

    ShardTest() {
        for (int i = 0; i < 20; i++) {
            recorded.put(new TestId("s", "Class" + i + ".test"), passed(i % 5));
            recorded.put(new TestId("s", "Class" + i + ".other"), passed(0));
        }
    }

    @Test
    void everyTestIsInExactlyOneShardWhetherItWasRecordedOrNot() throws UserException {
        List<TestId> ids = new ArrayList<>(recorded.keySet());
        ids.add(new TestId("s", "New.test"));
        ids.add(new TestId("other", "single"));

        for (TestId id : ids) {
            int holders = 0;
            for (int k = 1; k <= 3; k++) {
                holders += Shard.parse(k + "/3").members(recorded, SUITES).include(id) ? 1 : 0;
            }
            assertEquals(1, holders, id.toString());
        }
    }

    @Test
    void shardsTakeAboutAsLongAndKeepClassesTogether() throws UserException {
        for (int k = 1; k <= 3; k++) {
            Shard.Members members = Shard.parse(k + "/3").members(recorded, SUITES);
            double seconds = recorded.entrySet().stream()
                    .filter(each -> each.getKey().suite().equals("s") && members.include(each.getKey()))
                    .mapToDouble(each -> each.getValue().first().seconds())
                    .sum();
            assertTrue(seconds >= 11 && seconds <= 16, k + " takes " + seconds + " of 40 s");
            for (int i = 0; i < 20; i++) {
                assertEquals(
                        members.include(new TestId("s", "Class" + i + ".test")),
                        members.include(new TestId("s", "Class" + i + ".other")));
            }
        }
    }

    @Test
    void whatTakesNoTimeAndWhatIsNotRunDoesNotCount() throws UserException {
        for (int i = 0; i < 1000; i++) {
            recorded.put(new TestId("names", "socket.name" + i), passed(0));
            recorded.put(new TestId("elsewhere", "Class" + i + ".test"), passed(7));
        }

        shardsTakeAboutAsLongAndKeepClassesTogether();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "2", "a/b", "1/0", "1/2/3"})
    void whatIsNoShardIsRefused(String text) {
        assertThrows(UserException.class, () -> Shard.parse(text));
    }

    @Test
    void allShardsMergedAreTheWhole() throws UserException {
        Results merged = MergeCommand.merge(List.of(part("1/2", "A.a"), part("2/2", "A.b")));

        assertTrue(merged.isComplete());
        assertEquals(2, merged.tests().size());
    }

    @Test
    void someShardsMergedAreNotAndTheMissingOnesAreNamed() throws UserException {
        List<Results> parts = List.of(part("1/3", "A.a"), part("2/3", "A.b"));

        assertFalse(MergeCommand.merge(parts).isComplete());
        List<Finding> missing = MergeCommand.missingParts(parts);
        assertEquals(
                List.of("of suite s the parts [3] are missing: their jobs left no results.json"),
                missing.stream().map(Finding::message).toList());
        assertEquals(List.of(), MergeCommand.missingParts(List.of(part("1/1", "A.a"))));
    }

    @Test
    void partsOfDifferentEnvironmentsAreNotMerged() {
        Results one = part("1/2", "A.a", Map.of("jython", "2.7.4", "jdk", "17.0.1 (X)", "system", "Linux 1"));
        Results other = part("2/2", "A.b", Map.of("jython", "2.7.4", "jdk", "21.0.1 (X)", "system", "Linux 1"));
        Results patched = part("2/2", "A.b", Map.of("jython", "2.7.4", "jdk", "17.0.2 (X)", "system", "Linux 2"));

        UserException refused = assertThrows(UserException.class, () -> MergeCommand.merge(List.of(one, other)));
        assertTrue(refused.getMessage().contains("21.0.1"), refused.getMessage());
        assertDoesNotThrow(() -> MergeCommand.merge(List.of(one, patched)));
    }

    private static Results part(String shard, String test) {
        return part(shard, test, Map.of());
    }

    private static Results part(String shard, String test, Map<String, String> facts) {
        Map<String, TestResult> row = new LinkedHashMap<>();
        row.put("cpython", passed(0));
        return new Results(
                Results.SCHEMA,
                "2026-11-22T20:00:00Z",
                1,
                "cpython",
                Map.of("cpython", new ImplementationInfo(facts, false)),
                List.of(new SuiteInfo("s", null, false, shard, new TreeSet<>(), null, null, null)),
                Map.of(),
                List.of(),
                new TreeMap<>(Map.of(new TestId("s", test), row)),
                List.of());
    }

    private static Suite suite(String name, Suite.Kind kind) {
        return new Suite(name, kind, true, Duration.ofSeconds(5), Map.of(), Optional.empty());
    }

    private static TestResult passed(double seconds) {
        return new TestResult(List.of(Attempt.of(Outcome.PASS, seconds, null)), null);
    }
}
