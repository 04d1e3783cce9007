package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingTest {
    private static final Program PROGRAM = Program.sequential(List.of("pair a b tcp", "recv a 3"));

    @Test
    void theHeadlineIsTheFirstOperationThatDiffers() {
        Finding finding = finding("{'0.01 pair a b tcp':'ok', '0.02 recv a 3':'EOF', '0.03 close a':'x'}");

        assertEquals("recv a 3: EOF, reference: abc", finding.headline());
    }

    @Test
    void itIsComparedWithTheAllowedOutcomeThatIsNearest() {
        Finding finding = new Finding(
                PROGRAM,
                new Comparison(
                        Comparison.Verdict.DIFFERENT,
                        Outcomes.ofModel(Set.of(
                                json("{'1 a':'x','2 b':'y','3 c':'z'}"), json("{'1 a':'0','2 b':'0','3 c':'z'}"))),
                        json("{'1 a':'0','2 b':'1','3 c':'z'}"),
                        null,
                        false,
                        50));

        assertEquals("b: 1, reference: 0", finding.headline());
    }

    @Test
    void theSignatureForgetsNamesAndContents() {
        String one =
                finding("{'0.01 pair a b tcp':'ok', '0.02 recv a 3':\"'abc'\"}").signature();
        String same =
                finding("{'0.01 pair a b tcp':'ok', '0.02 recv a 3':\"'xyz'\"}").signature();
        String other = finding("{'0.01 pair a b tcp':'ok', '0.02 recv a 3':'socket.error(104)'}")
                .signature();

        assertEquals(one, same);
        assertNotEquals(one, other);
    }

    @Test
    void whatIsKeptOfAConcurrentProgramSaysWhatItMayDo() {
        Program race = Program.concurrent(List.of("pair a b tcp"), List.of(List.of("recv a 3")), List.of());
        Finding finding = new Finding(
                race,
                new Comparison(
                        Comparison.Verdict.DIFFERENT,
                        Outcomes.ofModel(Set.of(json("{'a':'1'}"))),
                        json("{'a':'2'}"),
                        null,
                        false,
                        50));

        assertEquals(List.of("{\"a\":\"1\"}"), finding.kept().allowed());
        assertEquals(List.of("a: 2, reference: 1"), finding.kept().comments());
    }

    @Test
    void tracesStandBesideEachOtherWithMarks() {
        String table = SideBySide.of(
                "cpython",
                json("{'1 send a 3':'3','2 recv b 3':'abc'}"),
                "jynetty",
                json("{'1 send a 3':'3','2 recv b 3':'ab'}"));

        List<String> lines = table.lines().toList();
        assertEquals(3, lines.size(), table);
        assertTrue(lines.get(0).contains("cpython") && lines.get(0).endsWith("jynetty"), table);
        assertTrue(lines.get(1).startsWith("  1 send a 3 -> 3 "), table);
        assertTrue(
                lines.get(2).startsWith("! 2 recv b 3 -> abc") && lines.get(2).endsWith("2 recv b 3 -> ab"), table);
    }

    private static Finding finding(String seen) {
        JsonNode reference = json("{'0.01 pair a b tcp':'ok', '0.02 recv a 3':'abc', '0.03 close a':'ok'}");
        return new Finding(
                PROGRAM,
                new Comparison(
                        Comparison.Verdict.DIFFERENT,
                        Outcomes.ofModel(Set.of(reference)),
                        json(seen),
                        null,
                        false,
                        50));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper()
                    .configure(com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_SINGLE_QUOTES, true)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
