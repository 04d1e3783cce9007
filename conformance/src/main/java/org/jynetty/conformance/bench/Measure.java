package org.jynetty.conformance.bench;

import java.util.Map;
import java.util.Set;

/**
 * One thing that is measured, see {@code measures.toml}.
 *
 * @param name its name in the Python halves
 * @param title its name in reports
 * @param unit what is counted; null where {@code once} is set
 * @param pinned whether all processes share one processor
 * @param without the implementations that it is not for
 * @param goals what the ratio to an implementation is meant to be at least; at most where {@code once} is set
 * @param once {@code seconds} or {@code bytes} where a value takes a process of its own, and less is better; else null
 * @param warmUps how many times the usual warm-up it needs, because it runs much code
 * @param most what the value itself is meant to be at most; 0 where nothing is said
 * @param remark where the time goes that keeps it from a goal, and what was tried; told as long as it falls short; else null
 */
public record Measure(
        String name,
        String title,
        String unit,
        boolean pinned,
        Set<String> without,
        Map<String, Double> goals,
        String once,
        int warmUps,
        double most,
        String remark) {
    public Measure {
        without = without == null ? Set.of() : Set.copyOf(without);
        goals = goals == null ? Map.of() : Map.copyOf(goals);
        warmUps = Math.max(warmUps, 1);
        if ((unit == null) == (once == null)) {
            throw new IllegalArgumentException(name + " needs a unit, or to say what it measures once");
        }
    }

    /** Whether more is better, as it is for operations in a second. */
    boolean isRate() {
        return once == null;
    }

    /** Whether a ratio to an implementation is as good as it is meant to be; true where nothing is said. */
    boolean meets(String implementation, double ratio) {
        Double goal = goals.get(implementation);
        return goal == null || (isRate() ? ratio >= goal : ratio <= goal);
    }
}
