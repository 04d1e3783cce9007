package org.jynetty.conformance.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.PeersInfo;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/** Small runs of a suite {@code s} on cpython and jynetty. */
final class Runs {
    private String unavailable;
    private PeersInfo peers;
    private final SortedMap<TestId, Map<String, TestResult>> tests = new TreeMap<>();

    /** Adds a test: what the reference gave (null for nothing), and the attempts of jynetty. */
    Runs test(String name, Outcome reference, Outcome... jynetty) {
        Map<String, TestResult> row = new LinkedHashMap<>();
        if (reference != null) {
            row.put("cpython", result(reference));
        }
        row.put("jynetty", result(jynetty));
        tests.put(id(name), row);
        return this;
    }

    /** The suite could not be run on this machine. */
    Runs unavailable(String why) {
        unavailable = why;
        return this;
    }

    /** The suite talks to peers, of which some are missing. */
    Runs peers(String... missing) {
        peers = new PeersInfo("local processes", Map.of("server/some", "1.0"), List.of(missing));
        return this;
    }

    /** The suite would talk to peers, but the machine has none. */
    Runs noPeers() {
        peers = new PeersInfo("local processes", Map.of(), List.of("server/some"));
        return this;
    }

    Results results() {
        return results(true);
    }

    Results results(boolean complete) {
        Map<String, ImplementationInfo> implementations = new LinkedHashMap<>();
        implementations.put("cpython", new ImplementationInfo(Map.of(), false));
        implementations.put("jynetty", new ImplementationInfo(Map.of(), false));
        return new Results(
                Results.SCHEMA,
                "2026-11-22T20:00:00Z",
                1,
                "cpython",
                implementations,
                List.of(new SuiteInfo("s", null, complete, null, new TreeSet<>(), unavailable, peers, null)),
                Map.of(),
                List.of(),
                tests,
                List.of());
    }

    static TestId id(String name) {
        return new TestId("s", name);
    }

    static TestResult result(Outcome... outcomes) {
        return new TestResult(
                Stream.of(outcomes).map(each -> Attempt.of(each, 0.1, null)).toList(), null);
    }
}
