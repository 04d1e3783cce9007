package org.jynetty.conformance.worker;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Thrown;

/**
 * What a worker says over the side channel; which members are set depends on {@code event}.
 *
 * @param event {@code hello}, {@code facts}, {@code tests} (a phase begins; these are its tests), {@code start},
 *     {@code result}, {@code ask} (a question to the test's {@link Assistant}), {@code dump}, {@code interrupted}, {@code unloadable} (the suite could not be loaded, and why), {@code end}; and
 *     {@code gone}, which the harness itself adds when the connection has ended
 * @param living with {@code interrupted}: the threads that an ended test has left running; null where it has not ended
 */
record Event(
        String event,
        String token,
        Map<String, String> facts,
        List<String> tests,
        String test,
        Outcome outcome,
        double seconds,
        Thrown thrown,
        String detail,
        JsonNode observed,
        Left left,
        List<String> shims,
        String text,
        JsonNode ask,
        List<String> living) {
    static final Event GONE =
            new Event("gone", null, null, null, null, null, 0, null, null, null, null, null, null, null, null);

    /** What a test left behind. */
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Left(Map<String, Integer> descriptors, List<String> threads) {}

    boolean is(String kind) {
        return event.equals(kind);
    }

    /** The attempt that a {@code result} or {@code unloadable} event tells of. */
    Attempt attempt() {
        return new Attempt(
                outcome,
                seconds,
                thrown,
                detail,
                observed,
                left == null ? null : left.descriptors(),
                left == null ? null : left.threads(),
                shims);
    }
}
