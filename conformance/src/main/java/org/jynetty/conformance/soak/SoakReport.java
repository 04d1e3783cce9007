package org.jynetty.conformance.soak;

import java.util.List;
import java.util.Locale;

/** What long runs have found, in Markdown. */
public final class SoakReport {
    private SoakReport() {}

    public static String section(SoakFigures figures) {
        StringBuilder out = new StringBuilder("## Reliability\n\n");
        out.append("Written by `mvn verify -Psoak`, at %s: %s.%n"
                .formatted(
                        figures.revision(),
                        String.join(
                                ", ",
                                figures.machine().entrySet().stream()
                                        .map(each -> each.getKey() + " " + each.getValue())
                                        .toList())));
        if (!figures.cycles().isEmpty()) {
            out.append("\nWhat the JVM held before and after so many times of the same, after a collection:\n\n");
            out.append("| | times | descriptors | threads | classes | heap, KB | direct memory, KB |\n");
            out.append("|---|---|---|---|---|---|---|\n");
            figures.cycles().forEach(cycle -> out.append(row(cycle)));
        }
        if (!figures.loads().isEmpty()) {
            out.append("\nRandom load with faults, see `conformance/src/main/python/soak/load.py`:\n\n");
            out.append("| | minutes | violations | flows that arrived whole | MB checked | datagrams | interpreters |"
                    + " interrupts | dropped sockets | killed peers |\n");
            out.append("|---|---|---|---|---|---|---|---|---|---|\n");
            figures.loads().forEach(load -> out.append(row(load)));
            figures.loads().forEach(load -> out.append(violations(load)));
        }
        return out.toString();
    }

    private static String row(Cycle cycle) {
        Held before = cycle.before();
        Held after = cycle.after();
        return "| %s%s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        cycle.cycle(),
                        cycle.left().isEmpty() ? "" : ", **" + String.join("; ", cycle.left()) + "**",
                        number(cycle.count()),
                        change(before.descriptors(), after.descriptors()),
                        change(before.threads(), after.threads()),
                        change(before.classes(), after.classes()),
                        change(before.heap() >> 10, after.heap() >> 10),
                        change(before.direct() >> 10, after.direct() >> 10));
    }

    private static String change(long before, long after) {
        return number(before) + " → " + number(after);
    }

    private static String row(LoadResult load) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        load.implementation(),
                        String.format(Locale.ROOT, load.minutes() < 1 ? "%.1f" : "%.0f", load.minutes()),
                        number(load.violated()),
                        number(load.sum("answered")),
                        number(load.sum("bytes") >> 20),
                        number(load.sum("datagrams")),
                        number(load.sum("interpreters")),
                        number(load.sum("interrupts")),
                        number(load.sum("dropped")),
                        number(load.sum("killed")));
    }

    private static String violations(LoadResult load) {
        List<String> first = load.violations().stream()
                .map(text -> text.lines().findFirst().orElse(""))
                .distinct()
                .limit(5)
                .toList();
        return first.isEmpty()
                ? ""
                : "\nOn `%s`, among others:%n%n".formatted(load.implementation())
                        + String.join(
                                "",
                                first.stream().map(text -> "- " + text + "\n").toList());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
