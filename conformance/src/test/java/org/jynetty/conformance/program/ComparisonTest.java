package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jynetty.conformance.program.Comparison.Verdict;

class ComparisonTest {
    private static final JsonNode ALLOWED = trace("'a'");
    private static final JsonNode SEEN = trace("socket.timeout('timed out',)");

    @Test
    void whatWasSeenOnceIsToldOf() {
        Comparison comparison = different(false).notAgain(Outcomes.ofModel(Set.of(ALLOWED)), 200);
        assertEquals(Verdict.NOT_AGAIN, comparison.verdict());
        assertEquals(250, comparison.runs());
    }

    @Test
    void whatWasLateCountsOnlyWhereItIsSeenAgain() {
        assertEquals(Verdict.DIFFERENT, different(true).verdict());
        assertEquals(
                Verdict.SAME,
                different(true).notAgain(Outcomes.ofModel(Set.of()), 200).verdict());
    }

    @Test
    void whatTheReferenceDoesWhenItIsRunMoreOftenIsTheSame() {
        Outcomes more = Outcomes.ofModel(Set.of(SEEN));
        assertEquals(Verdict.SAME, different(false).notAgain(more, 200).verdict());
    }

    @Test
    void whatWasSeenOnceMayHaveAReasonOnceTheReferenceIsKnownBetter() {
        JsonNode nothing = close("nothing");
        Comparison once = Comparison.different(Outcomes.ofModel(Set.of(close("ok"))), nothing, false, 50);
        assertEquals(Verdict.DIFFERENT, once.verdict());
        assertEquals(
                Excuse.CLOSED_WHILE_WAITED_FOR,
                once.notAgain(Outcomes.ofModel(Set.of(close("r:a"))), 200).excuse());
    }

    private static JsonNode close(String selected) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("1.01 select r:a 1", selected)
                .put("2.01 close a", "ok")
                .put("3.01 send b 1", selected.equals("ok") ? "error" : "1");
    }

    private static Comparison different(boolean late) {
        return Comparison.different(Outcomes.ofModel(Set.of(ALLOWED)), SEEN, late, 50);
    }

    private static JsonNode trace(String received) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("0.01 pair a b tcp", "ok")
                .put("1.01 recv a 1", received);
    }
}
