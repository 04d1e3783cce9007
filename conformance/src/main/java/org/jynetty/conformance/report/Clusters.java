package org.jynetty.conformance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/** Results of one run, those that look alike together, the most of them first. */
public final class Clusters {
    private record Key(String outcome, String signature) {}

    private final Map<Key, List<TestId>> byKey;

    private Clusters(Map<Key, List<TestId>> byKey) {
        this.byKey = byKey;
    }

    public static Clusters of(Map<TestId, TestResult> results) {
        SortedMap<Key, List<TestId>> found =
                new TreeMap<>(Comparator.comparing(Key::outcome).thenComparing(Key::signature));
        results.forEach((id, result) -> found.computeIfAbsent(
                        new Key(Counts.word(result.outcome()), Signature.of(result)), key -> new ArrayList<>())
                .add(id));
        return new Clusters(found);
    }

    /** For a terminal. */
    public String text() {
        if (byKey.isEmpty()) {
            return "Every result is as expected.\n";
        }
        StringBuilder out = new StringBuilder();
        byKey.entrySet().stream()
                .sorted(Comparator.comparing(each -> -each.getValue().size()))
                .forEach(each -> {
                    out.append("%n%s  %s%n    %s%n"
                            .formatted(
                                    Ids.count(each.getValue().size()),
                                    each.getKey().outcome(),
                                    each.getKey().signature()));
                    Ids.lines(each.getValue()).forEach(line -> out.append("    %s%n".formatted(line)));
                });
        return out.toString();
    }
}
