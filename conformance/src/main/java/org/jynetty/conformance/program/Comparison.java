package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What came out of a program on the reference and on an implementation.
 *
 * @param verdict whether the implementation may do what it did
 * @param allowed what the reference did, and may do
 * @param seen a trace of the implementation's that is not among them; null where there is none
 * @param excuse the reason, where it differs for one; else null
 * @param late whether what was seen is late, as {@link Outcomes#isLate} has it
 * @param runs how often the implementation has run it
 */
public record Comparison(Verdict verdict, Outcomes allowed, JsonNode seen, Excuse excuse, boolean late, int runs) {

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

    static Comparison same(Outcomes allowed, int runs) {
        return new Comparison(Verdict.SAME, allowed, null, null, false, runs);
    }

    /** @param seen outside of what is allowed, but where it is late perhaps the same */
    static Comparison different(Outcomes allowed, JsonNode seen, boolean late, int runs) {
        return Excuse.of(allowed.tracesOtherThan(seen), seen)
                .map(excuse -> new Comparison(Verdict.EXCUSED, allowed, seen, excuse, late, runs))
                .orElseGet(() -> new Comparison(Verdict.DIFFERENT, allowed, seen, null, late, runs));
    }

    /** The same after earlier runs. */
    Comparison after(int earlierRuns) {
        return new Comparison(verdict, allowed, seen, excuse, late, earlierRuns + runs);
    }

    /** What was different, and was not seen again in more runs, now that more is allowed. Where it was late, the machine is the reason. */
    Comparison notAgain(Outcomes moreAllowed, int moreRuns) {
        Outcomes all = Outcomes.union(List.of(allowed, moreAllowed));
        if (late || Outcomes.of(seen, Timing.PROMPT, 1).outside(all).isEmpty()) {
            return same(all, runs + moreRuns);
        }
        Comparison once = different(all, seen, false, runs + moreRuns);
        return once.excuse != null ? once : new Comparison(Verdict.NOT_AGAIN, all, seen, null, false, runs + moreRuns);
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
