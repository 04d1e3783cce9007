package org.jynetty.conformance.result;

import java.util.List;

/**
 * A test on one implementation.
 *
 * @param attempts in order: the planned one first, then the retries; never empty
 * @param judgement null until judged, and for the reference
 */
public record TestResult(List<Attempt> attempts, Judgement judgement) {
    public TestResult {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a result needs an attempt");
        }
    }

    /** The attempt of the planned run. */
    public Attempt first() {
        return attempts.get(0);
    }

    /** How it ended, as far as it is known: in comparison with the reference where it is judged. */
    public Outcome outcome() {
        return judgement == null ? first().outcome() : judgement.outcome();
    }

    /** Whether every attempt failed. What was skipped, is not there, or did better than its author expects has not. */
    public boolean isFailure() {
        return attempts.stream().map(Attempt::outcome).noneMatch(outcome -> switch (outcome) {
            case PASS, EXPECTED_FAILURE, UNEXPECTED_SUCCESS, SKIP, ABSENT -> true;
            default -> false;
        });
    }

    public TestResult with(Judgement judged) {
        return new TestResult(attempts, judged);
    }
}
