package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/** Two traces beside each other, the lines that differ marked. */
public final class SideBySide {
    private static final int WIDTH = 62; // characters of a column

    private SideBySide() {}

    /** The table, with the names of the sides above it. */
    public static String of(String leftName, JsonNode left, String rightName, JsonNode right) {
        List<DiffRow> rows = DiffRowGenerator.create()
                .lineNormalizer(line -> line) // plain text, not HTML
                .build()
                .generateDiffRows(lines(left), lines(right));
        StringBuilder out = new StringBuilder();
        out.append("  ").append(column(leftName)).append("  ").append(rightName).append('\n');
        for (DiffRow row : rows) {
            out.append(row.getTag() == DiffRow.Tag.EQUAL ? "  " : "! ")
                    .append(column(row.getOldLine()))
                    .append("  ")
                    .append(row.getNewLine())
                    .append('\n');
        }
        return out.toString();
    }

    private static String column(String text) {
        return text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "~" : text + " ".repeat(WIDTH - text.length());
    }

    private static List<String> lines(JsonNode trace) {
        List<String> lines = new ArrayList<>();
        trace.properties()
                .forEach(each ->
                        lines.add(each.getKey() + " -> " + each.getValue().asText()));
        return lines;
    }
}
