package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.report.dashboard.MadeRun;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.HistoryFile;
import org.jynetty.conformance.result.ResultsFile;

class DashboardCommandTest {
    private static final int TESTS = 120;
    private static final int RUNS = 4;

    @TempDir
    private Path folder;

    @Test
    void filesOfRunsAndAHistoryBecomePages() throws IOException {
        for (HistoryEntry entry : new MadeRun(TESTS, RUNS, 17).history()) {
            HistoryFile.append(folder.resolve("history.jsonl"), entry, RUNS);
        }

        int status = Main.run(
                "dashboard", out(), run(TESTS, 17), run(TESTS, 21), "--history=" + folder.resolve("history.jsonl"));

        assertEquals(0, status);
        assertEquals(TESTS, pages());
        String index = Files.readString(folder.resolve("out/index.html"));
        assertTrue(index.contains("JDK 17") && index.contains("JDK 21"), index);
        assertTrue(index.contains("Worse than in the run before"), index);
    }

    @Test
    void aDashboardIsReplacedAndWhatElseIsThereStays() throws IOException {
        Main.run("dashboard", out(), run(TESTS, 17));
        Files.writeString(folder.resolve("out/CNAME"), "ours");

        assertEquals(0, Main.run("dashboard", out(), run(TESTS / 2, 17)));

        assertEquals(TESTS / 2, pages());
        assertEquals("ours", Files.readString(folder.resolve("out/CNAME")));
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Path other = Files.createDirectories(folder.resolve("out/test")).resolve("precious");
        Files.writeString(other, "ours");

        assertEquals(Main.CANNOT_RUN, Main.run("dashboard", out(), run(TESTS, 17)));

        assertEquals("ours", Files.readString(other));
        assertFalse(Files.exists(folder.resolve("out/index.html")));
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private String run(int tests, int jdk) throws IOException {
        Path file = folder.resolve(tests + "-" + jdk + ".json");
        ResultsFile.write(file, new MadeRun(tests, RUNS, jdk).latest());
        return file.toString();
    }

    private long pages() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out/test"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
