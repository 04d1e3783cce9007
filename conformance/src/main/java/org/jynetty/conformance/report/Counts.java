package org.jynetty.conformance.report;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.TestResult;

/** How many tests of a suite ended how on an implementation. */
final class Counts {
    private final Map<Outcome, Integer> byOutcome = new EnumMap<>(Outcome.class);

    static Counts of(Results results, String suite, String implementation) {
        Counts counts = new Counts();
        results.tests().entrySet().stream()
                .filter(row -> row.getKey().suite().equals(suite))
                .map(row -> row.getValue().get(implementation))
                .filter(Objects::nonNull)
                .forEach(counts::add);
        return counts;
    }

    private void add(TestResult result) {
        byOutcome.merge(result.outcome(), 1, Integer::sum);
    }

    int passed() {
        return byOutcome.entrySet().stream()
                .filter(each -> each.getKey().isSuccess())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The passed ones first, then whatever else there was: {@code 118 pass, 6 skip}. */
    @Override
    public String toString() {
        if (byOutcome.isEmpty()) {
            return "not run";
        }
        String others = byOutcome.entrySet().stream()
                .filter(each -> !each.getKey().isSuccess())
                .map(each -> ", " + each.getValue() + " " + word(each.getKey()))
                .collect(Collectors.joining());
        return passed() + " pass" + others;
    }

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
