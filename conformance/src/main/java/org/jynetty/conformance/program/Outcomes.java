package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came out of the runs of a program.
 *
 * @param timings the different traces, each a JSON object from operations to results, or one that says how the interpreter ended;
 *     and the best timing of the runs that gave it
 * @param runs how many runs there were
 */
public record Outcomes(Map<JsonNode, Timing> timings, int runs) {

    /** What came out of all of them. */
    static Outcomes union(List<Outcomes> all) {
        Map<JsonNode, Timing> timings = new LinkedHashMap<>();
        all.forEach(each -> each.timings.forEach((trace, timing) -> timings.merge(trace, timing, Timing::orBetter)));
        return new Outcomes(timings, all.stream().mapToInt(Outcomes::runs).sum());
    }

    /** A single trace of so many runs. */
    static Outcomes of(JsonNode trace, Timing timing, int runs) {
        return new Outcomes(Map.of(trace, timing), runs);
    }

    /** Those of one whose time is its own: a model's. */
    static Outcomes ofModel(Set<JsonNode> traces) {
        Map<JsonNode, Timing> timings = new LinkedHashMap<>();
        traces.forEach(trace -> timings.put(trace, Timing.PROMPT));
        return new Outcomes(timings, traces.size());
    }

    public Set<JsonNode> traces() {
        return timings.keySet();
    }

    Set<JsonNode> tracesOtherThan(JsonNode trace) {
        Set<JsonNode> others = new LinkedHashSet<>(traces());
        others.remove(trace);
        return others;
    }

    /** The traces that are not allowed where the reference has these. */
    List<JsonNode> outside(Outcomes allowed) {
        return traces().stream()
                .filter(trace -> isLate(trace) ? !allowed.allowsEachStep(trace) : !allowed.allows(trace))
                .toList();
    }

    /** Whether in every run that gave this trace the end of a wait was close to what another branch did. */
    boolean isLate(JsonNode trace) {
        return timings.get(trace) != Timing.PROMPT;
    }

    /** What the reference does only where it starves is not allowed to who does not: it may have waited for what came too late. */
    private boolean allows(JsonNode trace) {
        return timings.getOrDefault(trace, Timing.STARVED) != Timing.STARVED;
    }

    /**
     * Which of two things comes first that the clock lets happen at the same moment is left to chance, and rare combinations of such
     * are not waited for: of a late trace each operation alone must have an allowed result.
     */
    private boolean allowsEachStep(JsonNode trace) {
        return trace.properties().stream().allMatch(step -> traces().stream()
                .anyMatch(other -> step.getValue().equals(other.get(step.getKey()))));
    }
}
