package org.jynetty.conformance.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jynetty.conformance.result.Outcome;

/** How bad it is that a test ends like this. */
public final class Severity {
    private static final Map<Outcome, Integer> RANKS = new EnumMap<>(Outcome.class);

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
        worstFirst.forEach(outcome -> RANKS.put(outcome, RANKS.size()));
    }

    private Severity() {}

    /** Whether the one is worse than the other. */
    public static boolean isWorse(Outcome one, Outcome other) {
        return rank(one) < rank(other);
    }

    /** From 0 on, the worst first. */
    public static int rank(Outcome outcome) {
        return RANKS.get(outcome);
    }
}
