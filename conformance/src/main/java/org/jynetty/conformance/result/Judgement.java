package org.jynetty.conformance.result;

/**
 * What the comparison and the expectations say of a test on an implementation.
 *
 * @param verdict the pair's verdict
 * @param outcome how the test ended in comparison: the outcome of its first attempt, or {@link Outcome#DIFFERS}
 * @param expected whether that is what the expectations say (an implementation without expectations is never a surprise)
 * @param reason the reason that the expectation gives, or null
 * @param link where the expectation points to, or null
 */
public record Judgement(Verdict verdict, Outcome outcome, boolean expected, String reason, String link) {}
