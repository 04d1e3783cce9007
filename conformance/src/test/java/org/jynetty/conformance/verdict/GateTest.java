package org.jynetty.conformance.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.Finding.Kind;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;

class GateTest {
    private static final String ENTRY = "[[expect]]\ntest='s::t'\noutcomes=['FAIL']\n";

    @TempDir
    private Path folder;

    @Test
    void whatConformsHolds() throws IOException {
        assertEquals(List.of(), findings("", new Runs().test("t", Outcome.PASS, Outcome.PASS)));
    }

    @Test
    void anUnexpectedFailureNamesItsCommand() throws IOException {
        Finding finding = only(findings("", new Runs().test("t", Outcome.PASS, Outcome.FAIL)));

        assertEquals(Kind.UNEXPECTED_RESULT, finding.kind());
        assertEquals("run jynetty s::t", finding.command());
        assertTrue(finding.message().contains("FAIL where the reference gives PASS"), finding.message());
    }

    @Test
    void anUnexpectedPassSaysWhatToRemove() throws IOException {
        Finding finding = only(findings(ENTRY + "reason='r'\n", new Runs().test("t", Outcome.PASS, Outcome.PASS)));

        assertEquals(Kind.UNEXPECTED_PASS, finding.kind());
        assertTrue(finding.message().contains("remove its entry from x.toml"), finding.message());
    }

    @Test
    void anEntryThatMatchesNoTestIsStale() throws IOException {
        Runs other = new Runs().test("other", Outcome.PASS, Outcome.PASS);

        Finding finding = only(findings(ENTRY + "reason='r'\n", other));

        assertEquals(Kind.STALE_EXPECTATION, finding.kind());
        assertTrue(finding.message().contains("remove it"), finding.message());
    }

    @Test
    void aPartialRunCannotTellWhatIsStale() throws IOException {
        Results partial = new Runs().test("other", Outcome.PASS, Outcome.PASS).results(false);

        assertEquals(List.of(), gate(ENTRY + "reason='r'\n").apply(partial).findings());
    }

    @Test
    void anExpiredEntryAsksForAnotherLook() throws IOException {
        Finding finding = only(
                findings(ENTRY + "reason='r'\nexpires=2026-11-22\n", new Runs().test("t", Outcome.PASS, Outcome.FAIL)));

        assertEquals(Kind.EXPIRED_EXPECTATION, finding.kind());
        assertTrue(finding.message().contains("later day"), finding.message());
    }

    @Test
    void anEntryWithoutReasonIsRefused() throws IOException {
        Runs run = new Runs().test("t", Outcome.PASS, Outcome.FAIL);

        assertEquals(Kind.BAD_EXPECTATION, only(findings(ENTRY, run)).kind());
        assertEquals(
                Kind.BAD_EXPECTATION,
                only(findings(ENTRY + "reason=' '\n", run)).kind());
    }

    @Test
    void aSuiteThatGaveNothingDoesNotPass() throws IOException {
        assertEquals(
                List.of(Kind.NOT_RUN, Kind.NOT_RUN),
                findings("", new Runs()).stream().map(Finding::kind).toList());
    }

    @Test
    void aReferenceThatFailsWhatItPassedProvesNothing() throws IOException {
        Gate gate = new Gate(
                policies(""),
                Map.of(Runs.id("t"), Runs.result(Outcome.PASS), Runs.id("u"), Runs.result(Outcome.PASS)),
                LocalDate.EPOCH,
                (name, id) -> "");
        Runs run = new Runs().test("t", Outcome.FAIL, Outcome.FAIL).test("u", Outcome.SKIP, Outcome.SKIP);

        Finding finding = only(gate.apply(run.results()).findings());

        assertEquals(Kind.REFERENCE_CHANGED, finding.kind());
        assertEquals(Runs.id("t"), finding.id());
    }

    @Test
    void rebaselineSettlesEverythingButTheReasons() throws IOException {
        String text = ENTRY + "reason='r'\n\n[[expect]]\ntest='s::gone'\noutcomes=['FAIL']\nreason='r'\n";
        Runs run = new Runs()
                .test("t", Outcome.PASS, Outcome.HANG)
                .test("a", Outcome.PASS, Outcome.ERROR)
                .test("z", Outcome.PASS, Outcome.PASS);
        Results judged = gate(text).apply(run.results());
        assertFalse(judged.findings().isEmpty());

        Rebaseline.of(judged, "jynetty", policies(text).get("jynetty"), "").save();

        assertEquals(
                """
                [[expect]]
                test = "s::a"
                outcomes = ["ERROR"]
                reason = ""

                [[expect]]
                test='s::t'
                outcomes = ["HANG"]
                reason='r'

                """,
                Files.readString(folder.resolve("x.toml")));
        List<Finding> left = gate(Files.readString(folder.resolve("x.toml")))
                .apply(run.results())
                .findings();
        assertEquals(Kind.BAD_EXPECTATION, only(left).kind());
        assertEquals(Runs.id("a"), only(left).id());
    }

    @Test
    void rebaselineRemovesWhatConforms() throws IOException {
        Results judged = gate(ENTRY + "reason='r'\n")
                .apply(new Runs().test("t", Outcome.PASS, Outcome.PASS).results());

        ExpectationFile after = Rebaseline.of(
                judged, "jynetty", policies(ENTRY + "reason='r'\n").get("jynetty"), "");

        assertEquals(List.of(), after.entries());
    }

    private List<Finding> findings(String expectations, Runs run) throws IOException {
        return gate(expectations).apply(run.results()).findings();
    }

    private Gate gate(String expectations) throws IOException {
        return new Gate(
                policies(expectations), Map.of(), LocalDate.of(2026, 11, 22), (name, id) -> "run " + name + " " + id);
    }

    private Map<String, Gate.Policy> policies(String expectations) throws IOException {
        Path file = Files.writeString(folder.resolve("x.toml"), expectations);
        return Map.of("jynetty", new Gate.Policy(ExpectationFile.read(file), new Environment("Linux", 17, "2.7.4")));
    }

    private static Finding only(List<Finding> findings) {
        assertEquals(1, findings.size(), findings::toString);
        return findings.get(0);
    }
}
