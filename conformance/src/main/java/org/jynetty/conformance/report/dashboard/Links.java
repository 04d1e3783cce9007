package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jynetty.conformance.result.TestId;

/** The files of the pages. Names come from the ids alone, so that a link holds from run to run. */
final class Links {
    private final Map<TestId, String> tests = new HashMap<>();

    Links(Collection<TestId> ids) {
        Set<String> taken = new HashSet<>();
        List<TestId> sorted = new ArrayList<>(new TreeSet<>(ids));
        for (TestId id : sorted) {
            String path = "test/" + safe(id.suite()) + "/" + safe(id.name());
            // Names that differ in case only are one file on some systems.
            boolean free = taken.add(path.toLowerCase(Locale.ROOT));
            tests.put(id, free ? path + ".html" : path + "~" + Integer.toHexString(id.hashCode()) + ".html");
        }
    }

    /** From the root of the pages. */
    String test(TestId id) {
        return tests.get(id);
    }

    /** From the root of the pages; the page of all tests where the name is empty. */
    String suite(String suite) {
        return suite.isEmpty() ? "tests.html" : "suite/" + safe(suite) + ".html";
    }

    /** The tests of a suite that have a status on an implementation: the suite's page with its filter set. */
    String filtered(String suite, Column column, Status status) {
        return suite(suite) + "#q=" + column.token() + ":" + status.token();
    }

    /** Letters, digits and the like stay; anything else becomes its number, so that no two names become one. */
    private static String safe(String name) {
        StringBuilder out = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean plain =
                    c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' && !out.isEmpty();
            out.append(plain ? String.valueOf(c) : "=" + Integer.toHexString(c) + "=");
        }
        return out.toString();
    }
}
