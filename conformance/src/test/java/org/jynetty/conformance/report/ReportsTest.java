package org.jynetty.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.w3c.dom.Element;

class ReportsTest {
    private final Results run = new SampleRun("2026-11-22T20:00:00Z", 0.5).results();

    @TempDir
    private Path folder;

    @Test
    void theReportUnderVersionControlDoesNotChangeFromRunToRun() {
        assertEquals(MarkdownReport.of(run), MarkdownReport.of(new SampleRun("2027-01-01T00:00:00Z", 7).results()));
    }

    @Test
    void theReportHasCountsAndEveryDifferenceWithItsReason() {
        String report = MarkdownReport.of(run);

        assertTrue(report.contains("| `s` | 5 pass | 1 pass, 1 fail, 1 error, 1 skip, 1 hang |"), report);
        assertTrue(
                report.contains("| `s::A.limited` | pass | skip | host-limited | no reference \\| counts |"), report);
        assertTrue(report.contains("| `s::A.flaky` | pass | fail or pass | flaky |"), report);
        assertFalse(report.contains("A.conforms"), report);
        assertTrue(report.contains("`cpython` (recorded results, not run here)"), report);
        assertTrue(report.contains("| `thread_count` | there is none | all of `s` |"), report);
        assertTrue(report.contains("| `unused` | who knows | nobody in this run |"), report);
        assertTrue(report.contains("| `s` | a program | a mistake \\| another |"), report);
    }

    @Test
    void whichPeersAMachineHasChangesNothingInTheReport() {
        assertEquals(
                MarkdownReport.of(run),
                MarkdownReport.of(
                        new SampleRun("2026-11-22T20:00:00Z", 0.5).withPeers().results()));
        assertFalse(PeersReport.isNeeded(run));
    }

    @Test
    void theReportOfPeersCountsTheConversationsOfEachAndHasEveryDifference() {
        Results withPeers =
                new SampleRun("2026-11-22T20:00:00Z", 0.5).withPeers().results();
        assertTrue(PeersReport.isNeeded(withPeers));
        String report = PeersReport.of(withPeers);

        assertTrue(
                report.contains(
                        """
                        ## `peers-local`: local processes

                        | peer | version | conversations | `jynetty` like `cpython` |
                        |---|---|---|---|
                        | `client/some` | Some \\| 1.1 | 2 | 1 |
                        | `server/some` | Some 1.0 | 2 | 2 |

                        Not on this machine: `server/other`.

                        ## Differences of `jynetty`

                        3 conforms, 1 diverges.

                        | test | `cpython` | `jynetty` | verdict | reason |
                        |---|---|---|---|---|
                        | `peers-local::server.some.tls13.rsa.resumption` | pass | differs | diverges | no tickets |
                        """),
                report);
    }

    @Test
    void theReportIsMadeAgainFromTheFileByteForByte() throws IOException {
        ResultsFile.write(folder.resolve("results.json"), run);

        Results again = ResultsFile.read(folder.resolve("results.json"));
        JUnitXml.write(run, folder.resolve("junit"));
        JUnitXml.write(again, folder.resolve("again"));
        for (String name : List.of("TEST-cpython.s.xml", "TEST-jynetty.s.xml")) {
            assertEquals(
                    Files.readString(folder.resolve("junit").resolve(name)),
                    Files.readString(folder.resolve("again").resolve(name)));
        }
        ResultsFile.write(folder.resolve("again.json"), again);
        assertEquals(Files.readString(folder.resolve("results.json")), Files.readString(folder.resolve("again.json")));
        assertEquals(MarkdownReport.of(run), MarkdownReport.of(again));
        assertEquals(Summary.of(run), Summary.of(ResultsFile.read(folder.resolve("results.json"))));
    }

    @Test
    void theSummaryGivesTheCommandOfEachFinding() {
        String summary = Summary.of(run);

        assertTrue(summary.contains("The gate fails: 1 finding\n"), summary);
        assertTrue(summary.contains("UNEXPECTED_RESULT jynetty s::B.fails\n    ERROR\n    second line\n"), summary);
        assertTrue(summary.contains("    reproduce: the command\n"), summary);
        assertTrue(summary.contains("flaky: jynetty s::A.flaky: FAIL; then PASS"), summary);
    }

