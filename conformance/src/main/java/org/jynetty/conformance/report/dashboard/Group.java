package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jynetty.conformance.report.Reproduction;
import org.jynetty.conformance.report.Severity;
import org.jynetty.conformance.report.Signature;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.Mark;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/**
 * One transition on one implementation, with all its clusters.
 *
 * @param finding why the gate fails; null where this is a change since the run before
 * @param implementation where
 * @param from how the tests ended in the run before, or end on the reference; null where it is not about results
 * @param to how they end now; null where it is not about results
 * @param clusters the largest first
 */
record Group(Finding.Kind finding, String implementation, Outcome from, Outcome to, List<Cluster> clusters) {
    private static final Comparator<Group> WORST_FIRST = Comparator.comparing(
                    Group::finding, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(group -> !group.isWorse())
            .thenComparing(group -> group.to == null ? 0 : Severity.rank(group.to))
            .thenComparing(Group::implementation)
            .thenComparing(Group::from, Comparator.nullsFirst(Comparator.naturalOrder()));

    private record Key(Finding.Kind finding, String implementation, Outcome from, Outcome to) {}

    private record Likeness(String text, boolean gating) {}

    /** What changed since the run before, in each environment. What a retry or the past shows to be noise is no change. */
    static List<Group> changes(Board board) {
        Collector found = new Collector();
        for (Column column : board.columns()) {
            Results latest = column.lane().latest();
            latest.tests().forEach((id, row) -> {
                TestResult now = row.get(column.implementation());
                Outcome before = now == null ? null : changedFrom(column, id, now);
                if (before != null) {
                    boolean gating = now.judgement() != null && !now.judgement().expected();
                    found.add(
                            new Key(null, column.implementation(), before, now.outcome()),
                            Signature.of(now, row.get(latest.reference())),
                            column.lane(),
                            id,
                            gating,
                            Reproduction.command(latest.reference(), column.implementation(), id, latest.options()));
                }
            });
        }
        return found.groups();
    }

    /** How a test ended in the run before; null where it ended alike, or is noise. */
    private static Outcome changedFrom(Column column, TestId id, TestResult now) {
        return column.lane()
                .before(id, column.implementation())
                .filter(before -> !before.flaky() && Status.of(now) != Status.FLAKY)
                .map(Mark::outcome)
                .filter(before -> before != now.outcome())
                .orElse(null);
    }

    /** Why the gate fails, in each environment, but for what is among the changes as worse than before. */
    static List<Group> findings(Board board) {
        Collector found = new Collector();
        for (Lane lane : board.lanes()) {
            for (Finding finding : lane.latest().findings()) {
                TestId id = finding.id();
                Column column = new Column(lane, finding.implementation());
                TestResult result = id == null ? null : column.result(id);
                if (finding.kind() != Finding.Kind.UNEXPECTED_RESULT || result == null) {
                    Key key = new Key(finding.kind(), finding.implementation(), null, null);
                    found.add(key, finding.message(), lane, id, true, finding.command());
                    continue;
                }
                Outcome before = changedFrom(column, id, result);
                if (before == null || !Severity.isWorse(result.outcome(), before)) {
                    TestResult reference = new Column(lane, lane.latest().reference()).result(id);
                    String signature = Signature.of(result, reference);
                    Key key = new Key(
                            finding.kind(),
                            finding.implementation(),
                            reference == null ? null : reference.outcome(),
                            result.outcome());
                    found.add(
                            key,
                            signature.isEmpty() ? finding.message() : signature,
                            lane,
                            id,
                            true,
                            finding.command());
                }
            }
        }
        return found.groups();
    }

    boolean isWorse() {
        return finding != null || Severity.isWorse(to, from);
    }

    /** How many tests, or other things that are wrong. */
    int size() {
        return clusters.stream()
                .mapToInt(cluster -> Math.max(1, cluster.tests().size()))
                .sum();
    }

    /** Puts together what looks alike. */
    private static final class Collector {
        private final Map<Key, Map<Likeness, Cluster>> found = new LinkedHashMap<>();

        void add(Key key, String text, Lane lane, TestId id, boolean gating, String command) {
            Cluster cluster = found.computeIfAbsent(key, k -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            new Likeness(text, gating),
                            like -> new Cluster(text, new LinkedHashSet<>(), new TreeSet<>(), gating, command));
            cluster.lanes().add(lane);
            if (id != null) {
                cluster.tests().add(id);
            }
        }

        List<Group> groups() {
            List<Group> groups = new ArrayList<>();
            found.forEach((key, clusters) -> {
                List<Cluster> sorted = new ArrayList<>(clusters.values());
                sorted.sort(Comparator.comparing(cluster -> -cluster.tests().size()));
                groups.add(new Group(key.finding, key.implementation, key.from, key.to, sorted));
            });
            groups.sort(WORST_FIRST);
            return groups;
        }
    }
}
