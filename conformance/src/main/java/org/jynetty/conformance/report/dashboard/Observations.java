package org.jynetty.conformance.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Difference;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Thrown;

/**
 * What the implementations of an environment made of a test, side by side.
 *
 * @param columns the implementations that ran it
 * @param rows what was observed of it, a cell for each column
 */
record Observations(List<Column> columns, List<Row> rows) {
    /** @param differs whether the reference's cell says something else */
    record Cell(String text, boolean differs) {}

    record Row(String name, List<Cell> cells) {}

    static Observations of(Lane lane, TestId id) {
        List<Column> columns = lane.columns().stream()
                .filter(column -> column.result(id) != null)
                .toList();
        Builder rows = new Builder(columns, id);
        rows.compared("outcome", attempt -> View.words(attempt.outcome()));
        rows.shown(
                "verdict",
                result -> result.judgement() == null
                        ? ""
                        : result.judgement().verdict().label());
        rows.shown(
                "attempts",
                result -> result.attempts().size() == 1
                        ? ""
                        : result.attempts().stream().map(Attempt::headline).collect(Collectors.joining("\n")));
        rows.compared("exception", thrown(Thrown::type));
        rows.compared("errno", thrown(Thrown::errno));
        rows.compared("arguments", thrown(Thrown::args));
        rows.compared("library", thrown(Thrown::library));
        rows.compared("reason", thrown(Thrown::reason));
        rows.compared("message", thrown(Thrown::message));
        for (String name : rows.observed()) {
            rows.compared(name, attempt -> Difference.text(attempt.observed(), name));
        }
        rows.compared("descriptors left", attempt -> counts(attempt.descriptorsLeft()));
        rows.compared("threads left", attempt -> String.join(", ", attempt.threadsLeft()));
        rows.shown("shims", result -> String.join(", ", result.first().shims()));
        rows.shown(
                "seconds",
                result -> String.format(Locale.ROOT, "%.2f", result.first().seconds()));
        return new Observations(columns, rows.rows);
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Function<Attempt, Object> thrown(Function<Thrown, Object> part) {
        return attempt -> attempt.thrown() == null ? null : part.apply(attempt.thrown());
    }

    /** Leaves out what none of the columns has. */
    private static final class Builder {
        private final List<Column> columns;
        private final TestId id;
        private final List<Row> rows = new ArrayList<>();

        Builder(List<Column> columns, TestId id) {
            this.columns = columns;
            this.id = id;
        }

        SortedSet<String> observed() {
            SortedSet<String> names = new TreeSet<>();
            for (Column column : columns) {
                JsonNode observed = column.result(id).first().observed();
                if (observed != null) {
                    observed.fieldNames().forEachRemaining(names::add);
                }
            }
            return names;
        }

        void compared(String name, Function<Attempt, Object> part) {
            add(name, result -> part.apply(result.first()), true);
        }

        void shown(String name, Function<TestResult, Object> part) {
            add(name, part, false);
        }

        private void add(String name, Function<TestResult, Object> part, boolean compare) {
            List<String> texts = columns.stream()
                    .map(column -> part.apply(column.result(id)))
                    .map(value -> value == null ? "" : value.toString())
                    .toList();
            if (texts.stream().allMatch(String::isEmpty)) {
                return;
            }
            boolean hasReference = !columns.isEmpty() && columns.get(0).isReference();
            rows.add(new Row(
                    name,
                    texts.stream()
                            .map(text -> new Cell(text, compare && hasReference && !Objects.equals(text, texts.get(0))))
                            .toList()));
        }
    }
}
