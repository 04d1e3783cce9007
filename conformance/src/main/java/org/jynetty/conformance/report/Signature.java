package org.jynetty.conformance.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Difference;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestResult;

/** What tells one failure from another: what was raised, and the innermost place in the modules under test. */
public final class Signature {
    private static final Pattern JAVA_FRAME =
            Pattern.compile("at (?:\\S+/)?(org\\.jynetty\\.(?!shaded\\.)[\\w.$<>]+)\\(");

    /** A frame of a Python traceback, or of Python code in a Java stack, which names the file after the function. */
    private static final Pattern TRACEBACK_FRAME = Pattern.compile("File \"([^\"]+)\", line \\d+, in (\\w+)");

    private static final Pattern STACK_FRAME =
            Pattern.compile("at (?:\\S+/)?[\\w.]+\\$py\\.(\\w+)\\$\\d+\\(([^:)]+):\\d+\\)");

    private static final Pattern UNDER_TEST =
            Pattern.compile("(?:_?socket|_?ssl|_sslcerts|_socketssl|select)(?:\\.py|\\$py\\.class)");
    private static final Pattern OF_A_TEST = Pattern.compile("(?:test_\\w+|F\\d\\d_\\w+)(?:\\.py|\\$py\\.class)");

    /** What differs from run to run: addresses, ports, object numbers, the folders of the machine. */
    private static final Pattern PASSING = Pattern.compile("0x[0-9a-fA-F.]+|\\b\\d{4,}\\b|(?<=\\s|^|')/[^\\s:'\"]+/");

    /** A hang is the same hang under another limit. */
    private static final Pattern LIMIT = Pattern.compile("no end within \\d+ s");

    private Signature() {}

    /** Of a result; the difference from the reference where that is all there is to tell. */
    public static String of(TestResult result, TestResult reference) {
        if (result.outcome() == Outcome.DIFFERS && reference != null) {
            List<Difference> differences = Difference.between(
                    result.first().observed(), reference.first().observed());
            return differences.stream().map(Difference::what).limit(3).collect(Collectors.joining(", "))
                    + (differences.size() > 3 ? " and " + (differences.size() - 3) + " more" : "");
        }
        return of(result);
    }

    /** Of a result by itself; empty where it passed. */
    public static String of(TestResult result) {
        Attempt attempt = result.first();
        if (attempt.outcome().isSuccess()) {
            return "";
        }
        String what =
                attempt.thrown() == null ? attempt.reason() : attempt.thrown().headline();
        String where = place(attempt);
        String signature =
                PASSING.matcher(LIMIT.matcher(what).replaceAll("no end")).replaceAll("…");
        return where.isEmpty() ? signature : signature + " in " + where;
    }

    private static String place(Attempt attempt) {
        String stack = attempt.thrown() != null ? attempt.thrown().traceback() : attempt.detail();
        if (stack == null) {
            return "";
        }
        Matcher java = JAVA_FRAME.matcher(stack);
        if (java.find()) {
            return java.group(1);
        }
        String underTest = "";
        String ofATest = "";
        String innermost = "";
        Matcher traceback = TRACEBACK_FRAME.matcher(stack);
        while (traceback.find()) { // the innermost comes last
            String file = nameOf(traceback.group(1));
            innermost = file.replace("$py.class", ".py") + " " + traceback.group(2);
            underTest = UNDER_TEST.matcher(file).matches() ? innermost : underTest;
            ofATest = OF_A_TEST.matcher(file).matches() ? innermost : ofATest;
        }
        Matcher frames = STACK_FRAME.matcher(stack);
        while (innermost.isEmpty() && underTest.isEmpty() && frames.find()) { // the innermost comes first
            String file = nameOf(frames.group(2));
            String place = file + " " + frames.group(1);
            if (UNDER_TEST.matcher(file).matches()) {
                underTest = place;
            } else if (ofATest.isEmpty() && OF_A_TEST.matcher(file).matches()) {
                ofATest = place;
            }
        }
        return !underTest.isEmpty() ? underTest : !ofATest.isEmpty() ? ofATest : innermost;
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
