package org.jynetty.conformance.verdict;

import java.util.List;
import java.util.Optional;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.Expectation;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Judgement;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/** Judges the results of one implementation by the reference's and by the expectations. */
public final class Judge {
    private final Optional<ExpectationFile> expectations;
    private final Environment environment;

    /** @param expectations empty where the implementation is looked at but does not gate */
    public Judge(Optional<ExpectationFile> expectations, Environment environment) {
        this.expectations = expectations;
        this.environment = environment;
    }

    /** Judges a result; {@code reference} is null where the reference gave none. */
    public TestResult judge(TestId id, TestResult result, TestResult reference) {
        Optional<Expectation> entry = entryFor(id);
        Attempt standard = reference == null ? null : reference.first();
        List<Comparison> comparisons = result.attempts().stream()
                .map(attempt -> Comparison.of(attempt, standard))
                .toList();
        Comparison first = comparisons.get(0);
        boolean mixed = comparisons.stream().distinct().count() > 1;
        // A surprise that a retry did not confirm is noise: it is reported as such, and does not fail the gate.
        boolean expected = expectations.isEmpty()
                || !expectations.get().covers(id.suite())
                || comparisons.stream().anyMatch(each -> isExpected(each, entry));
        Verdict verdict = mixed ? Verdict.FLAKY : first.verdict();
        if (verdict == Verdict.DIVERGES && entry.map(Expectation::hostLimited).orElse(false) && expected) {
            verdict = Verdict.HOST_LIMITED;
        }
        return result.with(new Judgement(
                verdict,
                first.outcome(),
                expected,
                entry.map(Expectation::reason).orElse(null),
                entry.map(Expectation::link).orElse(null)));
    }

    Optional<Expectation> entryFor(TestId id) {
        return expectations.flatMap(file -> file.find(id, environment));
    }

    /** Whether an attempt is what the entry says, or conforms where there is none. */
    static boolean isExpected(Comparison comparison, Optional<Expectation> entry) {
        if (entry.isPresent()) {
            return entry.get().allows(comparison.outcome());
        }
        return switch (comparison.verdict()) {
            case CONFORMS, IMPROVED, REFERENCE_FAILS -> true;
            case ENVIRONMENT -> comparison.outcome().isSuccess() || comparison.outcome() == Outcome.SKIP;
            default -> false;
        };
    }
}
