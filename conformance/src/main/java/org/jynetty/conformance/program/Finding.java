package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/**
 * A program that shows a difference.
 *
 * @param program as small as it could be made
 * @param comparison what came out of it
 */
public record Finding(Program program, Comparison comparison) {

    /** The trace of the reference that has most in common with what was seen. */
    public JsonNode nearestAllowed() {
        JsonNode nearest = JsonNodeFactory.instance.objectNode();
        int most = -1;
        for (JsonNode allowed : comparison.allowed().tracesOtherThan(comparison.seen())) {
            int common = 0;
            for (Map.Entry<String, JsonNode> each : allowed.properties()) {
                if (each.getValue().equals(comparison.seen().get(each.getKey()))) {
                    common++;
                }
            }
            if (common > most) {
                most = common;
                nearest = allowed;
            }
        }
        return nearest;
    }

    /** The first operation that gave another result than the reference's, with both, in a line. */
    public String headline() {
        JsonNode reference = nearestAllowed();
        for (Map.Entry<String, JsonNode> each : comparison.seen().properties()) {
            JsonNode expected = reference.get(each.getKey());
            if (!each.getValue().equals(expected)) {
                return "%s: %s, reference: %s"
                        .formatted(
                                each.getKey().replaceFirst("^[0-9.]+ ", ""),
                                each.getValue().asText(),
                                expected == null ? "nothing" : expected.asText());
            }
        }
        return "an outcome that the reference does not have";
    }

    /**
     * What tells one defect from another, as far as that can be told: the kind of the first operation that differs, and both
     * results without the names of slots and amounts.
     */
    public String signature() {
        String line = headline();
        int colon = line.indexOf(':');
        String operation = line.substring(0, line.indexOf(' ') < 0 ? colon : Math.min(colon, line.indexOf(' ')));
        return operation
                + line.substring(colon)
                        .replaceAll("'[^']*'", "'...'")
                        .replaceAll("\\b[a-z](?=[=,])|(?<=[,:])[a-z]\\b", "?");
    }

    /** The program as it is kept: with what it showed, and with what it may do, where that is a matter of luck. */
    public Program kept() {
        Program commented = program.with(List.of(headline()));
        return program.isConcurrent()
                ? commented.allowing(comparison.allowed().traces().stream()
                        .map(JsonNode::toString)
                        .sorted()
                        .toList())
                : commented;
    }
}
