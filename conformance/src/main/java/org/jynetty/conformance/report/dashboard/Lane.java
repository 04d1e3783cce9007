package org.jynetty.conformance.report.dashboard;

import java.util.List;
import java.util.Optional;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.Mark;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;

/**
 * An environment with its runs.
 *
 * @param number from 1 on, in the order of the pages
 * @param place the environment
 * @param latest the newest run, with all that is known of it
 * @param runs all runs, oldest first, the newest among them
 */
record Lane(int number, Place place, Results latest, List<HistoryEntry> runs) {
    List<Column> columns() {
        return latest.implementations().keySet().stream()
                .map(name -> new Column(this, name))
                .toList();
    }

    /** How a test last ended before the newest run; empty where no earlier run has it. */
    Optional<Mark> before(TestId id, String implementation) {
        for (int i = runs.size() - 2; i >= 0; i--) {
            Optional<Mark> mark = runs.get(i).mark(id, implementation);
            if (mark.isPresent()) {
                return mark;
            }
        }
        return Optional.empty();
    }

    /** There is one for each environment; its content is too large to be compared. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** Why nothing of a suite could be run; null where it could. */
    String unavailable(String suite) {
        return latest.suites().stream()
                .filter(info -> info.name().equals(suite) && info.unavailable() != null)
                .map(SuiteInfo::unavailable)
                .findFirst()
                .orElse(null);
    }

    boolean hasPast() {
        return runs.size() > 1;
    }

    /** What the newest run ran, such as a commit; null where nobody said. */
    String label() {
        return runs.get(runs.size() - 1).label();
    }
}
