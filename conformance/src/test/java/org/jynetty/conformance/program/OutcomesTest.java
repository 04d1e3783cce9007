package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
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
    void whatTheReferenceDoesOnlyWhereItIsLateIsAllowedWhereThisIsLateToo() {
        assertEquals(List.of(), late(SENT_LATE).outside(late(SENT_LATE)));
        assertEquals(List.of(SENT_LATE), outcomes(SENT_LATE).outside(late(SENT_LATE)));
    }

    @Test
    void anotherCombinationIsNotAllowed() {
        assertEquals(List.of(ANOTHER_COMBINATION), outcomes(ANOTHER_COMBINATION).outside(ALLOWED));
    }

    @Test
    void anotherCombinationIsAllowedWhereItIsLate() {
        assertEquals(List.of(), late(ANOTHER_COMBINATION).outside(ALLOWED));
    }

    @Test
    void anotherResultIsNeverAllowed() {
        assertEquals(List.of(ANOTHER_RESULT), late(ANOTHER_RESULT).outside(ALLOWED));
    }

    @Test
    void isNotLateWhereItWasPromptElsewhere() {
        Outcomes both = Outcomes.union(List.of(late(ANOTHER_COMBINATION), outcomes(ANOTHER_COMBINATION)));
        assertEquals(new Outcomes(Set.of(ANOTHER_COMBINATION), Set.of(), 2), both);
    }

    @Test
    void isLateWhereItWasAlwaysLate() {
        Outcomes both = Outcomes.union(List.of(late(ANOTHER_COMBINATION), outcomes(SENT_LATE)));
        assertEquals(new Outcomes(Set.of(ANOTHER_COMBINATION, SENT_LATE), Set.of(ANOTHER_COMBINATION), 2), both);
    }

    private static Outcomes outcomes(JsonNode trace) {
        return new Outcomes(Set.of(trace), Set.of(), 1);
    }

    private static Outcomes late(JsonNode trace) {
        return new Outcomes(Set.of(trace), Set.of(trace), 1);
    }

    private static JsonNode trace(String sent, String closed) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        return trace.put("1.01 send a 1", sent).put("2.01 close b", closed);
    }
}
