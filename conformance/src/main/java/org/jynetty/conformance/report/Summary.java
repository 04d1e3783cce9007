package org.jynetty.conformance.report;

import java.util.stream.Collectors;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/** The plain text that ends a run: the counts, what was noise, why the gate fails, each with the command to see it alone. */
public final class Summary {
    private Summary() {}

    public static String of(Results results) {
        StringBuilder out = new StringBuilder();
        for (SuiteInfo suite : results.suites()) {
            out.append("%n%s%s%n"
                    .formatted(
                            suite.name(),
                            suite.peers() == null
                                    ? ""
                                    : " (peers: " + suite.peers().where() + ")"));
            for (String name : results.implementations().keySet()) {
                out.append("  %-8s %s%s%n"
                        .formatted(
                                name,
                                Counts.of(results, suite.name(), name),
                                results.implementations().get(name).recorded() ? " (recorded)" : ""));
            }
        }
        flaky(results, out);
        if (results.findings().isEmpty()) {
            out.append("%nThe gate holds.%n".formatted());
            return out.toString();
        }
        out.append("%nThe gate fails: %d finding%s%n"
                .formatted(results.findings().size(), results.findings().size() == 1 ? "" : "s"));
        for (Finding finding : results.findings()) {
            out.append("%n%s %s%s%n    %s%n"
                    .formatted(
                            finding.kind(),
                            finding.implementation(),
                            finding.id() == null ? "" : " " + finding.id(),
                            finding.message().strip().lines().collect(Collectors.joining("%n    ".formatted()))));
            if (finding.command() != null) {
                out.append("    reproduce: %s%n".formatted(finding.command()));
            }
        }
        return out.toString();
    }

    private static void flaky(Results results, StringBuilder out) {
        results.tests()
                .forEach((id, row) -> row.forEach((name, result) -> {
                    if (result.judgement() != null && result.judgement().verdict() == Verdict.FLAKY) {
                        out.append("%nflaky: %s %s: %s%n".formatted(name, id, attempts(result)));
                    }
                }));
    }

    private static String attempts(TestResult result) {
        return result.attempts().stream().map(Attempt::headline).collect(Collectors.joining("; then "));
    }
}
