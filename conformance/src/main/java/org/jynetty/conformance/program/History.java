package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the reference did before the operation that differs, in the order of the program. */
final class History {
    private static final String DONE = "ok";

    /**
     * An operation and what it gave.
     *
     * @param words its name and its arguments
     * @param result as the interpreter tells it
     */
    record Step(List<String> words, String result) {
        String name() {
            return words.get(0);
        }

        /** An argument, from 1 on; empty where there is none. */
        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }
    }

    private final List<Step> steps = new ArrayList<>();

    private History() {}

    /**
     * @param trace of the reference
     * @param end the key of the operation that differs
     */
    static History before(JsonNode trace, String end) {
        History history = new History();
        for (Map.Entry<String, JsonNode> each : trace.properties()) {
            if (each.getKey().equals(end)) {
                break;
            }
            history.steps.add(step(each.getKey(), each.getValue().asText()));
        }
        return history;
    }

    /** What was before one of its operations. */
    History before(Step step) {
        History earlier = new History();
        for (Step each : steps) {
            if (each == step) {
                break;
            }
            earlier.steps.add(each);
        }
        return earlier;
    }

    /** The operation behind the key of a trace, such as {@code 0.03 recv a 10}. */
    static Step step(String key, String result) {
        String[] words = key.split(" ");
        return new Step(List.of(words).subList(1, words.length), result);
    }

    boolean any(Predicate<Step> what) {
        return steps.stream().anyMatch(what);
    }

    /** What kind of socket a slot holds: tcp, unix, udp or tls; empty where it holds none. */
    String kind(String slot) {
        Map<String, String> kinds = new HashMap<>();
        for (Step step : steps) {
            switch (step.name()) {
                case "socket" -> kinds.put(step.word(1), step.word(2));
                case "pair" -> {
                    kinds.put(step.word(1), step.word(3));
                    kinds.put(step.word(2), step.word(3));
                }
                case "accept", "dup" -> kinds.put(step.word(1), kinds.getOrDefault(step.word(2), ""));
                default -> {
                    // makes no socket
                }
            }
        }
        return kinds.getOrDefault(slot, "");
    }

    /** The slots that hold, or have held, the same socket as this one, by way of dup. */
    private Set<String> sameAs(String slot) {
        // Of the socket in a slot; one set for all slots that hold it.
        Map<String, Set<String>> holders = new HashMap<>();
        for (Step step : steps) {
            switch (step.name()) {
                case "socket" -> hold(holders, step.word(1), new HashSet<>());
                case "accept" -> {
                    if (step.result().startsWith("from ")) {
                        hold(holders, step.word(1), new HashSet<>());
                    }
                }
                case "pair" -> {
                    hold(holders, step.word(1), new HashSet<>());
                    hold(holders, step.word(2), new HashSet<>());
                }
                case "dup" -> {
                    if (step.result().equals(DONE)) {
                        hold(
                                holders,
                                step.word(1),
                                holders.computeIfAbsent(step.word(2), name -> new HashSet<>(Set.of(name))));
                    }
                }
                default -> {
                    // makes no socket
                }
            }
        }
        return holders.getOrDefault(slot, Set.of(slot));
    }

    private static void hold(Map<String, Set<String>> holders, String slot, Set<String> socket) {
        socket.add(slot);
        holders.put(slot, socket);
    }

    /** Whether two slots hold the same socket. */
    boolean areSame(String one, String other) {
        return sameAs(one).contains(other);
    }

    /** Whether two slots were made the ends of one connection. */
    boolean arePair(String one, String other) {
        return any(
                step -> step.name().equals("pair") && step.words().subList(1, 3).containsAll(List.of(one, other)));
    }

    /** Whether another slot has held the same socket. */
    boolean isShared(String slot) {
        return sameAs(slot).size() > 1;
    }

    /** Whether a socket was made connected, or was connected by an operation that did not fail at once. */
    boolean hasHadPeer(String slot) {
        Set<String> same = sameAs(slot);
        return any(step -> switch (step.name()) {
            case "pair" -> same.contains(step.word(1)) || same.contains(step.word(2));
            case "accept", "connect", "connect_ex" -> same.contains(step.word(1));
            default -> false;
        });
    }

    /** Whether a socket has an address, as far as the program has asked for one. */
    boolean isBound(String slot) {
        return any(step -> step.result().equals(DONE)
                && (step.name().equals("bind") && step.word(1).equals(slot)
                        || step.name().equals("pair")
                                && (step.word(1).equals(slot) || step.word(2).equals(slot))));
    }

    /** Whether the program has shut a socket down so that Java makes no system call to receive any more, and others did something since. */
    boolean isDeafSinceShutdown(String slot) {
        Set<String> same = sameAs(slot);
        boolean unix = kind(slot).equals("unix");
        boolean reads = true;
        boolean writes = true;
        for (Step step : steps) {
            boolean own = same.contains(step.word(1));
            if (own && step.name().equals("shutdown") && step.result().equals(DONE)) {
                reads &= step.word(2).equals("wr");
                writes &= step.word(2).equals("rd");
            } else if (!own && !reads && (unix || !writes)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an epoll instance waits for the edges of a slot. */
    boolean waitsForEdges(String poller, String slot) {
        Set<String> same = sameAs(slot);
        boolean epoll = false;
        boolean edges = false;
        for (Step step : steps) {
            if (step.name().equals("poller") && step.word(1).equals(poller)) {
                epoll = step.word(2).equals("epoll");
            } else if (step.result().equals(DONE)
                    && (step.name().equals("register") || step.name().equals("modify"))
                    && step.word(1).equals(poller)
                    && same.contains(step.word(2))) {
                edges = List.of(step.word(3).split(",")).contains("et");
            }
        }
        return epoll && edges;
    }

    /** What a poller has told of a slot so far. */
    Set<String> told(String poller, String slot) {
        Set<String> same = sameAs(slot);
        Set<String> told = new HashSet<>();
        for (Step step : steps) {
            if (step.name().equals("wait") && step.word(1).equals(poller)) {
                Map<String, Set<String>> events = events(step.result());
                same.forEach(name -> told.addAll(events.getOrDefault(name, Set.of())));
            }
        }
        return told;
    }

    /** The result of {@code wait} or {@code select}: what was found, by slot. */
    static Map<String, Set<String>> events(String result) {
        Map<String, Set<String>> events = new HashMap<>();
        for (String part : result.split(" ")) {
            if (part.matches("[a-z?]=.*")) {
                events.put(part.substring(0, 1), Set.of(part.substring(2).split("\\|")));
            } else if (part.matches("[rwx]:.*")) {
                for (String slot : part.substring(2).split(",")) {
                    events.computeIfAbsent(slot, ignored -> new HashSet<>()).add(part.substring(0, 1));
                }
            }
        }
        return events;
    }
}
