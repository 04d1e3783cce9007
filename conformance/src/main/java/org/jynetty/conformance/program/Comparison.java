package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What came out of a program on the reference and on an implementation.
 *
 * @param verdict whether the implementation may do what it did
 * @param allowed what the reference did, and may do
 * @param seen a trace of the implementation's that is not among them; null where there is none
 * @param excuse the reason, where it differs for one; else null
 * @param late whether what was seen is late, as {@link Outcomes#late} has it
 * @param runs how often the implementation has run it
 */
public record Comparison(Verdict verdict, Set<JsonNode> allowed, JsonNode seen, Excuse excuse, boolean late, int runs) {

    /** What a comparison says. */
    public enum Verdict {
        /** The implementation did nothing that the reference does not do. */
        SAME,
        /** It did something else, for a reason that is known. */
        EXCUSED,
        /** It did something else, every time or now and then. */
        DIFFERENT,
        /** It did something else once, and then, tried again, no more. */
        NOT_AGAIN
    }

    static Comparison same(Set<JsonNode> allowed, int runs) {
        return new Comparison(Verdict.SAME, allowed, null, null, false, runs);
    }

    static Comparison different(Set<JsonNode> allowed, JsonNode seen, boolean late, int runs) {
        return Excuse.of(allowed, seen)
                .map(excuse -> new Comparison(Verdict.EXCUSED, allowed, seen, excuse, late, runs))
                .orElseGet(() -> new Comparison(Verdict.DIFFERENT, allowed, seen, null, late, runs));
    }

    /** What was different, and was not seen again in so many runs. Where it was late, the machine is the reason. */
    Comparison notAgain(int more) {
        return allowed.contains(seen) || late
                ? same(allowed, runs + more)
                : new Comparison(Verdict.NOT_AGAIN, allowed, seen, null, false, runs + more);
    }

    /** Whether it did what it must not do, be it once. */
    boolean isSuspicious() {
        return verdict == Verdict.DIFFERENT || verdict == Verdict.NOT_AGAIN;
    }

    /** Whether it does what it must not do. */
    public boolean differs() {
        return verdict == Verdict.DIFFERENT;
    }
}
