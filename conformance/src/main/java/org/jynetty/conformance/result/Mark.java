package org.jynetty.conformance.result;

import java.util.Arrays;

/**
 * What a history keeps of a test on an implementation.
 *
 * @param outcome how it ended, in comparison with the reference where it was judged
 * @param flaky whether further attempts ended differently
 */
public record Mark(Outcome outcome, boolean flaky) {
    /** In a history file: there is no result. */
    static final char NONE = '-';

    static Mark of(TestResult result) {
        return new Mark(
                result.outcome(),
                result.judgement() != null && result.judgement().verdict() == Verdict.FLAKY);
    }

    /** Reads what {@link #letter()} writes; {@link IllegalArgumentException} for anything else. */
    static Mark parse(char letter) {
        Outcome outcome = Arrays.stream(Outcome.values())
                .filter(each -> each.letter() == Character.toUpperCase(letter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome has the letter " + letter));
        return new Mark(outcome, Character.isLowerCase(letter));
    }

    /** The outcome's letter, a small one for a flaky test. */
    char letter() {
        return flaky ? Character.toLowerCase(outcome.letter()) : outcome.letter();
    }
}
