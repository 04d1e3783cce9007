package org.jynetty.conformance.report.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.Mark;

/**
 * How many tests of an implementation passed, run by run: a line chart.
 *
 * @param passes oldest run first
 */
record Trend(List<Integer> passes) {
    /** In units of the chart, whose height is 20. */
    private static final double STEP = 4;

    private static final double TOP = 2;
    private static final double BOTTOM = 18;

    static Trend of(Column column) {
        return new Trend(column.lane().runs().stream()
                .map(run -> passes(run, column.implementation()))
                .toList());
    }

    private static int passes(HistoryEntry run, String implementation) {
        return (int) run.tests().keySet().stream()
                .map(id -> run.mark(id, implementation))
                .flatMap(Optional::stream)
                .map(Mark::outcome)
                .filter(outcome -> outcome.isSuccess())
                .count();
    }

    int lowest() {
        return passes.stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    int highest() {
        return passes.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    double width() {
        return Math.max(1, passes.size() - 1) * STEP;
    }

    /** The points of an SVG polyline. */
    String points() {
        double range = Math.max(1, highest() - lowest());
        return IntStream.range(0, passes.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.0f,%.1f",
                        i * STEP,
                        BOTTOM - (BOTTOM - TOP) * (passes.get(i) - lowest()) / range))
                .collect(Collectors.joining(" "));
    }
}
