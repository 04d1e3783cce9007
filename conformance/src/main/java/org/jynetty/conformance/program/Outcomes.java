package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What came out of the runs of a program.
 *
 * @param traces the different ones, each a JSON object from operations to results; or one that says how the interpreter ended
 * @param late those in whose every run the end of a wait raced with what another branch did
 * @param runs how many runs there were
 */
public record Outcomes(Set<JsonNode> traces, Set<JsonNode> late, int runs) {

    /** What came out of all of them. */
    static Outcomes union(List<Outcomes> all) {
        Set<JsonNode> traces = new LinkedHashSet<>();
        Set<JsonNode> prompt = new HashSet<>();
        for (Outcomes each : all) {
            traces.addAll(each.traces);
            each.traces.stream().filter(trace -> !each.late.contains(trace)).forEach(prompt::add);
        }
        Set<JsonNode> late = new HashSet<>(traces);
        late.removeAll(prompt);
        return new Outcomes(traces, late, all.stream().mapToInt(Outcomes::runs).sum());
    }

    /** Those of one that is never late: a model's. */
    static Outcomes ofModel(Set<JsonNode> traces) {
        return new Outcomes(traces, Set.of(), traces.size());
    }

    Set<JsonNode> tracesOtherThan(JsonNode trace) {
        Set<JsonNode> others = new LinkedHashSet<>(traces);
        others.remove(trace);
        return others;
    }

    /** The traces that are not allowed where the reference has these. */
    List<JsonNode> outside(Outcomes allowed) {
        return traces.stream()
                .filter(trace -> late.contains(trace) ? !allowed.allowsEachStep(trace) : !allowed.allows(trace))
                .toList();
    }

    /** What the reference does only where it is late is not allowed to who is not: it may have waited for what came too late. */
    private boolean allows(JsonNode trace) {
        return traces.contains(trace) && !late.contains(trace);
    }

    /**
     * Which of two things comes first that the clock lets happen at the same moment is left to chance, and rare combinations of such
     * are not waited for: of a late trace each operation alone must have an allowed result.
     */
    private boolean allowsEachStep(JsonNode trace) {
        return trace.properties().stream().allMatch(step -> traces.stream()
                .anyMatch(other -> step.getValue().equals(other.get(step.getKey()))));
    }
}
