package org.jynetty.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;

/**
 * {@code REPORT.md}: counts of all implementations, and every difference with its reason. It is kept under version
 * control, so it holds nothing that changes from run to run or from machine to machine: no dates, timings, kernels or ports, and
 * no suites whose tests are what peers the machine has ({@link PeersReport} has these).
 */
public final class MarkdownReport {
    /** So many tests of a suite are named in a row; of more, the number says enough. */
    private static final int NAMED_TESTS = 5;

    private final Results results;
    private final List<SuiteInfo> suites;
    private final MarkdownTables tables;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Results results) {
        this.results = results;
        suites =
                results.suites().stream().filter(suite -> suite.peers() == null).toList();
        tables = new MarkdownTables(results, suites);
    }

    public static String of(Results results) {
        MarkdownReport report = new MarkdownReport(results);
        report.write();
        return report.out.toString().stripTrailing() + "\n";
    }

    private void write() {
        line("# Conformance");
        line("");
        line(
                "Written by `mvn verify -Pconformance`; do not edit. Every test runs, unmodified, on each implementation, and the");
        line("verdict comes from the pair with the reference, `%s`.".formatted(results.reference()));
        line("");
        out.append(tables.implementations());
        counts();
        subjects();
        out.append(tables.differences());
        shims();
    }

    private void counts() {
        line("## Counts");
        line("");
        line("| suite | "
                + results.implementations().keySet().stream()
                        .map(n -> '`' + n + '`')
                        .collect(Collectors.joining(" | ")) + " |");
        line("|---|" + "---|".repeat(results.implementations().size()));
        for (SuiteInfo suite : suites) {
            line("| `%s` | %s |"
                    .formatted(
                            suite.name(),
                            results.implementations().keySet().stream()
                                    .map(name -> Counts.of(results, suite.name(), name)
                                            .toString())
                                    .collect(Collectors.joining(" | "))));
        }
        line("");
    }

    private void subjects() {
        List<SuiteInfo> described =
                suites.stream().filter(suite -> suite.subject() != null).toList();
        if (described.isEmpty()) {
            return;
        }
        line("## Programs");
        line("");
        line("| suite | what it runs | what it found; all of it is mended |");
        line("|---|---|---|");
        described.forEach(suite -> line("| `%s` | %s | %s |"
                .formatted(
                        suite.name(),
                        MarkdownTables.cell(suite.subject().about()),
                        MarkdownTables.cell(suite.subject().found()))));
        line("");
    }

    private void shims() {
        if (results.shims().isEmpty()) {
            return;
        }
        line("## Shims");
        line("");
        line(
                "What the host interpreter lacks and the test files take for granted is supplied from outside. No shim touches `socket`,");
        line("`select` or `ssl`. `-Dconformance.shims=none` runs without them.");
        line("");
        line("| shim | why | who reached it |");
        line("|---|---|---|");
        results.shims()
                .forEach((name, why) ->
                        line("| `%s` | %s | %s |".formatted(name, MarkdownTables.cell(why), users(name))));
        line("");
    }

    /** Whole suites whose set-up reached it, else the tests, by number where they are many. */
    private String users(String shim) {
        List<String> users = new ArrayList<>();
        for (SuiteInfo suite : suites) {
            List<TestId> tests = results.tests().entrySet().stream()
                    .filter(test -> test.getKey().suite().equals(suite.name())
                            && test.getValue().values().stream()
                                    .anyMatch(result -> result.first().shims().contains(shim)))
                    .map(Map.Entry::getKey)
                    .toList();
            if (suite.setUpShims().contains(shim)) {
                users.add("all of `%s`".formatted(suite.name()));
            } else if (tests.size() > NAMED_TESTS) {
                users.add("%d tests of `%s`".formatted(tests.size(), suite.name()));
            } else {
                tests.forEach(test -> users.add("`" + test + "`"));
            }
        }
        return users.isEmpty() ? "nobody in this run" : String.join(", ", users);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
