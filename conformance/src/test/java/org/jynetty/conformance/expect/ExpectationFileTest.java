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
import java.util.stream.Stream;
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
        ExpectationFile more = file(TEXT).with(entry("say \"why\"", Outcome.FAIL, "test_socket::A.c"));

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
        ExpectationFile more = file(TEXT).with(entry("why", Outcome.SKIP, "test_ssl::A.a"));

        assertTrue(more.text().startsWith(TEXT + "\n[[expect]]\ntest = \"test_ssl::A.a\"\n"), more.text());
    }

    @Test
    void aRemovedEntryTakesItsCommentsAlong() throws IOException {
        ExpectationFile file = file(TEXT);

        String text = file.without(file.entries().get(0), B).text();

        assertFalse(text.contains("A.b"), text);
        assertTrue(text.startsWith("# What jynetty does not do.\n") && text.contains("A.d"), text);
    }

    @Test
    void otherOutcomesChangeOneLineOnly() throws IOException {
        ExpectationFile file = file(TEXT);

        String text = file.withOutcomes(file.entries().get(0), B, Set.of(Outcome.HANG))
                .text();

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
        assertTrue(file.with(entry("why", Outcome.FAIL, B.toString())).save());
        assertEquals(
                1, ExpectationFile.read(folder.resolve("none.toml")).entries().size());
    }

    private static final String GROUP =
            """
            # A header.

            [[expect]]
            tests = [
                "s::A.a",
                "s::A.c",   # this one, too
                "s::A.d"
            ]
            outcomes = ["HANG", "PASS"]
            reason = "waits for a peer that never comes"
            when = { jdk = ">=17" }

            [[expect]]
            test = "s::B.a"
            outcomes = ["FAIL"]
            reason = "other"
            """;

    @Test
    void aGroupSpeaksOfEachOfItsTests() throws IOException {
        ExpectationFile file = file(GROUP);

        for (String test : List.of("s::A.a", "s::A.c", "s::A.d")) {
            Expectation entry = file.find(TestId.parse(test), LINUX_17).orElseThrow();
            assertEquals("waits for a peer that never comes", entry.reason());
        }
        assertTrue(file.find(TestId.parse("s::A.b"), LINUX_17).isEmpty());
    }

    @Test
    void aTestThatJoinsAGroupIsOneLine() throws IOException {
        ExpectationFile file = file(GROUP);
        Expectation group = file.entries().get(0);

        assertEquals(
                GROUP.replace("    \"s::A.c\",", "    \"s::A.b\",\n    \"s::A.c\","),
                file.with(group.withTests(List.of(TestId.parse("s::A.b")))).text());
        assertEquals(
                GROUP.replace("    \"s::A.d\"\n", "    \"s::A.d\",\n    \"s::A.e\",\n"),
                file.with(group.withTests(List.of(TestId.parse("s::A.e")))).text());
    }

    @Test
    void aTestThatLeavesAGroupIsOneLine() throws IOException {
        ExpectationFile file = file(GROUP);

        ExpectationFile fewer = file.without(file.entries().get(0), TestId.parse("s::A.c"));

        assertEquals(GROUP.replace("    \"s::A.c\",   # this one, too\n", ""), fewer.text());
    }

    @Test
    void otherOutcomesOfOneTestLeaveTheRestOfItsGroupAsItWas() throws IOException {
        ExpectationFile file = file(GROUP);
        TestId test = TestId.parse("s::A.c");

        ExpectationFile after = file.withOutcomes(file.entries().get(0), test, Set.of(Outcome.ERROR));

        assertEquals(Set.of(Outcome.HANG, Outcome.PASS), after.entries().get(0).outcomes());
        Expectation own = after.find(test, LINUX_17).orElseThrow();
        assertEquals(Set.of(Outcome.ERROR), own.outcomes());
        assertEquals("waits for a peer that never comes", own.reason());
        assertEquals(new Condition(null, ">=17", null), own.when());
        assertEquals(
                GROUP.replace("    \"s::A.c\",   # this one, too\n", ""),
                after.without(own, test).text());
    }

    @Test
    void severalNewTestsAreAGroup() throws IOException {
        ExpectationFile more = file("").with(entry("why", Outcome.FAIL, "s::b", "s::a"));

        assertEquals(
                """
                [[expect]]
                tests = [
                    "s::a",
                    "s::b",
                ]
                outcomes = ["FAIL"]
                reason = "why"
                """,
                more.text());
    }

    @Test
    void aGroupThatCannotBeEditedByLineSaysSo() throws IOException {
        ExpectationFile file = file("[[expect]]\ntests=['s::a', 's::b']\noutcomes=['FAIL']\nreason='x'\n");

        IOException refused = assertThrows(
                IOException.class, () -> file.without(file.entries().get(0), TestId.parse("s::a")));

        assertTrue(refused.getMessage().contains("write one test a line"), refused.getMessage());
    }

    @Test
    void anEntryNamesItsTestsOnceAndInOneWay() {
        String rest = "outcomes=['FAIL']\nreason='x'\n";

        assertThrows(IOException.class, () -> file("[[expect]]\ntest='a::b'\ntests=['a::c']\n" + rest));
        assertThrows(IOException.class, () -> file("[[expect]]\ntests=['a::c', 'a::c']\n" + rest));
        assertThrows(IOException.class, () -> file("[[expect]]\ntests=[]\n" + rest));
        assertThrows(IOException.class, () -> file("[[expect]]\n" + rest));
    }

    private static Expectation entry(String reason, Outcome outcome, String... tests) {
        return Expectation.of(Stream.of(tests).map(TestId::parse).toList(), Set.of(outcome), reason);
    }

    private ExpectationFile file(String text) throws IOException {
        return ExpectationFile.read(Files.writeString(folder.resolve("x.toml"), text));
    }
}
