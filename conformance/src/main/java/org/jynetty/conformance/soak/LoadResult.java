package org.jynetty.conformance.soak;

import java.util.List;
import java.util.Map;

/**
 * What came of random load on one implementation.
 *
 * @param implementation its name
 * @param minutes how long it was to take
 * @param violations of the invariants, the first of them; where it did not come to its end, that
 * @param counts of what was done and seen, by name
 * @param before what was held when it began; null if it did not come so far
 * @param after the same in the end
 */
public record LoadResult(
        String implementation,
        double minutes,
        List<String> violations,
        Map<String, Long> counts,
        Held before,
        Held after) {
    public LoadResult {
        violations = List.copyOf(violations);
    }

    /** How many violations there were in all, of which {@link #violations} has the first. */
    public long violated() {
        return Math.max(violations.size(), counts.getOrDefault("violations", 0L));
    }

    /** How often something happened, whatever it is called behind this beginning. */
    public long sum(String beginning) {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().startsWith(beginning))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
