package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.TestId;

/**
 * The landing page for where only Markdown is shown: the summary of a CI run, a comment on a pull request. It names so few
 * tests of each cause that it stays short whatever broke; the pages have them all.
 */
final class MarkdownSummary {
    private static final int NAMED_TESTS = 5;
    private static final int CLUSTERS = 20;

    private final Board board;
    private final StringBuilder out = new StringBuilder();

    private MarkdownSummary(Board board) {
        this.board = board;
    }

    static String of(Board board) {
        MarkdownSummary summary = new MarkdownSummary(board);
        summary.write();
        return summary.out.toString();
    }

    private void write() {
        List<Group> changes = Group.changes(board);
        List<Group> worse = changes.stream().filter(Group::isWorse).toList();
        List<Group> better = changes.stream().filter(group -> !group.isWorse()).toList();
        line("## Conformance: the gate " + (board.holds() ? "holds" : "fails"));
        groups("Worse than in the run before", worse);
        groups("Why the gate fails", Group.findings(board));
        counts();
        groups("Better than in the run before", better);
        List<Noise> noise = Noise.of(board);
        if (!noise.isEmpty()) {
            line("");
            line("Noise: "
                    + noise.stream()
                            .map(each -> code(each.id().toString()))
                            .distinct()
                            .limit(NAMED_TESTS)
                            .collect(Collectors.joining(", "))
                    + more(noise.stream().map(Noise::id).distinct().count())
                    + ".");
        }
    }

    private void groups(String title, List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        line("");
        line("### " + title);
        line("");
        line("| | where | what | tests |");
        line("|---|---|---|---|");
        List<String> commands = new ArrayList<>();
        int rows = 0;
        for (Group group : groups) {
            for (Cluster cluster : group.clusters()) {
                if (rows++ < CLUSTERS) {
                    line("| %s | %s | %s | %s |"
                            .formatted(transition(group), where(group, cluster), cell(cluster.text()), tests(cluster)));
                    if (cluster.command() != null) {
                        commands.add(cluster.command());
                    }
                }
            }
        }
        if (rows > CLUSTERS) {
            line("");
            line("And %d more causes.".formatted(rows - CLUSTERS));
        }
        if (!commands.isEmpty()) {
            line("");
            line("<details><summary>Commands that reproduce the first of each</summary>");
            line("");
            line("```sh");
            commands.forEach(this::line);
            line("```");
            line("</details>");
        }
    }

    private static String transition(Group group) {
        String kind = group.finding() == null || group.to() != null ? "" : View.words(group.finding());
        String to = group.to() == null ? "" : View.words(group.to());
        String from = group.from() == null ? "" : View.words(group.from()) + " → ";
        return kind + from + to;
    }

    private String where(Group group, Cluster cluster) {
        String implementation = code(group.implementation());
        return board.lanes().size() == cluster.lanes().size()
                ? implementation
                : implementation + " on "
                        + cluster.lanes().stream()
                                .map(lane -> lane.place().label())
                                .collect(Collectors.joining("; "));
    }

    private static String tests(Cluster cluster) {
        return cluster.tests().isEmpty()
                ? ""
                : cluster.tests().size() + ": "
                        + cluster.tests().stream()
                                .limit(NAMED_TESTS)
                                .map(TestId::toString)
                                .map(MarkdownSummary::code)
                                .collect(Collectors.joining(", "))
                        + more(cluster.tests().size());
    }

    private static String more(long all) {
        return all > NAMED_TESTS ? " and %d more".formatted(all - NAMED_TESTS) : "";
    }

    private void counts() {
        for (Lane lane : board.lanes()) {
            line("");
            line("### %s: the gate %s"
                    .formatted(lane.place().label(), lane.latest().findings().isEmpty() ? "holds" : "fails"));
            line("");
            line("| suite | "
                    + lane.columns().stream()
                            .map(column -> code(column.implementation()))
                            .collect(Collectors.joining(" | "))
                    + " |");
            line("|---|" + "---|".repeat(lane.columns().size()));
            for (String suite : board.suites()) {
                line("| %s | %s |"
                        .formatted(
                                code(suite),
                                lane.columns().stream()
                                        .map(column -> count(column.tally(suite)))
                                        .collect(Collectors.joining(" | "))));
            }
        }
    }

    private static String count(Tally tally) {
        if (tally.total() == 0) {
            return "not run";
        }
        return "**%d** of %d".formatted(tally.count(Status.OK), tally.total())
                + tally.others().entrySet().stream()
                        .map(each -> ", %d %s"
                                .formatted(each.getValue(), each.getKey().label()))
                        .collect(Collectors.joining());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .strip()
                .replace("\n", "<br>");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
