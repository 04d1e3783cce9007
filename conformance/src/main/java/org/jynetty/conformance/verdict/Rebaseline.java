package org.jynetty.conformance.verdict;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jynetty.conformance.expect.Expectation;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/** Rewrites an expectation file to what a run found, and changes nothing else in it. */
public final class Rebaseline {
    private Rebaseline() {}

    /**
     * The file after the run. Entries of tests that conform now, or no longer exist, are gone; others have the outcomes that
     * were seen added where these were unexpected; new entries carry {@code reason}, which may be empty for somebody to
     * fill in (the gate refuses an entry without one).
     *
     * @param results a judged run
     * @param name the implementation
     */
    public static ExpectationFile of(Results results, String name, Gate.Policy policy, String reason)
            throws IOException {
        ExpectationFile file = policy.expectations();
        Set<String> complete = results.suites().stream()
                .filter(SuiteInfo::complete)
                .map(SuiteInfo::name)
                .collect(Collectors.toSet());
        for (Expectation entry : policy.expectations().entries()) {
            boolean known = results.tests().getOrDefault(entry.test(), Map.of()).containsKey(name);
            if (!known && complete.contains(entry.test().suite())) {
                file = file.without(entry);
            }
        }
        for (Map.Entry<TestId, Map<String, TestResult>> row : results.tests().entrySet()) {
            TestResult result = row.getValue().get(name);
            if (result == null || result.judgement().expected()) {
                continue;
            }
            TestId id = row.getKey();
            Optional<Expectation> entry = policy.judge().entryFor(id);
            TestResult reference = row.getValue().get(results.reference());
            Set<Outcome> seen = seen(result, reference);
            Verdict verdict = result.judgement().verdict();
            if (entry.isEmpty()) {
                file = file.with(id, seen, reason);
            } else if (verdict == Verdict.CONFORMS || verdict == Verdict.IMPROVED) {
                file = file.without(entry.get());
            } else {
                file = file.withOutcomes(entry.get(), seen);
            }
        }
        return file;
    }

    private static Set<Outcome> seen(TestResult result, TestResult reference) {
        Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
        result.attempts()
                .forEach(attempt -> seen.add(Comparison.of(attempt, reference == null ? null : reference.first())
                        .outcome()));
        return seen;
    }
}
