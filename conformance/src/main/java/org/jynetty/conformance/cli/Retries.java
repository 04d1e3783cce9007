package org.jynetty.conformance.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.worker.Interpreter;
import org.jynetty.conformance.worker.RunListener;
import org.jynetty.conformance.worker.Runner;

/** Tries unexpected results again, each in a worker of its own, until an attempt ends differently or all are used up. */
final class Retries {
    /** So many surprises at once are no noise, and trying them all again would only take long. */
    private static final int TOO_MANY = 20;

    private final Runner runner;
    private final Map<String, Interpreter> interpreters;
    private final List<Suite> suites;
    private final int retries;
    private final RunListener listener;

    Retries(
            Runner runner,
            Map<String, Interpreter> interpreters,
            List<Suite> suites,
            int retries,
            RunListener listener) {
        this.runner = runner;
        this.interpreters = interpreters;
        this.suites = suites;
        this.retries = retries;
        this.listener = listener;
    }

    /** The run with the further attempts of what its findings say. */
    Results settle(Results judged) throws InterruptedException {
        List<Finding> doubtful = judged.findings().stream()
                .filter(finding -> switch (finding.kind()) {
                    case UNEXPECTED_RESULT, UNEXPECTED_PASS, REFERENCE_CHANGED ->
                        interpreters.containsKey(finding.implementation());
                    default -> false;
                })
                .toList();
        if (doubtful.size() > TOO_MANY) {
            listener.note(
                    "%d unexpected results: too many to be noise, none is tried again".formatted(doubtful.size()));
            return judged;
        }
        SortedMap<TestId, Map<String, TestResult>> tests = new TreeMap<>();
        judged.tests().forEach((id, row) -> tests.put(id, new LinkedHashMap<>(row)));
        for (Finding finding : doubtful) {
            TestResult result = tests.get(finding.id()).get(finding.implementation());
            tests.get(finding.id()).put(finding.implementation(), again(finding, result));
        }
        return judged.judged(tests, List.of());
    }

    private TestResult again(Finding finding, TestResult result) throws InterruptedException {
        Interpreter interpreter = interpreters.get(finding.implementation());
        Suite suite = suites.stream()
                .filter(each -> each.name().equals(finding.id().suite()))
                .findFirst()
                .orElseThrow();
        List<Attempt> attempts = new ArrayList<>(result.attempts());
        for (int i = 0;
                i < retries
                        && attempts.get(0).outcome()
                                == attempts.get(attempts.size() - 1).outcome();
                i++) {
            listener.note("again: %s %s (%s)"
                    .formatted(interpreter.name(), finding.id(), attempts.get(0).headline()));
            attempts.add(runner.runAlone(interpreter, suite, finding.id()));
        }
        return new TestResult(attempts, null);
    }
}
