package org.jynetty.conformance.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.TestId;

/** Lists of test ids for a reader: in lines that fit a terminal, and not more of them than anybody reads. */
final class Ids {
    private static final int WIDTH = 96;
    private static final int NAMED = 6;

    private Ids() {}

    /** The ids in lines, separated by commas; what is beyond the first few is only counted. */
    static List<String> lines(Collection<TestId> ids) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        List<String> words =
                new ArrayList<>(ids.stream().limit(NAMED).map(TestId::toString).collect(Collectors.toList()));
        if (ids.size() > NAMED) {
            words.add("and " + (ids.size() - NAMED) + " more");
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i < words.size() - 1 ? "," : "");
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The ids in one line of Markdown, as code. */
    static String markdown(Collection<TestId> ids) {
        String named = ids.stream().limit(NAMED).map(id -> "`" + id + "`").collect(Collectors.joining(", "));
        return ids.size() > NAMED ? named + " and " + (ids.size() - NAMED) + " more" : named;
    }

    static String count(int number) {
        return number == 1 ? "1 test" : number + " tests";
    }
}
