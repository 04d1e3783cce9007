package org.jynetty.conformance.soak;

import java.util.List;

/**
 * What was held before and after so many times of the same.
 *
 * @param cycle what was done: connections, handshakes, listeners, interpreters
 * @param count how often
 * @param seconds that it took
 */
public record Cycle(String cycle, int count, double seconds, Held before, Held after) {
    /** What is left behind; empty if nothing is. */
    public List<String> left() {
        return after.growthSince(before);
    }
}
