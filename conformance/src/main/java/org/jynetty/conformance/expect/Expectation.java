package org.jynetty.conformance.expect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * One entry: a test that is not expected to conform, or several that share their outcomes and the reason.
 *
 * @param tests their ids; never empty
 * @param outcomes the outcomes each may have; {@code PASS} among them says that it does not always fail
 * @param reason why
 * @param link where this is tracked or explained; optional
 * @param hostLimited whether the cause is the host interpreter, whoever writes the sockets
 * @param when where the entry holds; everywhere when absent
 * @param expires the day (ISO 8601) from which on the entry is an error, so that somebody looks again; optional
 */
public record Expectation(
        List<TestId> tests,
        Set<Outcome> outcomes,
        String reason,
        String link,
        boolean hostLimited,
        Condition when,
        String expires) {
    public Expectation {
        tests = List.copyOf(tests);
        if (tests.isEmpty()) {
            throw new IllegalArgumentException("an entry needs a test, or tests");
        }
        if (new HashSet<>(tests).size() < tests.size()) {
            throw new IllegalArgumentException("an entry names a test twice");
        }
        if (outcomes == null || outcomes.isEmpty()) {
            throw new IllegalArgumentException(tests.get(0) + " needs the outcomes it may have");
        }
        outcomes = EnumSet.copyOf(outcomes);
        if (expires != null) {
            parseDay(expires);
        }
    }

    /** An entry as the file has it: with {@code test}, or with {@code tests}. */
    @JsonCreator
    static Expectation of(
            @JsonProperty("test") TestId test,
            @JsonProperty("tests") List<TestId> tests,
            @JsonProperty("outcomes") Set<Outcome> outcomes,
            @JsonProperty("reason") String reason,
            @JsonProperty("link") String link,
            @JsonProperty("host-limited") boolean hostLimited,
            @JsonProperty("when") Condition when,
            @JsonProperty("expires") String expires) {
        if (test != null && tests != null) {
            throw new IllegalArgumentException("an entry has a test or tests, not both: " + test);
        }
        List<TestId> all = test != null ? List.of(test) : tests != null ? tests : List.of();
        return new Expectation(all, outcomes, reason, link, hostLimited, when, expires);
    }

    /** An entry that holds everywhere and for ever. */
    public static Expectation of(List<TestId> tests, Set<Outcome> outcomes, String reason) {
        return new Expectation(tests, outcomes, reason, null, false, null, null);
    }

    /** The same for other tests. */
    Expectation withTests(List<TestId> others) {
        return new Expectation(others, outcomes, reason, link, hostLimited, when, expires);
    }

    /** The same with other outcomes. */
    Expectation withOutcomes(Set<Outcome> others) {
        return new Expectation(tests, others, reason, link, hostLimited, when, expires);
    }

    private static LocalDate parseDay(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expires is a day such as 2027-03-31, not " + text, e);
        }
    }

    public boolean allows(Outcome outcome) {
        return outcomes.contains(outcome);
    }

    public boolean holds(Environment environment) {
        return when == null || when.holds(environment);
    }

    public boolean isExpired(LocalDate today) {
        return expires != null && !parseDay(expires).isAfter(today);
    }

    public boolean hasReason() {
        return reason != null && !reason.isBlank();
    }

    /** Whether only the tests differ. */
    boolean isLike(Expectation other) {
        return withTests(other.tests).equals(other);
    }
}