    @Test
    void jUnitFilesSayWhatSurefireWouldSay() throws Exception {
        JUnitXml.write(run, folder);

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("TEST-jynetty.s.xml").toFile())
                .getDocumentElement();
        assertEquals("5", suite.getAttribute("tests"));
        assertEquals("0", suite.getAttribute("failures"));
        assertEquals("2", suite.getAttribute("errors"));
        assertEquals("1", suite.getAttribute("skipped"));
        assertEquals(1, suite.getElementsByTagName("flakyFailure").getLength());
        assertEquals(1, suite.getElementsByTagName("stackTrace").getLength());
        assertEquals(2, suite.getElementsByTagName("error").getLength());
        Element first = (Element) suite.getElementsByTagName("testcase").item(0);
        assertEquals("jynetty.s.A", first.getAttribute("classname"));
        assertEquals("conforms", first.getAttribute("name"));
        assertEquals("0.500", first.getAttribute("time"));
        assertTrue(Files.exists(folder.resolve("TEST-cpython.s.xml")));
    }

    @Test
    void triageShowsWhatChangedTogetherAndWorstFirst() {
        SampleRun after = new SampleRun("later", 1)
                .with("A.conforms", Outcome.HANG, null)
                .with("C.one", Outcome.ERROR, SampleRun.broken("send"))
                .with("C.two", Outcome.ERROR, SampleRun.broken("send"))
                .with("B.fails", Outcome.PASS, null);
        SampleRun before =
                new SampleRun("before", 1).with("C.one", Outcome.PASS, null).with("C.two", Outcome.PASS, null);

        Triage triage = new Triage(before.results(), after.results());

        List<String> clusters = triage.text()
                .lines()
                .filter(line -> line.contains("→") || line.contains(" in "))
                .toList();
        assertEquals(
                List.of(
                        "WORSE   jynetty  pass → hang  1 test",
                        "WORSE   jynetty  pass → error  2 tests",
                        "    socket.error: [Errno 5] Input/output error in org.jynetty.net.StreamSocket.send",
                        "BETTER  jynetty  error → pass  1 test",
                        "    socket.error: [Errno 5] Input/output error in org.jynetty.net.StreamSocket.connect"),
                clusters);
        assertTrue(triage.text().contains("    s::C.one, s::C.two\n    reference: PASS\n"), triage.text());
        assertTrue(
                triage.text()
                        .contains(
                                "-Dconformance.only=s::C.one -Dconformance.implementations=cpython,jynetty -Djython.jar=x.jar"),
                triage.text());
        assertTrue(
                triage.text()
                        .startsWith("cpython: system was Linux before, is Linux later\n"
                                + "3 tests worse (2 clusters), 1 test better (1 cluster)\n"),
                triage.text());
        assertTrue(triage.markdown().contains("| worse `jynetty` | pass → hang |"), triage.markdown());
        assertTrue(triage.hasRegressions());
    }

    @Test
    void triageKnowsWhatIsGoneFromWhatWasNotRun() {
        SampleRun all = new SampleRun("x", 1);
        SampleRun some = new SampleRun("x", 1).without("A.conforms").without("A.flaky");

        assertEquals(
                "tests that are gone: 2 of s\nnothing changed\n", new Triage(all.results(), some.results()).text());
        assertEquals("tests that are new: 2 of s\nnothing changed\n", new Triage(some.results(), all.results()).text());
        assertEquals(
                "not compared, for they were not run again: 2 tests of s\nnothing changed\n",
                new Triage(all.results(), some.results(false)).text());
        assertEquals(
                "not compared, for they were not run before: 2 tests of s\nnothing changed\n",
                new Triage(some.results(false), all.results()).text());
    }

    @Test
    void triageOfTheSameRunSaysSo() {
        Triage triage = new Triage(run, run);

        assertEquals("nothing changed\n", triage.text());
        assertEquals("### Conformance: nothing changed\n", triage.markdown());
        assertFalse(triage.hasRegressions());
    }
}
