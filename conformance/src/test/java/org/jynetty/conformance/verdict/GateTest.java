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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.Expectation;
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
    void ofASuiteThatIsNotCoveredNothingIsMissing() throws IOException {
        assertEquals(
                List.of("cpython"),
                findings("covers = ['other']\n", new Runs()).stream()
                        .map(Finding::implementation)
                        .toList());
    }

    @Test
    void aSuiteThatCannotBeHadDoesNotPassAndSaysWhy() throws IOException {
        List<Finding> findings = findings("", new Runs().unavailable("there is no apt"));

        assertEquals(List.of(Kind.NOT_RUN), findings.stream().map(Finding::kind).toList());
        assertEquals(
                "suite s cannot be run on this machine: there is no apt",
                findings.get(0).message());
    }

    @Test
    void aTestThatMaySucceedIsNotOneThatHangs() throws IOException {
        String hangs = "[[expect]]\ntest='s::hangs'\noutcomes=['HANG']\nreason='r'\n";
        String fails = "[[expect]]\ntest='s::fails'\noutcomes=['FAIL', 'HANG']\nreason='r'\n";
        String passes = "[[expect]]\ntest='s::passes'\noutcomes=['PASS', 'HANG']\nreason='r'\n";
        String errs = "[[expect]]\ntest='s::errs'\noutcomes=['ERROR']\nreason='r'\n";
        Gate.Policy policy = policies(hangs + fails + passes + errs).get("jynetty");

        assertTrue(policy.expectsHang(Runs.id("hangs")));
        assertTrue(policy.expectsHang(Runs.id("fails")));
        assertFalse(policy.expectsHang(Runs.id("passes")));
        assertFalse(policy.expectsHang(Runs.id("errs")));
        assertFalse(policy.expectsHang(Runs.id("other")));
    }

    @Test
    void aReferenceThatCannotTalkToAPeerProvesNothingEither() throws IOException {
        Gate gate = new Gate(policies(""), Map.of(), LocalDate.EPOCH, (name, id) -> "");
        Runs run = new Runs().peers().test("t", Outcome.ERROR, Outcome.ERROR).test("u", Outcome.PASS, Outcome.PASS);

        Finding finding = only(gate.apply(run.results()).findings());

        assertEquals(Kind.REFERENCE_CHANGED, finding.kind());
        assertEquals(Runs.id("t"), finding.id());
    }

    @Test
    void aSuiteWithoutTestsIsAFindingUnlessTheMachineHasNoPeerForIt() throws IOException {
        assertEquals(Kind.NOT_RUN, only(findings("", new Runs().peers())).kind());
        assertEquals(List.of(), findings("", new Runs().noPeers()));
    }

    @Test
    void anExpectationForAPeerThatThisMachineLacksIsNotStale() throws IOException {
        String entry = "[[expect]]\ntest = \"s::gone\"\noutcomes = [\"DIFFERS\"]\nreason = \"x\"\n";
        Gate gate = new Gate(policies(entry), Map.of(), LocalDate.EPOCH, (name, id) -> "");

        assertEquals(
                List.of(),
                gate.apply(new Runs()
                                .peers("server/gone")
                                .test("t", Outcome.PASS, Outcome.PASS)
                                .results())
                        .findings());
        assertEquals(
                Kind.STALE_EXPECTATION,
                only(gate.apply(new Runs()
                                        .peers()
                                        .test("t", Outcome.PASS, Outcome.PASS)
                                        .results())
                                .findings())
                        .kind());
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
        assertTrue(finding.message().contains("FAIL where it was recorded to give PASS"), finding.message());
    }

    /** A test that is broken fails in the same way on all: that is no agreement. */
    @Test
    void aTestThatFailsOnBothSidesIsNoSuccess() throws IOException {
        Runs broken = new Runs()
                .test("error", Outcome.ERROR, Outcome.ERROR)
                .test("hang", Outcome.HANG, Outcome.HANG)
                .test("absent", Outcome.ABSENT, Outcome.ABSENT)
                .test("skip", Outcome.SKIP, Outcome.SKIP);

        List<Finding> found = findings("", broken);

        assertEquals(
                List.of(Runs.id("error"), Runs.id("hang")),
                found.stream().map(Finding::id).toList());
        assertEquals(
                Set.of(Kind.REFERENCE_CHANGED),
                found.stream().map(Finding::kind).collect(Collectors.toSet()));
        assertEquals("run cpython s::error", found.get(0).command());
        assertTrue(
                found.get(0).message().contains("mend the test"), found.get(0).message());
    }

    @Test
    void theReferenceMayFailWhatItIsRecordedToFail() throws IOException {
        Gate gate = new Gate(
                policies(""), Map.of(Runs.id("t"), Runs.result(Outcome.FAIL)), LocalDate.EPOCH, (name, id) -> "");

        assertEquals(
                List.of(),
                gate.apply(new Runs().test("t", Outcome.ERROR, Outcome.FAIL).results())
                        .findings());
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

        rebaselined(text, judged).save();

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

        ExpectationFile after = rebaselined(ENTRY + "reason='r'\n", judged);

        assertEquals(List.of(), after.entries());
    }

    @Test
    void rebaselineOfSeveralRunsAllowsWhatWasSeenInAny() throws IOException {
        Results hangs = new Runs()
                .test("t", Outcome.PASS, Outcome.HANG)
                .test("u", Outcome.PASS, Outcome.HANG)
                .results();
        Results passes = new Runs()
                .test("t", Outcome.PASS, Outcome.PASS)
                .test("u", Outcome.PASS, Outcome.ERROR)
                .results();

        ExpectationFile after = rebaselined("", hangs, passes);

        assertEquals(
                List.of(Set.of(Outcome.PASS, Outcome.HANG), Set.of(Outcome.ERROR, Outcome.HANG)),
                after.entries().stream().map(Expectation::outcomes).toList());
    }

    @Test
    void rebaselineWidensWhatIsKnownToVary() throws IOException {
        String varies = "[[expect]]\ntest='s::t'\noutcomes=['PASS', 'HANG']\nreason='r'\n";
        Results error = new Runs().test("t", Outcome.PASS, Outcome.ERROR).results();
        Results passes = new Runs().test("t", Outcome.PASS, Outcome.PASS).results();

        assertEquals(
                Set.of(Outcome.PASS, Outcome.ERROR, Outcome.HANG),
                rebaselined(varies, error).entries().get(0).outcomes());
        assertEquals(
                Set.of(Outcome.PASS, Outcome.HANG),
                rebaselined(varies, passes).entries().get(0).outcomes());
    }

    @Test
    void rebaselineDoesNotRecordNoise() throws IOException {
        Results flaky =
                new Runs().test("t", Outcome.PASS, Outcome.HANG, Outcome.PASS).results();

        assertEquals(List.of(), rebaselined("", flaky).entries());
    }

    @Test
    void rebaselineChangesOnlyWhatIsChosen() throws IOException {
        String stale = "[[expect]]\ntest='s::gone'\noutcomes=['FAIL']\nreason='r'\n";
        Results run = new Runs()
                .test("t", Outcome.PASS, Outcome.HANG)
                .test("u", Outcome.PASS, Outcome.HANG)
                .results();
        Rebaseline rebaseline =
                new Rebaseline(List.of(run), "jynetty", policies(stale).get("jynetty"));

        ExpectationFile after = rebaseline.apply("why", (id, result) -> id.equals(Runs.id("u")));

        assertEquals(
                List.of(List.of(Runs.id("gone")), List.of(Runs.id("u"))),
                after.entries().stream().map(Expectation::tests).toList());
        assertEquals(
                Set.of(Runs.id("t"), Runs.id("u")), rebaseline.unexplained().keySet());
    }

    @Test
    void aSuiteThatTheFileDoesNotCoverDoesNotGate() throws IOException {
        Runs fails = new Runs().test("t", Outcome.PASS, Outcome.FAIL);

        assertEquals(List.of(), findings("covers = ['other']\n", fails));
        assertEquals(
                Kind.UNEXPECTED_RESULT,
                only(findings("covers = ['other', 's']\n", fails)).kind());
        assertEquals(
                List.of(), rebaselined("covers = ['other']\n", fails.results()).entries());
    }

    @Test
    void everyTestOfAGroupIsHeldAgainstIt() throws IOException {
        String group = "[[expect]]\ntests=['s::t', 's::u', 's::gone']\noutcomes=['FAIL']\nreason='r'\n";
        Runs run = new Runs().test("t", Outcome.PASS, Outcome.FAIL).test("u", Outcome.PASS, Outcome.PASS);

        List<Finding> found = findings(group, run);

        assertEquals(
                List.of(Kind.UNEXPECTED_PASS, Kind.STALE_EXPECTATION),
                found.stream().map(Finding::kind).toList());
        assertEquals(
                List.of(Runs.id("u"), Runs.id("gone")),
                found.stream().map(Finding::id).toList());
    }

    private ExpectationFile rebaselined(String expectations, Results... runs) throws IOException {
        return new Rebaseline(List.of(runs), "jynetty", policies(expectations).get("jynetty"))
                .apply("", (id, result) -> true);
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
