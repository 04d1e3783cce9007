package org.jynetty.conformance.result;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole run: the content of {@code results.json}.
 *
 * @param schema the version of this format, {@link #SCHEMA}
 * @param started when the run began, ISO 8601
 * @param seconds how long it took
 * @param reference the name of the implementation that the others are compared with
 * @param implementations by name, the reference first
 * @param suites in the order of the catalogue
 * @param shims the shims that were installed, with the reason of each
 * @param options what a command must say, besides tests and implementations, to run a test as this run did
 * @param tests by id, then by implementation
 * @param findings why the gate fails; empty when it holds
 */
public record Results(
        int schema,
        String started,
        double seconds,
        String reference,
        Map<String, ImplementationInfo> implementations,
        List<SuiteInfo> suites,
        Map<String, String> shims,
        List<String> options,
        SortedMap<TestId, Map<String, TestResult>> tests,
        List<Finding> findings) {
    public static final int SCHEMA = 1;

    /** What is empty is not written to the file. */
    public Results {
        shims = shims == null ? Map.of() : shims;
        options = options == null ? List.of() : options;
        tests = tests == null ? new TreeMap<>() : tests;
        findings = findings == null ? List.of() : findings;
    }

    /** The same run with other tests and findings. */
    public Results judged(SortedMap<TestId, Map<String, TestResult>> judgedTests, List<Finding> found) {
        return new Results(
                schema,
                started,
                seconds,
                reference,
                implementations,
                suites,
                shims,
                options,
                new TreeMap<>(judgedTests),
                List.copyOf(found));
    }

    /** Whether nothing was left out: every suite with all its tests. */
    public boolean isComplete() {
        return suites.stream().allMatch(SuiteInfo::complete);
    }
}
