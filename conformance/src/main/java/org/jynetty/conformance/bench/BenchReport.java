package org.jynetty.conformance.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the benchmark has found, as text. */
public final class BenchReport {
    private static final String OURS = "jynetty";
    private static final List<String> OTHERS = List.of("cpython", "stock", "limit");

    private final Figures figures;
    private final List<Measure> measures;
    private final StringBuilder out = new StringBuilder();

    private BenchReport(Figures figures, List<Measure> measures) {
        this.figures = figures;
        this.measures = measures;
    }

    /** One measure in one line, while the benchmark runs. */
    static String line(Measure measure, Map<String, List<Sample>> samples) {
        List<String> parts = new ArrayList<>();
        samples.forEach((name, own) -> {
            if (!own.isEmpty()) {
                Spread value = Spread.of(own, Sample::value);
                Double ratio = name.equals(OURS) ? null : ratio(samples, name);
                parts.add("%s %s%s"
                        .formatted(
                                name,
                                amount(measure, value.median()),
                                ratio == null ? "" : " (%s)".formatted(number(ratio))));
            }
        });
        return "%-20s %s".formatted(measure.name(), String.join("  ", parts));
    }

    /** The section of a report in Markdown: ratios first, then the figures that they are made of. */
    public static String section(Figures figures, List<Measure> measures) {
        BenchReport report = new BenchReport(figures, measures);
        report.write();
        return report.out.toString();
    }

    private void write() {
        line("## Performance");
        line("");
        line("Written by `mvn verify -Pbench`, at %s: %s."
                .formatted(
                        figures.revision(),
                        String.join(
                                ", ",
                                figures.machine().entrySet().stream()
                                        .map(each -> each.getKey() + " " + each.getValue())
                                        .toList())));
        line(
                "The same Python loops run on each implementation in turns, against the same peer. `limit` is Java alone: blocking");
        line(
                "channels, and Bouncy Castle's engine for TLS, behind an object as thin as can be. A ratio is jynetty's median over the");
        line(
                "other one's: of operations in a second, where more is better, else of seconds or bytes. Behind it is what is meant to be");
        line("reached; **bold** is what is not.");
        line("");
        line("| measure | vs `cpython` | vs `stock` | vs `limit` |");
        line("|---|---|---|---|");
        for (Measure measure : measures) {
            Map<String, List<Sample>> samples = figures.samples().get(measure.name());
            if (samples != null && samples.containsKey(OURS)) {
                line("| %s | %s |"
                        .formatted(
                                measure.title(),
                                String.join(
                                        " | ",
                                        OTHERS.stream()
                                                .map(name -> ratioCell(measure, samples, name))
                                                .toList())));
            }
        }
        line("");
        remarks();
        line(
                "Medians of the rounds, with half the distance of the quartiles; behind them the CPU time of the measured process for an");
        line("operation (for all of it, where there is one only). Pinned measures share one processor with the peer.");
        line("");
        line("| measure | for | `cpython` | `jynetty` | `stock` | `limit` |");
        line("|---|---|---|---|---|---|");
        for (Measure measure : measures) {
            Map<String, List<Sample>> samples = figures.samples().get(measure.name());
            if (samples != null) {
                line("| %s%s | %s | %s | %s | %s | %s |"
                        .formatted(
                                measure.title(),
                                measure.pinned() ? ", pinned" : "",
                                measure.isRate() ? measure.unit() : "once",
                                valueCell(measure, samples, "cpython"),
                                valueCell(measure, samples, OURS),
                                valueCell(measure, samples, "stock"),
                                valueCell(measure, samples, "limit")));
            }
        }
        line("");
        figures.missing().forEach((measure, why) -> new LinkedHashMap<>(why)
                .forEach((name, reason) -> line("`%s` has no `%s`: %s.".formatted(name, measure, reason))));
        if (!figures.missing().isEmpty()) {
            line("");
        }
    }

    /** Of what falls short. */
    private void remarks() {
        List<Measure> missed = measures.stream()
                .filter(measure -> measure.remark() != null && fallsShort(measure))
                .toList();
        for (Measure measure : missed) {
            line("- %s: %s".formatted(measure.title(), measure.remark().strip()));
        }
        if (!missed.isEmpty()) {
            line("");
        }
    }

    private boolean fallsShort(Measure measure) {
        Map<String, List<Sample>> samples = figures.samples().getOrDefault(measure.name(), Map.of());
        return OTHERS.stream().anyMatch(name -> {
            Double ratio = ratio(samples, name);
            return ratio != null && !measure.meets(name, ratio);
        });
    }

    private static Double ratio(Map<String, List<Sample>> samples, String other) {
        List<Sample> ours = samples.get(OURS);
        List<Sample> theirs = samples.get(other);
        if (ours == null || theirs == null || ours.isEmpty() || theirs.isEmpty()) {
            return null;
        }
        return Spread.of(ours, Sample::value).median()
                / Spread.of(theirs, Sample::value).median();
    }

    private static String ratioCell(Measure measure, Map<String, List<Sample>> samples, String other) {
        Double ratio = ratio(samples, other);
        if (ratio == null) {
            return "–";
        }
        Double goal = measure.goals().get(other);
        String text = number(ratio);
        if (goal == null) {
            return text;
        }
        String wanted = " (%s %s)".formatted(measure.isRate() ? "≥" : "≤", number(goal));
        return (measure.meets(other, ratio) ? text : "**" + text + "**") + wanted;
    }

    private static String valueCell(Measure measure, Map<String, List<Sample>> samples, String name) {
        List<Sample> own = samples.get(name);
        if (own == null || own.isEmpty()) {
            return "–";
        }
        Spread value = Spread.of(own, Sample::value);
        Spread cpu = Spread.of(own, Sample::cpu);
        String text = "%s ±%.0f %%".formatted(amount(measure, value.median()), value.deviation() * 100);
        boolean missed = name.equals(OURS) && measure.most() > 0 && value.median() > measure.most();
        if (measure.most() > 0 && name.equals(OURS)) {
            text = (missed ? "**" + text + "**" : text) + " (≤ %s)".formatted(amount(measure, measure.most()));
        }
        return "bytes".equals(measure.once()) ? text : text + ", " + time(cpu.median());
    }

    private static String amount(Measure measure, double value) {
        if (measure.isRate()) {
            return grouped(value) + "/s";
        }
        return measure.once().equals("bytes") ? "%s KB".formatted(number(value / 1024)) : time(value);
    }

    private static String time(double seconds) {
        if (seconds >= 1) {
            return "%s s".formatted(number(seconds));
        }
        return seconds >= 1e-3 ? "%s ms".formatted(number(seconds * 1e3)) : "%s µs".formatted(number(seconds * 1e6));
    }

    private static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Two or three digits that count. */
    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
