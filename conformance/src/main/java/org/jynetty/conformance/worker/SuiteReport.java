package org.jynetty.conformance.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;

/**
 * What came out of a suite on an interpreter.
 *
 * @param catalogue all its tests, selected or not; empty where it could not be loaded
 * @param attempts the tests that were run
 * @param unloadable why it could not be loaded, or null
 * @param setUpShims the shims that the suite's own set-up reached
 */
public record SuiteReport(
        String interpreter,
        Suite suite,
        Set<String> catalogue,
        Map<String, Attempt> attempts,
        Attempt unloadable,
        Set<String> setUpShims) {

    static SuiteReport of(SuiteRun run) {
        return new SuiteReport(
                run.interpreter().name(),
                run.suite(),
                run.catalogue(),
                run.attempts(),
                run.unloadable(),
                run.setUpShims());
    }

    /** The reports of the first runs, with what the second ones add for the same suite and interpreter. */
    static List<SuiteReport> merge(List<SuiteRun> first, List<SuiteRun> second) {
        List<SuiteReport> all = new ArrayList<>();
        for (SuiteRun run : first) {
            SuiteReport report = of(run);
            Map<String, Attempt> attempts = new LinkedHashMap<>(report.attempts());
            second.stream()
                    .filter(other -> other.suite().equals(run.suite())
                            && other.interpreter().equals(run.interpreter()))
                    .forEach(other -> attempts.putAll(outcomes(other, report.catalogue())));
            all.add(new SuiteReport(
                    report.interpreter(),
                    report.suite(),
                    report.catalogue(),
                    attempts,
                    report.unloadable(),
                    report.setUpShims()));
        }
        return all;
    }

    /** What came of the tests that a run was to run: where it could not load the suite, that. */
    private static Map<String, Attempt> outcomes(SuiteRun run, Set<String> catalogue) {
        if (run.unloadable() == null) {
            return run.attempts();
        }
        return catalogue.stream()
                .filter(run::isSelected)
                .collect(Collectors.toMap(test -> test, test -> run.unloadable()));
    }

    /** The result of a test that another implementation has and this one has not. */
    public Attempt missing() {
        return unloadable != null ? unloadable : Attempt.of(Outcome.ABSENT, 0, null);
    }
}
