package org.jynetty.conformance.program;

/** How waits in vain of a run, or of the best of several, ended: a trace of what came too late looks like one of a lost wake-up. */
public enum Timing {
    /** Long after, or before, what the other branches did. */
    PROMPT,

    /** Together with a wait of another branch, whose limit is over at the same time: the program leaves to chance what comes first. */
    RACED,

    /** While another branch went on so late as the machine let it. */
    STARVED;

    Timing orBetter(Timing other) {
        return compareTo(other) < 0 ? this : other;
    }
}
