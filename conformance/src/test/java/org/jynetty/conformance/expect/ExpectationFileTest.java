package org.jynetty.conformance.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

class ExpectationFileTest {
    private static final Environment LINUX_17 = new Environment("Linux 6.1", 17, "2.7.4");
    private static final TestId B = TestId.parse("test_socket::A.b");
    private static final String TEXT =
            """
            # What jynetty does not do.

            # About A.b: a comment of its own.
            [[expect]]
            test = "test_socket::A.b"
            outcomes = ["FAIL", "HANG"]   # both were seen
            reason = "no reference counts"
            link = "https://example.org/1"
            host-limited = true
            when = { os = "linux", jdk = ">=17", jython = "2.7" }
            expires = 2027-03-31

            [[expect]]
            test = "test_socket::A.d"
            outcomes = ["ERROR"]
            reason = "later"
            """;

    @TempDir
    private Path folder;

    @Test
    void anEntryHasAllItsMembers() throws IOException {
        Expectation entry = file(TEXT).find(B, LINUX_17).orElseThrow();

        assertEquals(Set.of(Outcome.FAIL, Outcome.HANG), entry.outcomes());
        assertEquals("no reference counts", entry.reason());
        assertEquals("https://example.org/1", entry.link());
        assertTrue(entry.hostLimited());
        assertFalse(entry.isExpired(LocalDate.of(2027, 3, 30)));
        assertTrue(entry.isExpired(LocalDate.of(2027, 3, 31)));
    }

    @Test
    void conditionsDecideWhereAnEntryHolds() throws IOException {
        ExpectationFile file = file(TEXT);

        assertTrue(file.find(B, new Environment("linux", 25, "2.7.5b1")).isPresent());
        assertTrue(file.find(B, new Environment("linux", 11, "2.7.4")).isEmpty());
        assertTrue(file.find(B, new Environment("Mac OS X", 17, "2.7.4")).isEmpty());
        assertTrue(file.find(B, new Environment("linux", 17, "3.8")).isEmpty());
    }

    @Test
    void nothingChangesWhatNobodyTouched() throws IOException {
        assertEquals(TEXT, file(TEXT).text());
        assertFalse(file(TEXT).save());
    }

    @Test
    void aNewEntryGoesToItsPlaceAndChangesNothingElse() throws IOException {
        ExpectationFile more = file(TEXT).with(TestId.parse("test_socket::A.c"), Set.of(Outcome.FAIL), "say \"why\"");

        String entry =
                """
                [[expect]]
                test = "test_socket::A.c"
                outcomes = ["FAIL"]
                reason = "say \\"why\\""

                """;
        int place = TEXT.lastIndexOf("[[expect]]");
        assertEquals(TEXT.substring(0, place) + entry + TEXT.substring(place), more.text());
        assertEquals("say \"why\"", more.entries().get(1).reason());
    }

    @Test
    void theLastEntryGoesToTheEnd() throws IOException {
        ExpectationFile more = file(TEXT).with(TestId.parse("test_ssl::A.a"), Set.of(Outcome.SKIP), "why");

        assertTrue(more.text().startsWith(TEXT + "\n[[expect]]\ntest = \"test_ssl::A.a\"\n"), more.text());
    }

    @Test
    void aRemovedEntryTakesItsCommentsAlong() throws IOException {
        ExpectationFile file = file(TEXT);

        String text = file.without(file.entries().get(0)).text();

        assertFalse(text.contains("A.b"), text);
        assertTrue(text.startsWith("# What jynetty does not do.\n") && text.contains("A.d"), text);
    }

    @Test
    void otherOutcomesChangeOneLineOnly() throws IOException {
        ExpectationFile file = file(TEXT);

        String text =
                file.withOutcomes(file.entries().get(0), Set.of(Outcome.HANG)).text();

        assertEquals(TEXT.replace("[\"FAIL\", \"HANG\"]", "[\"HANG\"]"), text);
    }

    @Test
    void anEntryWithAnUnknownMemberIsRefused() {
        IOException refused =
                assertThrows(IOException.class, () -> file("[[expect]]\ntest='a::b'\noutcomes=['FAIL']\nraeson='x'\n"));

        assertTrue(refused.getMessage().contains("raeson"), refused.getMessage());
    }

    @Test
    void anEntryWithAnImpossibleDayOrConditionIsRefused() {
        String entry = "[[expect]]\ntest='a::b'\noutcomes=['FAIL']\nreason='x'\n";

        assertThrows(IOException.class, () -> file(entry + "expires='soon'\n"));
        assertThrows(IOException.class, () -> file(entry + "when={jdk='newest'}\n"));
    }

    @Test
    void twoEntriesThatHoldInTheSamePlaceAreFound() throws IOException {
        String entry = "[[expect]]\ntest='a::b'\noutcomes=['FAIL']\nreason='x'\n";

        assertEquals(List.of(TestId.parse("a::b")), file(entry + entry).duplicates(LINUX_17));
        assertEquals(List.of(), file(entry + entry + "when={jdk='25'}\n").duplicates(LINUX_17));
    }

    @Test
    void aFileThatDoesNotExistIsEmpty() throws IOException {
        ExpectationFile file = ExpectationFile.read(folder.resolve("none.toml"));

        assertEquals(List.of(), file.entries());
        assertTrue(file.with(B, Set.of(Outcome.FAIL), "why").save());
        assertEquals(
                1, ExpectationFile.read(folder.resolve("none.toml")).entries().size());
    }

    private ExpectationFile file(String text) throws IOException {
        return ExpectationFile.read(Files.writeString(folder.resolve("x.toml"), text));
    }
}
