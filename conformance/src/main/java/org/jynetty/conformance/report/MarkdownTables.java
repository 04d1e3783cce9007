package org.jynetty.conformance.report;

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

/** What the reports under version control have in common: who was compared, and where they differ, in some suites of a run. */
final class MarkdownTables {
    private final Results results;
    private final Set<String> suites;

    MarkdownTables(Results results, List<SuiteInfo> suites) {
        this.results = results;
        this.suites = suites.stream().map(SuiteInfo::name).collect(Collectors.toSet());
    }

    /** The implementations that were compared with the reference. */
    List<String> tested() {
        return results.implementations().keySet().stream()
                .filter(name -> !name.equals(results.reference()))
                .toList();
    }

    String implementations() {
        StringBuilder out = new StringBuilder();
        out.append("| implementation | interpreter | `ssl.OPENSSL_VERSION` |\n|---|---|---|\n");
        results.implementations()
                .forEach((name, info) -> out.append("| `%s`%s | %s | %s |\n"
                        .formatted(
                                name,
                                info.recorded() ? " (recorded results, not run here)" : "",
                                info.facts().getOrDefault("python", "unknown"),
                                cell(info.facts().getOrDefault("ssl", "unknown")))));
        return out.append('\n').toString();
    }

    /** A section for each implementation: how many verdicts of each sort, and every test that does not conform. */
    String differences() {
        return tested().stream().map(this::differences).collect(Collectors.joining());
    }

    private String differences(String implementation) {
        Map<TestId, TestResult> different = new TreeMap<>();
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        results.tests().forEach((id, row) -> {
            TestResult result = row.get(implementation);
            if (result != null && suites.contains(id.suite())) {
                Verdict verdict = result.judgement().verdict();
                verdicts.merge(verdict, 1, Integer::sum);
                if (verdict != Verdict.CONFORMS) {
                    different.put(id, result);
                }
            }
        });
        StringBuilder out = new StringBuilder("## Differences of `%s`\n\n".formatted(implementation));
        out.append(verdicts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey().label())
                        .collect(Collectors.joining(", ")))
                .append(".\n\n");
        if (different.isEmpty()) {
            return out.toString();
        }
        out.append("| test | `%s` | `%s` | verdict | reason |\n|---|---|---|---|---|\n"
                .formatted(results.reference(), implementation));
        different.forEach((id, result) -> out.append("| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        id,
                        outcomes(results.tests().get(id).get(results.reference())),
                        outcomes(result),
                        result.judgement().verdict().label(),
                        cell(reason(result)))));
        return out.append('\n').toString();
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

    static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
