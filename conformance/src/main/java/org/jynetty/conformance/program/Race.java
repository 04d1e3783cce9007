package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A trace of a concurrent program beside one of the reference's. What was before what is not known; so each operation that
 * gave something else is looked at, not the first alone.
 */
final class Race {
    private final List<History.Step> steps = new ArrayList<>();
    private final List<Part> differing = new ArrayList<>();
    private final JsonNode seen;

    /**
     * An operation that gave something else.
     *
     * @param step with the reference's result
     * @param seen the implementation's
     */
    record Part(History.Step step, String seen) {
        /** Whether the implementation waited and nothing came: what a lost wake-up looks like. */
        boolean waitedInVain() {
            return seen.contains("timed out") || seen.equals("nothing") || seen.equals("not yet") || seen.equals("...");
        }

        /** Whether this is so for each socket that it is about. */
        boolean concernsOnly(Predicate<String> condition) {
            return !slots().isEmpty() && slots().stream().allMatch(condition);
        }

        /** The sockets that it is about: what it works on or connects to, or what it tells of otherwise. */
        private Set<String> slots() {
            Set<String> slots = new TreeSet<>();
            if (step.name().equals("select") && step.result().contains("(9, ")) {
                slots.addAll(History.events(String.join(" ", step.words())).keySet()); // one of those it was asked for
            } else if (Set.of("select", "wait").contains(step.name())) {
                Map<String, Set<String>> one = History.events(step.result());
                Map<String, Set<String>> other = History.events(seen);
                slots.addAll(one.keySet());
                slots.addAll(other.keySet());
                slots.removeIf(slot -> one.getOrDefault(slot, Set.of()).equals(other.getOrDefault(slot, Set.of())));
            } else {
                slots.add(step.word(Set.of("accept", "connect").contains(step.name()) ? 2 : 1));
            }
            return slots;
        }
    }

    private Race(JsonNode reference, JsonNode seen) {
        this.seen = seen;
        for (Map.Entry<String, JsonNode> each : reference.properties()) {
            History.Step step = History.step(each.getKey(), each.getValue().asText());
            String other = seen.path(each.getKey()).asText();
            steps.add(step);
            if (!step.result().equals(other)) {
                differing.add(new Part(step, other));
            }
        }
    }

    static Race of(JsonNode reference, JsonNode seen) {
        return new Race(reference, seen);
    }

    /** Whether a trace is that of a program with branches. */
    static boolean isOne(JsonNode trace) {
        return trace.properties().stream().anyMatch(each -> !each.getKey().startsWith("0."));
    }

    /** The operations that gave something else. */
    List<Part> differing() {
        return differing;
    }

    /** Whether an operation on a socket was done. */
    private boolean did(String operation, String slot, String argument) {
        return steps.stream()
                .anyMatch(step -> step.name().equals(operation)
                        && step.word(1).equals(slot)
                        && (argument.isEmpty() || step.word(2).equals(argument))
                        && step.result().equals("ok"));
    }

    /** Whether a socket was closed. */
    boolean closes(String slot) {
        return did("close", slot, "");
    }

    boolean listens(String slot) {
        return did("listen", slot, "");
    }

    /** Whether the implementation accepted the connection of a socket. */
    boolean accepts(String slot) {
        return seen.properties().stream()
                .anyMatch(each -> each.getValue().asText().equals("from address of " + slot));
    }

    /** Whether a socket was shut down so that Java makes no system call to receive any more. */
    boolean deafens(String slot) {
        boolean unix = steps.stream()
                .anyMatch(step -> step.name().equals("pair")
                        && step.words().contains(slot)
                        && step.words().contains("unix"));
        boolean reads = did("shutdown", slot, "rd");
        boolean writes = did("shutdown", slot, "wr");
        return did("shutdown", slot, "rdwr") || reads && (unix || writes);
    }
}
