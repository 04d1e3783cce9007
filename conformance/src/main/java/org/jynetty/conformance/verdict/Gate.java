package org.jynetty.conformance.verdict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.Expectation;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.Difference;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.Finding.Kind;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/** Judges a whole run and says why it does not hold, where it does not. */
public final class Gate {
    /**
     * How an implementation is judged.
     *
     * @param expectations its expectations, or null where it does not gate
     * @param environment what it ran in
     */
    public record Policy(ExpectationFile expectations, Environment environment) {
        Judge judge() {
            return new Judge(Optional.ofNullable(expectations), environment);
        }

        /** Whether there are expectations, but not of this suite. */
        public boolean leavesOut(String suite) {
            return expectations != null && !expectations.covers(suite);
        }

        /** Whether this test is expected to hang, or to fail otherwise, but not to succeed. */
        public boolean expectsHang(TestId id) {
            return judge().entryFor(id)
                    .map(Expectation::outcomes)
                    .filter(outcomes -> outcomes.contains(Outcome.HANG))
                    .filter(outcomes -> outcomes.stream().noneMatch(Outcome::isSuccess))
                    .isPresent();
        }
    }

    private final Map<String, Policy> policies;
    private final Map<TestId, TestResult> recorded;
    private final LocalDate today;
    private final BiFunction<String, TestId, String> command;

    /**
     * @param policies by implementation, all but the reference
     * @param recorded the recorded results of the reference; a test that is not among them may not fail there
     * @param command gives the command that reproduces a test on an implementation
     */
    public Gate(
            Map<String, Policy> policies,
            Map<TestId, TestResult> recorded,
            LocalDate today,
            BiFunction<String, TestId, String> command) {
        this.policies = policies;
        this.recorded = recorded;
        this.today = today;
        this.command = command;
    }

    /** The run with judgements and findings. */
    public Results apply(Results results) {
        List<Finding> findings = new ArrayList<>();
        SortedMap<TestId, Map<String, TestResult>> judged = new TreeMap<>();
        results.tests().forEach((id, byImplementation) -> {
            TestResult reference = byImplementation.get(results.reference());
            Map<String, TestResult> row = new LinkedHashMap<>();
            byImplementation.forEach((name, result) -> {
                if (name.equals(results.reference())) {
                    row.put(name, result);
                    checkReference(name, id, result, findings);
                } else {
                    TestResult judgedResult = policies.get(name).judge().judge(id, result, reference);
                    row.put(name, judgedResult);
                    checkResult(name, id, judgedResult, reference, findings);
                }
            });
            judged.put(id, row);
        });
        checkSuites(results, findings);
        policies.forEach((name, policy) -> {
            if (policy.expectations() != null) {
                checkExpectations(name, policy, results, findings);
            }
        });
        findings.sort(Comparator.comparing(Finding::kind));
        return results.judged(judged, findings);
    }

    /**
     * A reference that fails proves nothing: the tests on the other side may well fail for the same mistake in the test. So
     * it may fail only what it is recorded to fail. What a machine makes it skip or pass in addition is no matter.
     */
    private void checkReference(String name, TestId id, TestResult result, List<Finding> findings) {
        TestResult before = recorded.get(id);
        if (!result.isFailure() || before != null && before.isFailure()) {
            return;
        }
        String message = before == null
                ? "the reference gives %s: mend the test, or where it is right to fail, record it with conformance record-reference"
                        .formatted(result.first().headline())
                : "the reference gives %s where it was recorded to give %s: find out what is different on this machine"
                        .formatted(result.first().headline(), before.first().outcome());
        findings.add(new Finding(Kind.REFERENCE_CHANGED, name, id, message, command.apply(name, id)));
    }

    private void checkResult(String name, TestId id, TestResult result, TestResult reference, List<Finding> findings) {
        if (result.judgement().expected()) {
            return;
        }
        boolean conforms = result.judgement().verdict() == Verdict.CONFORMS
                || result.judgement().verdict() == Verdict.IMPROVED;
        String file = policies.get(name).expectations().path().getFileName().toString();
        String message = conforms
                ? "conforms now (%s): remove its entry from %s"
                        .formatted(result.first().outcome(), file)
                : result.outcome() == Outcome.DIFFERS
                        ? differences(result, reference)
                        : "%s where the reference gives %s"
                                .formatted(
                                        result.first().headline(),
                                        reference == null
                                                ? "nothing"
                                                : reference.first().headline());
        findings.add(new Finding(
                conforms ? Kind.UNEXPECTED_PASS : Kind.UNEXPECTED_RESULT, name, id, message, command.apply(name, id)));
    }

