package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What came out of the runs of a program.
 *
 * @param traces the different ones, each a JSON object from operations to results; or one that says how the interpreter ended
 * @param runs how many runs there were
 */
public record Outcomes(Set<JsonNode> traces, int runs) {

    /** What came out of all of them. */
    static Outcomes union(List<Outcomes> all) {
        Set<JsonNode> traces = new LinkedHashSet<>();
        all.forEach(each -> traces.addAll(each.traces()));
        return new Outcomes(traces, all.stream().mapToInt(Outcomes::runs).sum());
    }
}
