package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What came out of a program on the reference and on an implementation.
 *
 * @param verdict whether the implementation may do what it did
 * @param allowed what the reference did, and may do
 * @param seen a trace of the implementation's that is not among them; null where there is none
 */
public record Comparison(Verdict verdict, Set<JsonNode> allowed, JsonNode seen) {

    /** What a comparison says. */
    public enum Verdict {
        /** The implementation did nothing that the reference does not do. */
        SAME,
        /** It did something else, every time or now and then. */
        DIFFERENT,
        /** It did something else once, and then, tried again, no more. */
        NOT_AGAIN
    }

    public boolean differs() {
        return verdict == Verdict.DIFFERENT;
    }
}
