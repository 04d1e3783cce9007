package org.jynetty.conformance.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One observation that is not the reference's.
 *
 * @param what what was observed
 * @param seen on the implementation, or "nothing"
 * @param reference on the reference, or "nothing"
 */
public record Difference(String what, String seen, String reference) {
    private static final String NOTHING = "nothing";

    /** The members of two observations that are not the same, by name. */
    public static List<Difference> between(JsonNode seen, JsonNode reference) {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNode each : new JsonNode[] {seen, reference}) {
            if (each != null) {
                each.fieldNames().forEachRemaining(names::add);
            }
        }
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String one = text(seen, name);
            String other = text(reference, name);
            if (!one.equals(other)) {
                differences.add(new Difference(name, one, other));
            }
        }
        return differences;
    }

    /** A member of an observation as reports show it; "nothing" where it is missing. */
    public static String text(JsonNode observed, String name) {
        JsonNode value = observed == null ? null : observed.get(name);
        return value == null ? NOTHING : value.isTextual() ? value.textValue() : value.toString();
    }

    @Override
    public String toString() {
        return "%s: %s, reference: %s".formatted(what, seen, reference);
    }
}
