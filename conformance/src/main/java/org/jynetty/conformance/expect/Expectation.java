package org.jynetty.conformance.expect;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * One entry: a test that is not expected to conform.
 *
 * @param test its id
 * @param outcomes the outcomes it may have; {@code PASS} among them says that it does not always fail
 * @param reason why
 * @param link where this is tracked or explained; optional
 * @param hostLimited whether the cause is the host interpreter, whoever writes the sockets
 * @param when where the entry holds; everywhere when absent
 * @param expires the day (ISO 8601) from which on the entry is an error, so that somebody looks again; optional
 */
public record Expectation(
        TestId test,
        Set<Outcome> outcomes,
        String reason,
        String link,
        @JsonProperty("host-limited") boolean hostLimited,
        Condition when,
        String expires) {
    public Expectation {
        if (test == null) {
            throw new IllegalArgumentException("an entry needs a test");
        }
        if (outcomes == null || outcomes.isEmpty()) {
            throw new IllegalArgumentException(test + " needs the outcomes it may have");
        }
        if (expires != null) {
            parseDay(test, expires);
        }
    }

    private static LocalDate parseDay(TestId test, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(test + ": expires is a day such as 2027-03-31, not " + text, e);
        }
    }

    public boolean allows(Outcome outcome) {
        return outcomes.contains(outcome);
    }

    public boolean holds(Environment environment) {
        return when == null || when.holds(environment);
    }

    public boolean isExpired(LocalDate today) {
        return expires != null && !parseDay(test, expires).isAfter(today);
    }

    public boolean hasReason() {
        return reason != null && !reason.isBlank();
    }
}
