package org.jynetty.conformance.report.dashboard;

import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/** What a reader wants to know of a result at a glance: whether it is as it should be, else in which way it is not. */
enum Status {
    OK("ok", "conforms"),
    CRASH("crash", "crash"),
    /** Apart from failures: a time-out costs the caller more, and says less. */
    HANG("hang", "hang"),
    ERROR("error", "error"),
    FAIL("fail", "fail"),
    DIFFERS("differs", "differs"),
    ABSENT("absent", "absent"),
    SKIP("skip", "skip"),
    /** Noise: several attempts ended differently. */
    FLAKY("flaky", "flaky"),
    HOST_LIMITED("host-limited", "host-limited"),
    /** The test says nothing here. */
    OPEN("reference-fails", "reference fails");

    private final String token;
    private final String label;

    Status(String token, String label) {
        this.token = token;
        this.label = label;
    }

    static Status of(TestResult result) {
        Verdict verdict = result.judgement() == null
                ? Verdict.DIVERGES
                : result.judgement().verdict();
        return switch (verdict) {
            case CONFORMS, IMPROVED -> OK;
            case FLAKY -> FLAKY;
            case HOST_LIMITED -> HOST_LIMITED;
            case REFERENCE_FAILS, ENVIRONMENT -> OPEN;
            case DIVERGES ->
                switch (result.outcome()) {
                    case PASS, EXPECTED_FAILURE -> result.judgement() == null ? OK : DIFFERS;
                    case FAIL -> FAIL;
                    case ERROR -> ERROR;
                    case SKIP -> SKIP;
                    case UNEXPECTED_SUCCESS, DIFFERS -> DIFFERS;
                    case HANG -> HANG;
                    case CRASH -> CRASH;
                    case ABSENT -> ABSENT;
                };
        };
    }

    /** As style sheets, scripts and links spell it. */
    String token() {
        return token;
    }

    String label() {
        return label;
    }
}
