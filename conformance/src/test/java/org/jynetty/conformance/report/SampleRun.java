package org.jynetty.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Judgement;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.PeersInfo;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.Subject;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Thrown;
import org.jynetty.conformance.result.Verdict;

/** A judged run of a suite {@code s} with one test of each sort, and of a suite {@code peers-local} if there are peers. */
final class SampleRun {
    private final Map<TestId, Map<String, TestResult>> tests = new TreeMap<>();
    private final String started;
    private PeersInfo peers;

    SampleRun(String started, double seconds) {
        this.started = started;
        add("A.conforms", judged(Verdict.CONFORMS, true, null, attempt(Outcome.PASS, seconds, null)));
        add(
                "A.flaky",
                judged(
                        Verdict.FLAKY,
                        true,
                        null,
                        attempt(Outcome.FAIL, seconds, null),
                        attempt(Outcome.PASS, seconds, null)));
        add(
                "A.limited",
                judged(Verdict.HOST_LIMITED, true, "no reference | counts", attempt(Outcome.SKIP, seconds, null)));
        add("B.fails", judged(Verdict.DIVERGES, false, null, attempt(Outcome.ERROR, seconds, broken("connect"))));
        add("B.hangs", judged(Verdict.DIVERGES, false, null, attempt(Outcome.HANG, seconds, null)));
    }

    /** Replaces what jynetty gave for a test. */
    SampleRun with(String name, Outcome outcome, Thrown thrown) {
        add(
                name,
                judged(
                        outcome == Outcome.PASS ? Verdict.CONFORMS : Verdict.DIVERGES,
                        outcome == Outcome.PASS,
                        null,
                        attempt(outcome, 0.1, thrown)));
        return this;
    }

    /** Adds conversations with two peers, one of which differs; a third peer is missing. */
    SampleRun withPeers() {
        peers = new PeersInfo(
                "local processes",
                Map.of("server/some", "Some 1.0", "client/some", "Some | 1.1"),
                List.of("server/other"));
        TestResult conforms = judged(Verdict.CONFORMS, true, null, attempt(Outcome.PASS, 0.1, null));
        add(new TestId("peers-local", "client.some.tls12.rsa.exchange"), conforms);
        add(new TestId("peers-local", "client.some.tls13.rsa.exchange"), conforms);
        add(new TestId("peers-local", "server.some.tls13.rsa.exchange"), conforms);
        add(
                new TestId("peers-local", "server.some.tls13.rsa.resumption"),
                judged(Verdict.DIVERGES, true, "no tickets", attempt(Outcome.DIFFERS, 0.1, null)));
        return this;
    }

    /** Takes a test out. */
    SampleRun without(String name) {
        tests.remove(id(name));
        return this;
    }

    /** An exception that came out of this method of ours. */
    static Thrown broken(String method) {
        return new Thrown(
                "socket.error",
                5L,
                List.of("5"),
                null,
                null,
                "[Errno 5] Input/output error",
                "Traceback\n  File \"/x/test_s.py\", line 3, in test\nat org.jynetty.net.StreamSocket." + method
                        + "(X.java:1)");
    }

    /** All tests of the suite. */
    Results results() {
        return results(true);
    }

    /** @param complete whether these are all tests of the suite */
    Results results(boolean complete) {
        Map<String, ImplementationInfo> implementations = new LinkedHashMap<>();
        implementations.put(
                "cpython",
                new ImplementationInfo(Map.of("python", "CPython 2.7.18", "system", "Linux " + started), true));
        implementations.put("jynetty", new ImplementationInfo(Map.of("python", "Jython 2.7.4"), false));
        return new Results(
                Results.SCHEMA,
                started,
                12,
                "cpython",
                implementations,
                suites(complete),
                Map.of("thread_count", "there is none", "unused", "who knows"),
                List.of("-Djython.jar=x.jar"),
                new TreeMap<>(tests),
                List.of(new Finding(
                        Finding.Kind.UNEXPECTED_RESULT,
                        "jynetty",
                        id("B.fails"),
                        "ERROR\nsecond line",
                        "the command")));
    }

    private List<SuiteInfo> suites(boolean complete) {
        SuiteInfo suite = new SuiteInfo(
                "s",
                "00",
                complete,
                null,
                new TreeSet<>(List.of("thread_count")),
                null,
                null,
                new Subject("a program", "a mistake | another"));
        return peers == null
                ? List.of(suite)
                : List.of(suite, new SuiteInfo("peers-local", null, complete, null, null, null, peers, null));
    }

    private void add(String name, TestResult result) {
        add(id(name), result);
    }

    private void add(TestId id, TestResult result) {
        Map<String, TestResult> row = new LinkedHashMap<>();
        row.put("cpython", new TestResult(List.of(attempt(Outcome.PASS, 0.1, null)), null));
        row.put("jynetty", result);
        tests.put(id, row);
    }

    private static TestId id(String name) {
        return new TestId("s", name);
    }

    private static TestResult judged(Verdict verdict, boolean expected, String reason, Attempt... attempts) {
        return new TestResult(List.of(attempts), new Judgement(verdict, attempts[0].outcome(), expected, reason, null));
    }

    private static Attempt attempt(Outcome outcome, double seconds, Thrown thrown) {
        return new Attempt(
                outcome,
                seconds,
                thrown,
                outcome == Outcome.HANG ? "no end within 5 s\n\u0000dump" : null,
                new ObjectMapper().nullNode(),
                null,
                null,
                List.of());
    }
}
