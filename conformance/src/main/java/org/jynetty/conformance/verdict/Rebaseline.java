package org.jynetty.conformance.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jynetty.conformance.expect.Expectation;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/**
 * Brings an expectation file up to what one or several runs found, and changes nothing else in it. What ended differently
 * from run to run gets all the outcomes that were seen.
 */
public final class Rebaseline {
    private final List<Results> runs;
    private final String implementation;
    private final Gate.Policy policy;
    private final SortedMap<TestId, Observed> observed = new TreeMap<>();

    /**
     * A test over all runs.
     *
     * @param last its newest result
     * @param runs the outcomes that expectations speak of: of each run, of each attempt
     */
    private record Observed(TestResult last, List<List<Comparison>> runs) {
        Set<Outcome> outcomes() {
            Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
            runs.forEach(run -> run.forEach(each -> seen.add(each.outcome())));
            return seen;
        }

        /** Whether the gate holds in every run with this entry; as there, an attempt that is expected is enough. */
        boolean isExpected(Optional<Expectation> entry) {
            return runs.stream().allMatch(run -> run.stream().anyMatch(each -> Judge.isExpected(each, entry)));
        }
    }

    /** @param policy of the implementation; it must have expectations */
    public Rebaseline(List<Results> runs, String implementation, Gate.Policy policy) {
        this.runs = List.copyOf(runs);
        this.implementation = implementation;
        this.policy = policy;
        runs.forEach(this::observe);
    }

    private void observe(Results run) {
        run.tests().forEach((id, row) -> {
            TestResult result = row.get(implementation);
            if (result != null && policy.expectations().covers(id.suite())) {
                TestResult reference = row.get(run.reference());
                Attempt standard = reference == null ? null : reference.first();
                List<Comparison> comparisons = result.attempts().stream()
                        .map(attempt -> Comparison.of(attempt, standard))
                        .toList();
                List<List<Comparison>> all = new ArrayList<>();
                if (observed.containsKey(id)) {
                    all.addAll(observed.get(id).runs());
                }
                all.add(comparisons);
                observed.put(id, new Observed(result, all));
            }
        });
    }

    /** The tests that have no entry and need one, each with its newest result. */
    public SortedMap<TestId, TestResult> unexplained() {
        SortedMap<TestId, TestResult> found = new TreeMap<>();
        observed.forEach((id, test) -> {
            if (policy.judge().entryFor(id).isEmpty() && !test.isExpected(Optional.empty())) {
                found.put(id, test.last());
            }
        });
        return found;
    }

    /**
     * The file after the runs. Entries of tests that conform now, or no longer exist, are gone; others have the outcomes
     * that were seen, where these were unexpected. New entries carry {@code reason}, which may be empty for somebody to fill
     * in (the gate refuses an entry without one); tests of the same outcomes share one.
     *
     * @param which what to change: every other test's entry stays as it is
     */
    public ExpectationFile apply(String reason, BiPredicate<TestId, TestResult> which) throws IOException {
        ExpectationFile file = withoutStale(policy.expectations(), which);
        Map<Set<Outcome>, List<TestId>> fresh = new LinkedHashMap<>();
        for (Map.Entry<TestId, Observed> each : observed.entrySet()) {
            TestId id = each.getKey();
            Observed test = each.getValue();
            Optional<Expectation> entry = file.find(id, policy.environment());
            if (!which.test(id, test.last()) || test.isExpected(entry)) {
                continue;
            }
            if (entry.isEmpty()) {
                fresh.computeIfAbsent(test.outcomes(), key -> new ArrayList<>()).add(id);
            } else if (test.isExpected(Optional.empty())) {
                file = file.without(entry.get(), id);
            } else {
                file = file.withOutcomes(entry.get(), id, widened(entry.get(), test.outcomes()));
            }
        }
        for (Map.Entry<Set<Outcome>, List<TestId>> each : fresh.entrySet()) {
            file = file.with(Expectation.of(each.getValue(), each.getKey(), reason));
        }
        return file;
    }

    /** An entry that allowed several outcomes keeps them: they were seen once, and will be again. */
    private static Set<Outcome> widened(Expectation entry, Set<Outcome> seen) {
        Set<Outcome> all = EnumSet.copyOf(seen);
        if (entry.outcomes().size() > 1) {
            all.addAll(entry.outcomes());
        }
        return all;
    }

    private ExpectationFile withoutStale(ExpectationFile file, BiPredicate<TestId, TestResult> which)
            throws IOException {
        List<String> complete = runs.stream()
                .flatMap(run -> run.suites().stream())
                .filter(SuiteInfo::complete)
                .map(SuiteInfo::name)
                .toList();
        for (Expectation entry : policy.expectations().entries()) {
            for (TestId id : entry.tests()) {
                if (!observed.containsKey(id) && complete.contains(id.suite()) && which.test(id, null)) {
                    Expectation current = file.entries().stream()
                            .filter(each -> each.tests().contains(id) && Objects.equals(each.when(), entry.when()))
                            .findFirst()
                            .orElseThrow();
                    file = file.without(current, id);
                }
            }
        }
        return file;
    }
}
