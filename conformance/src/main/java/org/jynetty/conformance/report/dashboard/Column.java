package org.jynetty.conformance.report.dashboard;

import java.util.Map;
import java.util.Objects;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/** An implementation in an environment: what a table of results has a column for. */
record Column(Lane lane, String implementation) {
    boolean isReference() {
        return implementation.equals(lane.latest().reference());
    }

    /** As filters spell it; the implementation's name alone means it in any environment. */
    String token() {
        return implementation + "@" + lane.number();
    }

    /** What it gave in the newest run; null where it was not run. */
    TestResult result(TestId id) {
        return lane.latest().tests().getOrDefault(id, Map.of()).get(implementation);
    }

    /** How its tests of a suite ended, or all where the name is empty. */
    Tally tally(String suite) {
        return Tally.of(lane.latest().tests().entrySet().stream()
                .filter(row -> suite.isEmpty() || row.getKey().suite().equals(suite))
                .map(row -> row.getValue().get(implementation))
                .filter(Objects::nonNull));
    }

    Strip strip(TestId id) {
        return Strip.of(lane.runs(), id, implementation);
    }
}
