package org.jynetty.certs;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the catalogue as a table. */
@Command(name = "list", description = "Print the names of all there is, and what each is for.")
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("NAME", "KIND", Item.COLUMN_TITLES, "FOR"));
        for (Item item : new Items(TestCa.create()).all()) {
            rows.add(row(item.name(), item.kind(), item.columns(), item.about()));
        }
        format(rows).forEach(spec.commandLine().getOut()::println);
    }

    private static List<String> row(String name, String kind, List<String> columns, String about) {
        List<String> row = new ArrayList<>(List.of(name, kind));
        row.addAll(columns);
        row.add(about);
        return row;
    }

    /** The rows as lines, each column as wide as its widest cell. */
    private static List<String> format(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < widths.length; i++) {
                        line.append(row.get(i))
                                .append(" ".repeat(widths[i] - row.get(i).length() + 2));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
