package org.jynetty.conformance.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One execution of one test.
 *
 * @param outcome how it ended
 * @param seconds wall time
 * @param thrown what was raised, or null
 * @param detail the reason of a skip, the thread dump of a hang, the end of the log of a crash; or null
 * @param observed what a suite that records observations saw, to be compared with the reference; or null
 * @param descriptorsLeft sockets, pipes and kernel event objects that are open after the test and were not before, by kind
 * @param threadsLeft Python threads that live after the test and did not before
 * @param shims the shims that the test reached
 */
public record Attempt(
        Outcome outcome,
        double seconds,
        Thrown thrown,
        String detail,
        JsonNode observed,
        Map<String, Integer> descriptorsLeft,
        List<String> threadsLeft,
        List<String> shims) {

    public Attempt {
        detail = detail == null || detail.isEmpty() ? null : detail;
        descriptorsLeft = descriptorsLeft == null ? Map.of() : descriptorsLeft;
        threadsLeft = threadsLeft == null ? List.of() : threadsLeft;
        shims = shims == null ? List.of() : shims;
    }

    /** An attempt that ended without an exception of the test's own. */
    public static Attempt of(Outcome outcome, double seconds, String detail) {
        return new Attempt(outcome, seconds, null, detail, null, null, null, null);
    }

    /** What happened, in a line: the exception, or the first line of the detail, or the outcome alone. */
    public String headline() {
        String why = thrown != null ? thrown.headline() : reason();
        return why.isEmpty() ? outcome.toString() : outcome + " " + why;
    }

    /** The first line of the detail; empty where there is none. */
    public String reason() {
        return detail == null ? "" : detail.strip().lines().findFirst().orElse("");
    }
}
