package org.jynetty.conformance.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/**
 * The stable name of a test, {@code test_socket::BasicTCPTest.testRecv}. What is printed is what can be selected.
 *
 * @param suite the suite, for CPython's tests the module
 * @param name the test within the suite
 */
public record TestId(String suite, String name) implements Comparable<TestId> {
    private static final Comparator<TestId> ORDER =
            Comparator.comparing(TestId::suite).thenComparing(TestId::name);

    /** Reads the form that {@link #toString()} writes; {@link IllegalArgumentException} for anything else. */
    @JsonCreator
    public static TestId parse(String text) {
        int separator = text.indexOf("::");
        if (separator <= 0 || separator + 2 == text.length()) {
            throw new IllegalArgumentException("not a test id (suite::test): " + text);
        }
        return new TestId(text.substring(0, separator), text.substring(separator + 2));
    }

    @Override
    public int compareTo(TestId other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return suite + "::" + name;
    }
}
