package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final JsonNode SENT_LATE = trace("timed out", "ok");
    private static final JsonNode CLOSED_EARLY = trace("1", "nothing");
    private static final JsonNode ANOTHER_COMBINATION = trace("1", "ok");
    private static final JsonNode ANOTHER_RESULT = trace("1", "error");
    private static final Outcomes ALLOWED = Outcomes.ofModel(Set.of(SENT_LATE, CLOSED_EARLY));

    @Test
    void whatTheReferenceDidIsAllowed() {
        assertEquals(List.of(), ALLOWED.outside(ALLOWED));
    }

    @Test
    void whatTheReferenceDoesOnlyWhereItStarvesIsAllowedWhereThisIsLateToo() {
        assertEquals(List.of(), outcomes(SENT_LATE, Timing.STARVED).outside(outcomes(SENT_LATE, Timing.STARVED)));
        assertEquals(
                List.of(SENT_LATE), outcomes(SENT_LATE, Timing.PROMPT).outside(outcomes(SENT_LATE, Timing.STARVED)));
    }

    @Test
    void whatIsLeftToChanceIsAllowed() {
        assertEquals(List.of(), outcomes(SENT_LATE, Timing.PROMPT).outside(outcomes(SENT_LATE, Timing.RACED)));
    }

    @Test
    void anotherCombinationIsNotAllowed() {
        assertEquals(
                List.of(ANOTHER_COMBINATION),
                outcomes(ANOTHER_COMBINATION, Timing.PROMPT).outside(ALLOWED));
    }

    @Test
    void anotherCombinationIsAllowedWhereItIsLate() {
        assertEquals(List.of(), outcomes(ANOTHER_COMBINATION, Timing.RACED).outside(ALLOWED));
        assertEquals(List.of(), outcomes(ANOTHER_COMBINATION, Timing.STARVED).outside(ALLOWED));
    }

    @Test
    void anotherResultIsNeverAllowed() {
        assertEquals(
                List.of(ANOTHER_RESULT), outcomes(ANOTHER_RESULT, Timing.RACED).outside(ALLOWED));
    }

    @Test
    void theBestTimingCounts() {
        Outcomes all = Outcomes.union(List.of(
                outcomes(ANOTHER_COMBINATION, Timing.STARVED),
                outcomes(ANOTHER_COMBINATION, Timing.RACED),
                outcomes(SENT_LATE, Timing.PROMPT),
                outcomes(SENT_LATE, Timing.RACED)));
        assertEquals(new Outcomes(Map.of(ANOTHER_COMBINATION, Timing.RACED, SENT_LATE, Timing.PROMPT), 4), all);
    }

    private static Outcomes outcomes(JsonNode trace, Timing timing) {
        return Outcomes.of(trace, timing, 1);
    }

    private static JsonNode trace(String sent, String closed) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        return trace.put("1.01 send a 1", sent).put("2.01 close b", closed);
    }
}
