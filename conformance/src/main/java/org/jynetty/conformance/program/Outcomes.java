package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /**
     * The traces that are not among those allowed. Which of two things comes first that the clock lets happen at the same moment
     * is left to chance, and rare combinations of such are not waited for: of a late trace each operation alone must have an
     * allowed result.
     */
    List<JsonNode> outside(Set<JsonNode> allowed) {
        return traces.stream()
                .filter(trace -> !allowed.contains(trace))
                .filter(trace -> !late.contains(trace)
                        || !trace.properties().stream().allMatch(step -> isAllowed(step, allowed)))
                .toList();
    }

    private static boolean isAllowed(Map.Entry<String, JsonNode> step, Set<JsonNode> allowed) {
        return allowed.stream().anyMatch(trace -> step.getValue().equals(trace.get(step.getKey())));
    }
}
