package org.jynetty.conformance.expect;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an expectation holds. A member that is null holds everywhere.
 *
 * @param os the beginning of the operating system's name, in any case: {@code "linux"}
 * @param jdk a feature version, with {@code <}, {@code <=}, {@code >=} or {@code >} before it where a range is meant:
 *     {@code ">=21"}
 * @param jython a version of Jython, or its beginning: {@code "2.7.4"}
 */
public record Condition(String os, String jdk, String jython) {
    private static final Pattern RANGE = Pattern.compile("(<=|>=|<|>|)\\s*(\\d+)");

    public Condition {
        if (jdk != null && !RANGE.matcher(jdk).matches()) {
            throw new IllegalArgumentException(
                    "jdk is a feature version such as \"17\" or \">=21\", not \"" + jdk + '"');
        }
    }

    boolean holds(Environment environment) {
        return (os == null || startsWith(environment.os(), os))
                && (jdk == null || inRange(environment.jdk()))
                && (jython == null || startsWith(environment.jython(), jython));
    }

    private static boolean startsWith(String text, String beginning) {
        return text.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT));
    }

    private boolean inRange(int version) {
        Matcher range = RANGE.matcher(jdk);
        range.matches();
        int bound = Integer.parseInt(range.group(2));
        return switch (range.group(1)) {
            case "<" -> version < bound;
            case "<=" -> version <= bound;
            case ">" -> version > bound;
            case ">=" -> version >= bound;
            default -> version == bound;
        };
    }
}
