package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jynetty.conformance.result.TestResult;

/** How many results there are of each status. */
final class Tally {
    /** A part of a bar that is 100 wide. */
    record Part(Status status, int count, double x, double width) {}

    private final Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
    private int total;

    private Tally() {}

    static Tally of(Stream<TestResult> results) {
        Tally tally = new Tally();
        results.forEach(result -> {
            tally.byStatus.merge(Status.of(result), 1, Integer::sum);
            tally.total++;
        });
        return tally;
    }

    int total() {
        return total;
    }

    int count(Status status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** All but what is as it should be, the worst first. */
    Map<Status, Integer> others() {
        Map<Status, Integer> others = new EnumMap<>(byStatus);
        others.remove(Status.OK);
        return others;
    }

    /** The parts of a bar; one that would vanish is two wide, at the cost of the first. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        double x = 100;
        List<Map.Entry<Status, Integer>> fromRight = new ArrayList<>(byStatus.entrySet());
        for (int i = fromRight.size() - 1; i >= 0; i--) {
            int count = fromRight.get(i).getValue();
            double width = i == 0 ? x : Math.max(2, Math.round(1000.0 * count / total) / 10.0);
            x -= width;
            parts.add(0, new Part(fromRight.get(i).getKey(), count, Math.max(0, x), Math.max(0, width)));
        }
        return parts;
    }
}
