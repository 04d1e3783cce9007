package org.jynetty.conformance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/**
 * What changed from one run to another: only the tests that end differently now, those that look alike together, the
 * worst first.
 */
public final class Triage {
    private static final int NAMED_TESTS = 10;

    /** How bad it is that a test ends like this, the worst first. */
    private static final Map<Outcome, Integer> BADNESS = new EnumMap<>(Outcome.class);

    static {
        List<Outcome> worstFirst = List.of(
                Outcome.CRASH,
                Outcome.HANG,
                Outcome.ERROR,
                Outcome.FAIL,
                Outcome.UNEXPECTED_SUCCESS,
                Outcome.DIFFERS,
                Outcome.ABSENT,
                Outcome.SKIP,
                Outcome.EXPECTED_FAILURE,
                Outcome.PASS);
        worstFirst.forEach(outcome -> BADNESS.put(outcome, BADNESS.size()));
    }

    /** A test that ends differently now. */
    record Transition(TestId id, TestResult before, TestResult after, TestResult reference) {}

    /**
     * Transitions that have the same cause, as far as can be told.
     *
     * @param from how the tests ended
     * @param to how they end now
     * @param signature what was raised, and the innermost place in code of ours
     */
    record Cluster(String implementation, Outcome from, Outcome to, String signature) {
        boolean isRegression() {
            return BADNESS.get(to) < BADNESS.get(from);
        }
    }

    private final Results before;
    private final Results after;
    private final Map<Cluster, List<Transition>> clusters;

    public Triage(Results before, Results after) {
        this.before = before;
        this.after = after;
        this.clusters = cluster();
    }

    private Map<Cluster, List<Transition>> cluster() {
        Map<Cluster, List<Transition>> found = new LinkedHashMap<>();
        after.tests()
                .forEach((id, row) -> row.forEach((implementation, result) -> {
                    TestResult old = before.tests().getOrDefault(id, Map.of()).get(implementation);
                    if (old != null && old.outcome() != result.outcome()) {
                        Cluster cluster = new Cluster(
                                implementation,
                                old.outcome(),
                                result.outcome(),
                                Signature.of(
                                        BADNESS.get(result.outcome()) < BADNESS.get(old.outcome()) ? result : old));
                        found.computeIfAbsent(cluster, key -> new ArrayList<>())
                                .add(new Transition(id, old, result, row.get(after.reference())));
                    }
                }));
        Map<Cluster, List<Transition>> sorted =
                new TreeMap<>(Comparator.comparing((Cluster cluster) -> !cluster.isRegression())
                        .thenComparing(cluster -> BADNESS.get(cluster.to()))
                        .thenComparing(cluster -> -found.get(cluster).size())
                        .thenComparing(Cluster::toString));
        sorted.putAll(found);
        return new LinkedHashMap<>(sorted);
    }

    /** Whether any test ends worse than before. */
    public boolean hasRegressions() {
        return clusters.keySet().stream().anyMatch(Cluster::isRegression);
    }

    /** For a terminal. */
    public String text() {
        StringBuilder out = new StringBuilder();
        clusters.forEach((cluster, transitions) -> {
            TestId first = transitions.get(0).id();
            out.append("%n%s %s  %s→%s  %s%n"
                    .formatted(
                            cluster.isRegression() ? "worse " : "better",
                            cluster.implementation(),
                            cluster.from(),
                            cluster.to(),
                            cluster.signature()));
            out.append("    %d: %s%n".formatted(transitions.size(), names(transitions, "")));
            out.append("    reference: %s%n".formatted(reference(transitions.get(0))));
            out.append("    reproduce: %s%n"
                    .formatted(
                            Reproduction.command(after.reference(), cluster.implementation(), first, after.options())));
        });
        return out.isEmpty() ? "Nothing changed.%n".formatted() : out.toString();
    }

    /** For a comment on a pull request. */
    public String markdown() {
        if (clusters.isEmpty()) {
            return "Conformance: nothing changed.\n";
        }
        StringBuilder out =
                new StringBuilder("### Conformance: what changed\n\n| | change | signature | tests | reference |\n"
                        + "|---|---|---|---|---|\n");
        clusters.forEach((cluster, transitions) -> out.append("| %s `%s` | %s → %s | %s | %d: %s | %s |\n"
                .formatted(
                        cluster.isRegression() ? "worse" : "better",
                        cluster.implementation(),
                        Counts.word(cluster.from()),
                        Counts.word(cluster.to()),
                        cell(cluster.signature()),
                        transitions.size(),
                        names(transitions, "`"),
                        cell(reference(transitions.get(0))))));
        out.append("\n<details><summary>Commands</summary>\n\n```\n");
        clusters.forEach((cluster, transitions) -> out.append(Reproduction.command(
                        after.reference(),
                        cluster.implementation(),
                        transitions.get(0).id(),
                        after.options()))
                .append('\n'));
        return out.append("```\n</details>\n").toString();
    }

    private static String names(List<Transition> transitions, String quote) {
        String names = transitions.stream()
                .limit(NAMED_TESTS)
                .map(each -> quote + each.id() + quote)
                .collect(Collectors.joining(", "));
        int more = transitions.size() - NAMED_TESTS;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static String reference(Transition transition) {
        return transition.reference() == null
                ? "not run"
                : transition.reference().first().headline();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
