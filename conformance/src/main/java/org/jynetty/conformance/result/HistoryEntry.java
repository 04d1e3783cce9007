package org.jynetty.conformance.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as a line of a history file: how each test ended, and where, and no more.
 *
 * @param schema the version of this format, {@link #SCHEMA}
 * @param started when the run began, ISO 8601
 * @param label what was run, such as a commit; or null
 * @param implementations by name, in the order of the letters of {@code tests}
 * @param findings how many reasons the gate had to fail
 * @param tests by id: a letter for each implementation, as {@link #mark} reads it
 */
public record HistoryEntry(
        int schema,
        String started,
        String label,
        Map<String, ImplementationInfo> implementations,
        int findings,
        SortedMap<TestId, String> tests) {
    public static final int SCHEMA = 1;

    public HistoryEntry {
        Objects.requireNonNull(started, "a run needs the time when it started");
        Objects.requireNonNull(implementations, "a run needs its implementations");
        tests = new TreeMap<>(Objects.requireNonNull(tests, "a run needs its tests"));
    }

    /** What a history keeps of a run. */
    public static HistoryEntry of(Results results, String label) {
        List<String> names = List.copyOf(results.implementations().keySet());
        SortedMap<TestId, String> tests = new TreeMap<>();
        results.tests().forEach((id, row) -> {
            StringBuilder letters = new StringBuilder();
            for (String name : names) {
                TestResult result = row.get(name);
                letters.append(result == null ? Mark.NONE : Mark.of(result).letter());
            }
            tests.put(id, letters.toString());
        });
        return new HistoryEntry(
                SCHEMA,
                results.started(),
                label,
                results.implementations(),
                results.findings().size(),
                tests);
    }

    /** How a test ended on an implementation; empty where this run has no result of it. */
    public Optional<Mark> mark(TestId id, String implementation) {
        int place = new ArrayList<>(implementations.keySet()).indexOf(implementation);
        String letters = tests.getOrDefault(id, "");
        return place < 0 || place >= letters.length() || letters.charAt(place) == Mark.NONE
                ? Optional.empty()
                : Optional.of(Mark.parse(letters.charAt(place)));
    }

    /** Whether the other entry tells of the same run. */
    boolean isSameRunAs(HistoryEntry other) {
        return started.equals(other.started) && implementations.equals(other.implementations);
    }
}
