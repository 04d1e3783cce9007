package org.jynetty.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/**
 * {@code REPORT.md}: counts of all implementations, and every difference with its reason. It is kept under version
 * control, so it holds nothing that changes from run to run: no dates, timings, kernels or ports.
 */
public final class MarkdownReport {
    /** So many tests of a suite are named in a row; of more, the number says enough. */
    private static final int NAMED_TESTS = 5;

    private final Results results;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Results results) {
        this.results = results;
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
        implementations();
        counts();
        subjects();
        peers();
        tested().forEach(this::differences);
        shims();
    }

    private List<String> tested() {
        return results.implementations().keySet().stream()
                .filter(name -> !name.equals(results.reference()))
                .toList();
    }

    private void implementations() {
        line("| implementation | interpreter | `ssl.OPENSSL_VERSION` |");
        line("|---|---|---|");
        results.implementations()
                .forEach((name, info) -> line("| `%s`%s | %s | %s |"
                        .formatted(
                                name,
                                info.recorded() ? " (recorded results, not run here)" : "",
                                info.facts().getOrDefault("python", "unknown"),
                                cell(info.facts().getOrDefault("ssl", "unknown")))));
        line("");
    }

    private void counts() {
        line("## Counts");
        line("");
        line("| suite | "
                + results.implementations().keySet().stream()
                        .map(n -> '`' + n + '`')
                        .collect(Collectors.joining(" | ")) + " |");
        line("|---|" + "---|".repeat(results.implementations().size()));
        for (SuiteInfo suite : results.suites()) {
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
        List<SuiteInfo> described = results.suites().stream()
                .filter(suite -> suite.subject() != null)
                .toList();
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
                        cell(suite.subject().about()),
                        cell(suite.subject().found()))));
        line("");
    }

    private void differences(String implementation) {
        Map<TestId, TestResult> different = new TreeMap<>();
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        results.tests().forEach((id, row) -> {
            TestResult result = row.get(implementation);
            if (result != null) {
                Verdict verdict = result.judgement().verdict();
                verdicts.merge(verdict, 1, Integer::sum);
                if (verdict != Verdict.CONFORMS) {
                    different.put(id, result);
                }
            }
        });
        line("## Differences of `%s`".formatted(implementation));
        line("");
        line(verdicts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey().label())
                        .collect(Collectors.joining(", "))
                + ".");
        line("");
        if (different.isEmpty()) {
            return;
        }
        line("| test | `%s` | `%s` | verdict | reason |".formatted(results.reference(), implementation));
        line("|---|---|---|---|---|");
        different.forEach((id, result) -> line("| `%s` | %s | %s | %s | %s |"
                .formatted(
                        id,
                        outcomes(results.tests().get(id).get(results.reference())),
                        outcomes(result),
                        result.judgement().verdict().label(),
                        cell(reason(result)))));
        line("");
    }

    private static String outcomes(TestResult result) {
        if (result == null) {
            return "–";
        }
        if (result.attempts().size() == 1) {
            return Counts.word(result.outcome());
        }
        Set<String> words = new TreeSet<>();
        result.attempts().forEach(attempt -> words.add(Counts.word(attempt.outcome())));
        return String.join(" or ", words);
    }

    private static String reason(TestResult result) {
        String reason = result.judgement().reason();
        if (reason == null) {
            return "";
        }
        String link = result.judgement().link();
        return link == null ? reason : "[%s](%s)".formatted(reason, link);
    }

    private void peers() {
        for (SuiteInfo suite : results.suites()) {
            if (suite.peers() != null) {
                line("`%s` talked to these programs (%s): %s.%s"
                        .formatted(
                                suite.name(),
                                suite.peers().where(),
                                suite.peers().versions().entrySet().stream()
                                        .map(each -> "%s (%s)".formatted(each.getKey(), cell(each.getValue())))
                                        .collect(Collectors.joining(", ")),
                                suite.peers().missing().isEmpty()
                                        ? ""
                                        : " Not on this machine: "
                                                + String.join(
                                                        ", ", suite.peers().missing()) + "."));
                line("");
            }
        }
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
        results.shims().forEach((name, why) -> line("| `%s` | %s | %s |".formatted(name, cell(why), users(name))));
        line("");
    }

    /** Whole suites whose set-up reached it, else the tests, by number where they are many. */
    private String users(String shim) {
        List<String> users = new ArrayList<>();
        for (SuiteInfo suite : results.suites()) {
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

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
