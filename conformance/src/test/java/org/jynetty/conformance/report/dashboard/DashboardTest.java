package org.jynetty.conformance.report.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.report.Signature;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.TestId;

class DashboardTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
    private static final int TESTS = 200;
    private static final int RUNS = 8;

    private final MadeRun made = new MadeRun(TESTS, RUNS, 17);

    @TempDir
    private Path folder;

    @Test
    void everyLinkLeadsSomewhereAndNoneLeadsOutside() throws IOException {
        Dashboard.write(folder, List.of(made.latest()), made.history());

        int links = 0;
        for (Path page : files(".html")) {
            String text = Files.readString(page);
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String target = link.group(1).replace("&amp;", "&");
                if (target.equals("data:,") || target.startsWith("#q=")) {
                    continue; // no icon; a filter
                }
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty() ? page : page.getParent().resolve(parts[0]);
                assertTrue(Files.isRegularFile(file), page + ": " + target);
                if (parts[0].isEmpty()) {
                    assertTrue(text.contains("id=\"" + parts[1] + "\""), page + ": " + target);
                }
                links++;
            }
        }
        assertTrue(links > 3 * TESTS, "links: " + links);
    }

    @Test
    void theSameResultsGiveTheSamePagesAlsoFromTheirFile() throws IOException {
        ResultsFile.write(folder.resolve("results.json"), made.latest());
        Dashboard.write(folder.resolve("a"), List.of(made.latest()), made.history());
        Dashboard.write(folder.resolve("b"), List.of(ResultsFile.read(folder.resolve("results.json"))), made.history());

        assertEquals(content(folder.resolve("a")), content(folder.resolve("b")));
    }

    @Test
    void everyTestHasAPageAndStandsOnThatOfItsSuite() throws IOException {
        Dashboard.write(folder, List.of(made.latest()), List.of());

        String suite = page("suite/test_suite01.html");
        for (int i = 100; i < 200; i++) {
            String name = MadeRun.id(i).name();
            assertTrue(suite.contains("../test/test_suite01/" + name + ".html"), name);
            assertTrue(page("test/test_suite01/" + name + ".html").contains(name), name);
        }
        assertFalse(suite.contains(MadeRun.id(99).name()));
    }

    @Test
    void whatIsWorseThanBeforeComesFirstTheWorstTransitionOnTop() throws IOException {
        Dashboard.write(folder, List.of(made.latest()), made.history());

        String index = page("index.html");
        assertTrue(index.contains("Worse than in the run before"), index);
        assertTrue(index.indexOf("Worse than in the run before") < index.indexOf("<h2 id=\"suites\">"), index);
        List<Group> changes = Group.changes(board());
        assertEquals(
                List.of("PASS>HANG 2", "PASS>ERROR 2"),
                changes.stream()
                        .map(group -> group.from() + ">" + group.to() + " " + group.size())
                        .toList());
        assertTrue(changes.get(0).clusters().get(0).command().contains("-Dconformance.only=" + MadeRun.id(7)));
        assertTrue(changes.get(0).clusters().get(0).gating());
        assertEquals(List.of(), Group.findings(board()), "they are among the changes");
    }

    @Test
    void withoutAPastTheReasonsOfTheGateComeFirst() throws IOException {
        Dashboard.write(folder, List.of(made.latest()), List.of());

        String index = page("index.html");
        assertTrue(index.contains("Why the gate fails"), index);
        assertTrue(index.indexOf("Why the gate fails") < index.indexOf("<h2 id=\"suites\">"), index);
        assertEquals(
                List.of("PASS>HANG 2", "PASS>ERROR 2"),
                Group.findings(Board.of(List.of(made.latest()), List.of())).stream()
                        .map(group -> group.from() + ">" + group.to() + " " + group.size())
                        .toList());
    }

    @Test
    void theSummarySaysInMarkdownWhatBrokeAndHowToSeeIt() {
        String summary = MarkdownSummary.of(board());

        assertTrue(summary.startsWith("## Conformance: the gate fails\n\n### Worse than in the run before\n"), summary);
        assertTrue(
                summary.contains("| pass → hang | `jynetty` | %s | 2: `%s`, `%s` |"
                        .formatted(
                                Signature.of(
                                        made.latest().tests().get(MadeRun.id(7)).get("jynetty")),
                                MadeRun.id(7),
                                MadeRun.id(107))),
                summary);
        assertTrue(summary.contains("-Dconformance.only=" + MadeRun.id(7) + " "), summary);
        assertTrue(summary.contains("| `test_suite00` | **100** of 100 | **98** of 100, 1 hang, 1 error |"), summary);
        assertTrue(summary.contains("Noise: `" + MadeRun.id(11) + "`"), summary);
        String large = MarkdownSummary.of(Board.of(List.of(new MadeRun(1500, 1, 17).latest()), List.of()));
        assertTrue(large.length() < 10_000, "characters: " + large.length());
    }

    @Test
    void noiseIsNoRegression() {
        List<TestId> noisy = Noise.of(board()).stream().map(Noise::id).toList();

        assertEquals(
                List.of(MadeRun.id(131), MadeRun.id(191), MadeRun.id(11), MadeRun.id(71)).stream()
                        .sorted()
                        .toList(),
                noisy);
        assertTrue(Group.changes(board()).stream()
                .flatMap(group -> group.clusters().stream())
                .flatMap(cluster -> cluster.tests().stream())
                .noneMatch(noisy::contains));
    }

    @Test
    void aStripPutsEqualRunsTogetherAndKnowsFromWhenToWhen() {
        Strip strip = new Column(board().lanes().get(0), "jynetty").strip(MadeRun.id(7));

        assertEquals(2, strip.pieces().size());
        assertEquals(RUNS - 1, strip.pieces().get(0).runs());
        assertEquals("commit0", strip.pieces().get(0).first().label());
        assertEquals("commit6", strip.pieces().get(0).last().label());
        assertEquals(Outcome.HANG, strip.pieces().get(1).mark().outcome());
        assertEquals(RUNS, strip.runs());
    }

    @Test
    void runsOfOneEnvironmentAreItsPastAndOthersStandBesideIt() {
        Results newer = made.latest();
        Results older = new MadeRun(TESTS, RUNS - 1, 17).latest();
        Results elsewhere = new MadeRun(TESTS, RUNS, 21).latest();

        Board board = Board.of(List.of(newer, elsewhere, older), List.of());

        assertEquals(
                List.of("Jython 2.7.4, JDK 17, Ubuntu 24.04", "Jython 2.7.4, JDK 21, Ubuntu 24.04"),
                board.lanes().stream().map(lane -> lane.place().label()).toList());
        assertEquals(newer, board.lanes().get(0).latest());
        assertEquals(2, board.lanes().get(0).runs().size());
        assertEquals(1, board.lanes().get(1).runs().size());
    }

    @Test
    void aHistoryOfAnotherEnvironmentIsNotMixedIn() {
        Board board = Board.of(List.of(made.latest()), new MadeRun(TESTS, RUNS, 25).history());

        assertEquals(1, board.lanes().get(0).runs().size());
    }

    @Test
    void whatATestSaysIsTextAndNoMarkup() throws IOException {
        Dashboard.write(folder, List.of(made.latest()), List.of());

        String text = page("test/test_suite00/" + MadeRun.id(0).name() + ".html");
        assertTrue(text.contains("errno &lt;&amp;>") || text.contains("errno &lt;&amp;&gt;"), text);
        assertFalse(text.contains("errno <&>"), text);
    }

    @Test
    void whatDiffersFromTheReferenceIsMarked() {
        Lane lane = board().lanes().get(0);

        Observations broken = Observations.of(lane, MadeRun.id(57));

        Observations.Row errno = broken.rows().stream()
                .filter(row -> row.name().equals("errno"))
                .findFirst()
                .orElseThrow();
        assertEquals("104", errno.cells().get(1).text());
        assertTrue(errno.cells().get(1).differs());
        assertFalse(errno.cells().get(0).differs());
        Observations.Row seconds = broken.rows().get(broken.rows().size() - 1);
        assertEquals("seconds", seconds.name());
        assertTrue(seconds.cells().stream().noneMatch(Observations.Cell::differs));
    }

    @Test
    void barsAreAsWideAsTheirNumbersAndFillTheirRoom() {
        for (Column column : board().columns()) {
            List<Tally.Part> parts = column.tally("").parts();
            assertEquals(0, parts.get(0).x(), 1e-6);
            assertEquals(100, parts.stream().mapToDouble(Tally.Part::width).sum(), 1e-6);
        }
    }

    @Test
    void pagesOfNamesThatDifferInCaseOnlyOrAreOddDoNotOverwriteEachOther() {
        List<TestId> ids = List.of(
                new TestId("s", "A.test"),
                new TestId("s", "a.test"),
                new TestId("s", "../x"),
                new TestId("s", "x y"),
                new TestId("s", "x/y"));
        Links links = new Links(ids);

        assertEquals(
                ids.size(),
                ids.stream()
                        .map(id -> links.test(id).toLowerCase(java.util.Locale.ROOT))
                        .distinct()
                        .count());
        assertNotEquals(links.test(ids.get(3)), links.test(ids.get(4)));
        ids.forEach(id -> assertTrue(links.test(id).matches("test/s/[\\w=.~-]+\\.html"), links.test(id)));
        assertFalse(links.test(ids.get(2)).contains("/."), links.test(ids.get(2)));
    }

    private Board board() {
        return Board.of(List.of(made.latest()), made.history());
    }

    private String page(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static Map<String, String> content(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }
}
