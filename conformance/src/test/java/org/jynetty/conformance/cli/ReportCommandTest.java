package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.report.dashboard.MadeRun;
import org.jynetty.conformance.result.PeersInfo;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.SuiteInfo;

/** What a run leaves beside its results, made again from these and from what is under version control. */
class ReportCommandTest {
    private static final Layout PROJECT = Layout.of(Path.of(".."));

    @TempDir
    private Path folder;

    @Test
    void everyFileIsMadeAgainByteForByte() throws Exception {
        Results results = withPeers(new MadeRun(120, 1, 17).latest());
        ReportCommand.write(results, PROJECT, folder.resolve("run"));

        report(results);

        SortedSet<String> made = files("run");
        assertTrue(
                made.containsAll(
                        List.of("REPORT.md", "PEERS.md", "dashboard/index.html", "junit/TEST-stock.test_suite00.xml")),
                made.toString());
        assertEquals(made, files("again"));
        for (String file : made) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("run").resolve(file)),
                    Files.readAllBytes(folder.resolve("again").resolve(file)),
                    file);
        }
    }

    @Test
    void theReportShowsWhatTheProjectKeeps() throws Exception {
        report(new MadeRun(120, 1, 17).latest());

        String text = Files.readString(folder.resolve("again/REPORT.md"));
        for (String section :
                List.of("Counts", "Differences of `stock`", "What generated programs found", "Performance")) {
            assertTrue(text.contains("\n\n## " + section + "\n"), text);
        }
    }

    @Test
    void theReportOfPeersIsNotThatOfAnEarlierRun() throws Exception {
        Results results = new MadeRun(120, 1, 17).latest();
        report(withPeers(results));
        report(results);

        assertFalse(Files.exists(folder.resolve("again/PEERS.md")));
    }

    private void report(Results results) throws IOException {
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, results);
        assertEquals(
                Main.GATE_FAILS,
                Main.run("report", file.toString(), "--project=" + PROJECT.root(), "--to=" + folder.resolve("again")));
    }

    /** The last suite is one with peers. */
    private static Results withPeers(Results results) {
        List<SuiteInfo> suites = new ArrayList<>(results.suites());
        SuiteInfo last = suites.remove(suites.size() - 1);
        PeersInfo peers = new PeersInfo("local processes", Map.of("server/some", "Some 1.0"), List.of());
        suites.add(new SuiteInfo(last.name(), null, true, null, null, null, peers, null));
        return new Results(
                results.schema(),
                results.started(),
                results.seconds(),
                results.reference(),
                results.implementations(),
                suites,
                results.shims(),
                results.options(),
                results.tests(),
                results.findings());
    }

    private SortedSet<String> files(String name) throws IOException {
        Path root = folder.resolve(name);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
