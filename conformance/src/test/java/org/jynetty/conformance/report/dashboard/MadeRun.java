package org.jynetty.conformance.report.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Judgement;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Thrown;
import org.jynetty.conformance.result.Verdict;

/**
 * A run of many tests on three implementations with a long past: made up, but as varied and as wordy as a real one. The same
 * number makes the same run.
 */
public final class MadeRun {
    static final int SUITE_SIZE = 100;
    private static final Instant FIRST = Instant.parse("2026-09-01T04:00:00Z");
    private static final List<String> NAMES = List.of("cpython", "jynetty", "stock");

    private final int tests;
    private final int runs;
    private final int jdk;

    /**
     * @param tests in suites of {@value #SUITE_SIZE}
     * @param runs of the history, the newest among them
     */
    public MadeRun(int tests, int runs, int jdk) {
        this.tests = tests;
        this.runs = runs;
        this.jdk = jdk;
    }

    /** The newest run. */
    public Results latest() {
        return run(runs - 1);
    }

    public List<HistoryEntry> history() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            entries.add(HistoryEntry.of(run(i), "commit" + i));
        }
        return entries;
    }

    static TestId id(int test) {
        return new TestId(
                "test_suite%02d".formatted(test / SUITE_SIZE),
                "SomeClassOfTests%d.test_what_it_does_%d".formatted(test % 10, test));
    }

    private Results run(int number) {
        SortedMap<TestId, Map<String, TestResult>> table = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            Map<String, TestResult> row = new LinkedHashMap<>();
            row.put("cpython", new TestResult(List.of(attempt(Outcome.PASS, i)), null));
            row.put("jynetty", jynetty(i, number));
            row.put("stock", stock(i));
            if (!row.get("jynetty").judgement().expected()) {
                findings.add(new Finding(
                        Finding.Kind.UNEXPECTED_RESULT,
                        "jynetty",
                        id(i),
                        row.get("jynetty").first().headline() + " where the reference gives PASS",
                        "mvn verify -Pconformance -Dconformance.only=" + id(i)));
            }
            table.put(id(i), row);
        }
        Map<String, ImplementationInfo> implementations = new LinkedHashMap<>();
        for (String name : NAMES) {
            implementations.put(name, new ImplementationInfo(facts(name), false));
        }
        return new Results(
                Results.SCHEMA,
                FIRST.plus(number, ChronoUnit.DAYS).toString(),
                300,
                "cpython",
                implementations,
                IntStream.range(0, (tests + SUITE_SIZE - 1) / SUITE_SIZE)
                        .mapToObj(i ->
                                new SuiteInfo(id(i * SUITE_SIZE).suite(), null, true, null, null, null, null, null))
                        .toList(),
                Map.of(),
                List.of(),
                table,
                findings);
    }

    private Map<String, String> facts(String name) {
        Map<String, String> facts = new TreeMap<>(Map.of("system", "Linux 6.1.0", "os", "Ubuntu 24.04"));
        if (!name.equals("cpython")) {
            facts.put("jdk", jdk + ".0.1 (Some)");
            facts.put("jython", "2.7.4");
        }
        return facts;
    }

    /** One test in fifty breaks in the newest run, one in sixty is noise, one in forty was broken for a while. */
    private TestResult jynetty(int test, int number) {
        if (test % 50 == 7 && number == runs - 1) {
            return judged(Verdict.DIVERGES, false, attempt(test % 100 == 7 ? Outcome.HANG : Outcome.ERROR, test));
        }
        if (test % 60 == 11 && (number + test) % 5 == 0) {
            return judged(Verdict.FLAKY, true, attempt(Outcome.FAIL, test), attempt(Outcome.PASS, test));
        }
        if (test % 40 == 3 && number > runs / 2 && number < runs - 3) {
            return judged(Verdict.DIVERGES, true, attempt(Outcome.FAIL, test));
        }
        return judged(Verdict.CONFORMS, true, attempt(Outcome.PASS, test));
    }

    private TestResult stock(int test) {
        return switch ((test * 31 + test / 7) % 4) {
            case 0 -> judged(Verdict.CONFORMS, true, attempt(Outcome.PASS, test));
            case 1 -> judged(Verdict.DIVERGES, true, attempt(Outcome.HANG, test));
            case 2 -> judged(Verdict.DIVERGES, true, attempt(Outcome.ERROR, test));
            default -> judged(Verdict.HOST_LIMITED, true, attempt(Outcome.SKIP, test));
        };
    }

    private static TestResult judged(Verdict verdict, boolean expected, Attempt... attempts) {
        String reason = expected && verdict != Verdict.CONFORMS ? "a reason that a maintainer would accept" : null;
        return new TestResult(List.of(attempts), new Judgement(verdict, attempts[0].outcome(), expected, reason, null));
    }

    private static Attempt attempt(Outcome outcome, int test) {
        ObjectNode observed = null;
        if (outcome == Outcome.PASS) {
            observed = JsonNodeFactory.instance.objectNode();
            observed.put("received", "'some bytes that were received'");
            observed.put("errno <&>\"'", test);
        }
        Thrown thrown = outcome == Outcome.ERROR || outcome == Outcome.FAIL
                ? new Thrown(
                        "socket.error",
                        104L,
                        List.of("104", "'Connection reset by peer'"),
                        null,
                        null,
                        "[Errno 104] Connection reset by peer",
                        "Traceback (most recent call last):\n"
                                + "  File \"/somewhere/Lib/unittest/case.py\", line 331, in run\n    testMethod()\n"
                                        .repeat(12)
                                + "  at org.jynetty.net.StreamSocket.receive" + test % 4 + "(StreamSocket.java:10)\n")
                : null;
        String dump = outcome == Outcome.HANG
                ? "no end within 4 s\n"
                        + "  at java.base/some.package.SomeClass.someMethod(SomeClass.java:123)\n".repeat(80)
                : null;
        return new Attempt(outcome, outcome == Outcome.HANG ? 4 : 0.02, thrown, dump, observed, null, null, null);
    }
}
