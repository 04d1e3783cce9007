package org.jynetty.conformance.verdict;

import java.util.Objects;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Verdict;

/**
 * An attempt beside the reference's.
 *
 * @param verdict what the pair says
 * @param outcome the outcome that expectations speak of: the attempt's own, or {@link Outcome#DIFFERS}
 */
record Comparison(Verdict verdict, Outcome outcome) {

    /** Compares; {@code reference} is null where the reference gave no result. */
    static Comparison of(Attempt attempt, Attempt reference) {
        Outcome outcome = attempt.outcome();
        if (reference == null) {
            return new Comparison(Verdict.ENVIRONMENT, outcome);
        }
        boolean sameOutcome = outcome == reference.outcome();
        if (sameOutcome && !Objects.equals(attempt.observed(), reference.observed())) {
            return new Comparison(Verdict.DIVERGES, Outcome.DIFFERS);
        }
        if (reference.outcome().isSuccess() || reference.outcome() == Outcome.SKIP) {
            boolean improved = reference.outcome() == Outcome.SKIP && outcome.isSuccess();
            return new Comparison(
                    sameOutcome ? Verdict.CONFORMS : improved ? Verdict.IMPROVED : Verdict.DIVERGES, outcome);
        }
        if (reference.outcome() == Outcome.ABSENT) {
            // What neither has is listed because a third implementation has it.
            return new Comparison(sameOutcome ? Verdict.CONFORMS : Verdict.DIVERGES, outcome);
        }
        return new Comparison(outcome.isSuccess() ? Verdict.IMPROVED : Verdict.REFERENCE_FAILS, outcome);
    }
}