    private static String differences(TestResult result, TestResult reference) {
        return Difference.between(result.first().observed(), reference.first().observed()).stream()
                .map(Difference::toString)
                .collect(Collectors.joining("\n", "observes something else than the reference\n", ""));
    }

    /** A suite that gave nothing on an implementation is no success, whatever the counts say. */
    private void checkSuites(Results results, List<Finding> findings) {
        for (SuiteInfo suite : results.suites()) {
            if (suite.unavailable() != null) {
                findings.add(new Finding(
                        Kind.NOT_RUN,
                        results.reference(),
                        null,
                        "suite %s cannot be run on this machine: %s".formatted(suite.name(), suite.unavailable()),
                        null));
                continue;
            }
            if (suite.shard() != null) {
                continue; // a part may well be empty; merged, the whole is looked at
            }
            for (String name : results.implementations().keySet()) {
                if (results.implementations().get(name).recorded()) {
                    continue; // nothing was to be run
                }
                if (suite.peers() != null
                        && (suite.peers().versions().isEmpty() || !name.equals(results.reference()))) {
                    continue; // no peer is here; or: Jython alone talks to none, the others have the reference's tests
                }
                if (policies.containsKey(name) && policies.get(name).leavesOut(suite.name())) {
                    continue; // nothing is expected of it, so nothing is missing
                }
                boolean any = results.tests().entrySet().stream()
                        .anyMatch(each -> each.getKey().suite().equals(suite.name())
                                && each.getValue().containsKey(name));
                if (!any) {
                    findings.add(new Finding(
                            Kind.NOT_RUN, name, null, "no test of suite " + suite.name() + " was run", null));
                }
            }
        }
    }

    private static boolean concerns(TestId id, Results results, Map<String, Boolean> complete) {
        return results.tests().containsKey(id) || complete.getOrDefault(id.suite(), false);
    }

    private void checkExpectations(String name, Policy policy, Results results, List<Finding> findings) {
        ExpectationFile file = policy.expectations();
        Map<String, Boolean> complete = new HashMap<>();
        results.suites().forEach(suite -> complete.put(suite.name(), suite.hasAllItsTests()));
        for (Expectation entry : file.entries()) {
            if (entry.tests().stream().noneMatch(id -> concerns(id, results, complete))) {
                continue; // a run of some tests says nothing of others
            }
            TestId first = entry.tests().get(0);
            String others = entry.tests().size() == 1
                    ? ""
                    : " (the entry has %d more tests)".formatted(entry.tests().size() - 1);
            if (!entry.hasReason()) {
                findings.add(new Finding(
                        Kind.BAD_EXPECTATION,
                        name,
                        first,
                        "has no reason: write one in " + file.path() + others,
                        null));
            }
            if (entry.isExpired(today)) {
                findings.add(new Finding(
                        Kind.EXPIRED_EXPECTATION,
                        name,
                        first,
                        "expired on %s: fix it, or look again and give it a later day in %s%s"
                                .formatted(entry.expires(), file.path(), others),
                        command.apply(name, first)));
            }
            for (TestId id : entry.tests()) {
                boolean known = results.tests().getOrDefault(id, Map.of()).containsKey(name);
                if (!known && complete.getOrDefault(id.suite(), false)) {
                    findings.add(new Finding(
                            Kind.STALE_EXPECTATION,
                            name,
                            id,
                            "there is no such test: remove it from " + file.path(),
                            null));
                }
            }
        }
        Set<TestId> twice = file.duplicates(policy.environment()).stream().collect(Collectors.toSet());
        twice.forEach(id -> findings.add(new Finding(
                Kind.BAD_EXPECTATION, name, id, "has two entries that hold here: merge them in " + file.path(), null)));
    }
}
