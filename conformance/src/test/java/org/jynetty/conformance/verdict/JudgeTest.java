package org.jynetty.conformance.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Judgement;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

class JudgeTest {
    private static final Environment HERE = new Environment("Linux", 17, "2.7.4");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "PASS, PASS, CONFORMS, true",
        "PASS, FAIL, DIVERGES, false",
        "PASS, SKIP, DIVERGES, false",
        "PASS, HANG, DIVERGES, false",
        "PASS, CRASH, DIVERGES, false",
        "PASS, ABSENT, DIVERGES, false",
        "PASS, UNEXPECTED_SUCCESS, DIVERGES, false",
        "EXPECTED_FAILURE, EXPECTED_FAILURE, CONFORMS, true",
        "SKIP, SKIP, CONFORMS, true",
        "SKIP, PASS, IMPROVED, true",
        "SKIP, ERROR, DIVERGES, false",
        "FAIL, FAIL, REFERENCE_FAILS, true",
        "FAIL, HANG, REFERENCE_FAILS, true",
        "FAIL, PASS, IMPROVED, true",
        "ABSENT, PASS, DIVERGES, false",
        ", PASS, ENVIRONMENT, true",
        ", FAIL, ENVIRONMENT, false",
    })
    void thePairGivesTheVerdict(Outcome reference, Outcome outcome, Verdict verdict, boolean expected)
            throws IOException {
        Judgement judgement = judge("", reference, outcome);

        assertEquals(verdict, judgement.verdict());
        assertEquals(expected, judgement.expected());
    }

    @Test
    void otherObservationsDiffer() throws IOException {
        TestResult seen = observed(1);

        Judgement same = judge("").judge(Runs.id("t"), seen, observed(1)).judgement();
        Judgement other = judge("").judge(Runs.id("t"), seen, observed(2)).judgement();
        Judgement allowed = judge("outcomes=['DIFFERS']")
                .judge(Runs.id("t"), seen, observed(2))
                .judgement();

        assertEquals(Verdict.CONFORMS, same.verdict());
        assertEquals(Verdict.DIVERGES, other.verdict());
        assertFalse(other.expected());
        assertTrue(allowed.expected());
    }

    @Test
    void anExpectationAllowsItsOutcomesAndNoOthers() throws IOException {
        String entry = "outcomes=['FAIL', 'HANG']";

        assertTrue(judge(entry, Outcome.PASS, Outcome.HANG).expected());
        assertFalse(judge(entry, Outcome.PASS, Outcome.ERROR).expected());
        assertFalse(judge(entry, Outcome.PASS, Outcome.PASS).expected(), "an unexpected pass");
        assertEquals("why", judge(entry, Outcome.PASS, Outcome.HANG).reason());
    }

    @Test
    void theHostsLimitsAreAVerdictOfTheirOwn() throws IOException {
        String entry = "outcomes=['FAIL']\nhost-limited=true";

        assertEquals(
                Verdict.HOST_LIMITED, judge(entry, Outcome.PASS, Outcome.FAIL).verdict());
        assertEquals(Verdict.DIVERGES, judge(entry, Outcome.PASS, Outcome.ERROR).verdict());
    }

    @Test
    void mixedAttemptsAreFlakyAndNoSurprise() throws IOException {
        Judgement noise = judge("", Outcome.PASS, Outcome.FAIL, Outcome.PASS);
        Judgement confirmed = judge("", Outcome.PASS, Outcome.FAIL, Outcome.FAIL);

        assertEquals(Verdict.FLAKY, noise.verdict());
        assertTrue(noise.expected());
        assertEquals(Verdict.DIVERGES, confirmed.verdict());
        assertFalse(confirmed.expected());
    }

    @Test
    void withoutExpectationsNothingIsASurprise() {
        TestResult judged = new Judge(Optional.empty(), HERE)
                .judge(Runs.id("t"), Runs.result(Outcome.HANG), Runs.result(Outcome.PASS));

        assertEquals(Verdict.DIVERGES, judged.judgement().verdict());
        assertTrue(judged.judgement().expected());
    }

    private Judgement judge(String entry, Outcome reference, Outcome... outcomes) throws IOException {
        TestResult standard = reference == null ? null : Runs.result(reference);
        return judge(entry).judge(Runs.id("t"), Runs.result(outcomes), standard).judgement();
    }

    private Judge judge(String entry) throws IOException {
        String text = entry.isEmpty() ? "" : "[[expect]]\ntest='s::t'\nreason='why'\n" + entry + "\n";
        Path file = Files.writeString(folder.resolve("x.toml"), text);
        return new Judge(Optional.of(ExpectationFile.read(file)), HERE);
    }

    private static TestResult observed(int value) {
        return new TestResult(
                List.of(new Attempt(Outcome.PASS, 0, null, null, IntNode.valueOf(value), null, null, null)), null);
    }
}
