package org.jynetty.conformance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Difference;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/**
 * What changed from one run to another: only the tests that end differently now, those that look alike together, the
 * worst first.
 */
public final class Triage {
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
            return Severity.isWorse(to, from);
        }

        String direction() {
            return isRegression() ? "worse" : "better";
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
                        TestResult reference = row.get(after.reference());
                        boolean worse = Severity.isWorse(result.outcome(), old.outcome());
                        Cluster cluster = new Cluster(
                                implementation,
                                old.outcome(),
                                result.outcome(),
                                Signature.of(worse ? result : old, reference));
                        found.computeIfAbsent(cluster, key -> new ArrayList<>())
                                .add(new Transition(id, old, result, reference));
                    }
                }));
        Map<Cluster, List<Transition>> sorted =
                new TreeMap<>(Comparator.comparing((Cluster cluster) -> !cluster.isRegression())
                        .thenComparing(cluster -> Severity.rank(cluster.to()))
                        .thenComparing(cluster -> -found.get(cluster).size())
                        .thenComparing(Cluster::toString));
        sorted.putAll(found);
        return new LinkedHashMap<>(sorted);
    }

    /** Whether any test ends worse than before. */
    public boolean hasRegressions() {
        return clusters.keySet().stream().anyMatch(Cluster::isRegression);
    }

    /** For a terminal: what is different about the runs, how much changed, then the clusters. */
    public String text() {
        StringBuilder out = new StringBuilder();
        circumstances().forEach(line -> out.append(line).append('\n'));
        out.append(headline()).append('\n');
        clusters.forEach((cluster, transitions) -> {
            out.append("%n%-6s  %s  %s → %s  %s%n"
                    .formatted(
                            cluster.direction().toUpperCase(Locale.ROOT),
                            cluster.implementation(),
                            Counts.word(cluster.from()),
                            Counts.word(cluster.to()),
                            Ids.count(transitions.size())));
            if (!cluster.signature().isEmpty()) {
                out.append("    %s%n".formatted(cluster.signature()));
            }
            Ids.lines(ids(transitions)).forEach(line -> out.append("    %s%n".formatted(line)));
            out.append("    reference: %s%n".formatted(reference(transitions.get(0))));
            others(cluster, transitions.get(0)).forEach(line -> out.append("    %s%n".formatted(line)));
            out.append("    reproduce: %s%n".formatted(command(cluster, transitions.get(0))));
        });
        return out.toString();
    }

    /** For a comment on a pull request. */
    public String markdown() {
        StringBuilder out = new StringBuilder("### Conformance: %s\n".formatted(headline()));
        if (clusters.isEmpty()) {
            return out.toString();
        }
        circumstances().forEach(line -> out.append("\n").append(cell(line)).append("\n"));
        out.append("\n| | change | signature | tests | reference |\n|---|---|---|---|---|\n");
        clusters.forEach((cluster, transitions) -> out.append("| %s `%s` | %s → %s | %s | %d: %s | %s |\n"
                .formatted(
                        cluster.direction(),
                        cluster.implementation(),
                        Counts.word(cluster.from()),
                        Counts.word(cluster.to()),
                        cell(cluster.signature()),
                        transitions.size(),
                        Ids.markdown(ids(transitions)),
                        cell(reference(transitions.get(0))))));
        out.append("\n<details><summary>Commands that reproduce the first of each</summary>\n\n```sh\n");
        clusters.forEach((cluster, transitions) ->
                out.append(command(cluster, transitions.get(0))).append('\n'));
        return out.append("```\n</details>\n").toString();
    }

    private String headline() {
        if (clusters.isEmpty()) {
            return "nothing changed";
        }
        return count(true) + ", " + count(false);
    }

    private String count(boolean worse) {
        List<List<Transition>> such = clusters.entrySet().stream()
                .filter(each -> each.getKey().isRegression() == worse)
                .map(Map.Entry::getValue)
                .toList();
        int tests = such.stream().mapToInt(List::size).sum();
        String word = worse ? "worse" : "better";
        return such.isEmpty()
                ? "nothing " + word
                : "%s %s (%d cluster%s)".formatted(Ids.count(tests), word, such.size(), such.size() == 1 ? "" : "s");
    }

    /** What the runs themselves do not have in common: versions, jars, tests. A cause may well be here. */
    private List<String> circumstances() {
        List<String> lines = new ArrayList<>();
        after.implementations().forEach((name, info) -> {
            ImplementationInfo old = before.implementations().get(name);
            if (old == null) {
                lines.add("%s was not run before".formatted(name));
                return;
            }
            TreeSet<String> facts = new TreeSet<>(old.facts().keySet());
            facts.addAll(info.facts().keySet());
            for (String fact : facts) {
                String one = old.facts().getOrDefault(fact, "unknown");
                String other = info.facts().getOrDefault(fact, "unknown");
                if (!one.equals(other)) {
                    lines.add("%s: %s was %s, is %s".formatted(name, fact, one, other));
                }
            }
        });
        before.implementations().keySet().stream()
                .filter(name -> !after.implementations().containsKey(name))
                .forEach(name -> lines.add(name + " was not run again"));
        lines.addAll(onlyIn(before, after, "are gone", "were not run again"));
        lines.addAll(onlyIn(after, before, "are new", "were not run before"));
        return lines;
    }

    /**
     * What only one run has. Where the other did all tests of a suite, those that it lacks do not exist there; otherwise
     * nobody asked for them, and the suites are not even listed.
     */
    private static List<String> onlyIn(Results here, Results there, String missing, String unasked) {
        List<String> whole = there.suites().stream()
                .filter(SuiteInfo::hasAllItsTests)
                .map(SuiteInfo::name)
                .toList();
        Map<Boolean, SortedMap<String, Long>> bySuite = here.tests().keySet().stream()
                .filter(id -> !there.tests().containsKey(id))
                .collect(Collectors.partitioningBy(
                        id -> whole.contains(id.suite()),
                        Collectors.groupingBy(TestId::suite, TreeMap::new, Collectors.counting())));
        List<String> lines = new ArrayList<>();
        if (!bySuite.get(true).isEmpty()) {
            lines.add("tests that %s: ".formatted(missing)
                    + bySuite.get(true).entrySet().stream()
                            .map(each -> each.getValue() + " of " + each.getKey())
                            .collect(Collectors.joining(", ")));
        }
        SortedMap<String, Long> rest = bySuite.get(false);
        if (!rest.isEmpty()) {
            lines.add("not compared, for they %s: %s of %s"
                    .formatted(
                            unasked,
                            Ids.count(rest.values().stream()
                                    .mapToInt(Long::intValue)
                                    .sum()),
                            rest.size() == 1 ? rest.firstKey() : rest.size() + " suites"));
        }
        return lines;
    }

    private static List<TestId> ids(List<Transition> transitions) {
        return transitions.stream().map(Transition::id).toList();
    }

    private String command(Cluster cluster, Transition transition) {
        return Reproduction.command(after.reference(), cluster.implementation(), transition.id(), after.options());
    }

    /** What the reference did; of observations that differ, the first one beside the reference's. */
    private static String reference(Transition transition) {
        if (transition.reference() == null) {
            return "not run";
        }
        if (transition.after().outcome() == Outcome.DIFFERS) {
            return Difference.between(
                            transition.after().first().observed(),
                            transition.reference().first().observed())
                    .stream()
                    .findFirst()
                    .map(Difference::toString)
                    .orElse("PASS");
        }
        return transition.reference().first().headline();
    }

    /** What further implementations of the run did: a change that they share is not of the one's own making. */
    private List<String> others(Cluster cluster, Transition transition) {
        return after.tests().get(transition.id()).entrySet().stream()
                .filter(each -> !each.getKey().equals(after.reference())
                        && !each.getKey().equals(cluster.implementation()))
                .map(each -> "%s: %s"
                        .formatted(each.getKey(), each.getValue().first().headline()))
                .toList();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
