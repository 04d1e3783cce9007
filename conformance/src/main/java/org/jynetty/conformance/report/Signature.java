package org.jynetty.conformance.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.TestResult;

/** What tells one failure from another. */
final class Signature {
    private static final Pattern JAVA_FRAME = Pattern.compile("at (?:\\S+/)?(org\\.jynetty\\.[\\w.$<>]+)\\(");
    private static final Pattern PYTHON_FRAME = Pattern.compile("File \"([^\"]+)\", line \\d+, in (\\w+)");

    private Signature() {}

    /** What was raised, and the innermost place that is known. */
    static String of(TestResult result) {
        Attempt attempt = result.first();
        String where = place(attempt);
        String what = attempt.thrown() == null
                ? attempt.outcome().isSuccess() ? "" : attempt.headline()
                : attempt.thrown().headline();
        return where.isEmpty() ? what : what + " in " + where;
    }

    /** The innermost frame in our Java code, else the innermost one of Python. */
    private static String place(Attempt attempt) {
        String stack = attempt.thrown() != null ? attempt.thrown().traceback() : attempt.detail();
        if (stack == null) {
            return "";
        }
        Matcher java = JAVA_FRAME.matcher(stack);
        if (java.find()) {
            return java.group(1);
        }
        Matcher python = PYTHON_FRAME.matcher(stack);
        String innermost = "";
        while (python.find()) {
            String file = python.group(1);
            innermost = file.substring(file.lastIndexOf('/') + 1) + " " + python.group(2);
        }
        return innermost;
    }
}
