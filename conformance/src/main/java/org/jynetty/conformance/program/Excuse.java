package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What jynetty does otherwise than CPython for a reason, each with the circumstances by which it is recognised. A difference is
 * judged by the first operation that differs: what follows may be a consequence, and is not looked at. Of a concurrent program
 * each operation that differs must have a reason.
 */
public enum Excuse {
    SHUT_DOWN_SINCE(
            "Java makes no system call for a direction that is shut down, so what becomes of a connection that was shut down, both "
                    + "ways or, of UNIX, for receiving, is not seen") {
        @Override
        boolean applies(Difference difference) {
            return difference.concernsOnly(difference.history()::isDeafSinceShutdown);
        }

        @Override
        boolean applies(Race race, Race.Part part) {
            return !part.waitedInVain() && part.concernsOnly(race::deafens);
        }
    },
    CLOSED_WHILE_WAITED_FOR(
            "the kernel keeps what a thread selects or polls until the wait is over, though another thread has closed it; "
                    + "Java does not: poll() is told of the close at once, and what comes then does not come") {
        @Override
        boolean applies(Difference difference) {
            return false; // one thread does not close what it waits for
        }

        @Override
        boolean applies(Race race, Race.Part part) {
            return Set.of("select", "wait", "await").contains(part.step().name())
                    && (part.seen().contains("(9, ")
                            || Set.of("nothing", "not yet").contains(part.seen()))
                    && part.concernsOnly(race::closes);
        }
    },
    CONNECTED_TO_WHILE_CLOSED(
            "whether a connect comes before, after or at the very moment of a listener's close is a matter of microseconds: it succeeds, "
                    + "is reset, is refused, finds no address any more, or, as the kernel drops what comes at that moment, waits until it is sent again") {
        @Override
        boolean applies(Difference difference) {
            return false; // one thread does not close what it is connected to meanwhile
        }

        @Override
        boolean applies(Race race, Race.Part part) {
            return part.step().name().equals("connect")
                    && OF_CONNECT.matcher(part.step().result()).find()
                    && OF_CONNECT.matcher(part.seen()).find()
                    && (CONNECTED.matcher(part.seen()).find()
                            || !race.accepts(part.step().word(1)))
                    && part.concernsOnly(slot -> race.listens(slot) && race.closes(slot));
        }
    },
    UNIX_DATA_TAKEN(
            "what poll(), MSG_PEEK, SO_ERROR, shutdown() and a receive of nothing look at has left the kernel, so that "
                    + "closing a UNIX socket does not tell its peer that this was not received; of TCP, jynetty resets the connection") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.concernsOnly(slot -> history.kind(slot).equals("unix"))
                    && history.any(step -> step.name().equals("close"))
                    && history.any(step -> Set.of("wait", "peek", "error", "waitall", "shutdown")
                                    .contains(step.name())
                            || step.name().startsWith("recv") && step.word(2).equals("0"))
                    && difference.lacksReset();
        }
    },
    UNIX_CONNECTS_AGAIN(
            "the kernel looks first whether the path can be connected to; Java, whether the socket is connected") {
        @Override
        boolean applies(Difference difference) {
            return difference.isOf("connect", "connect_ex")
                    && difference.concernsOnly(
                            slot -> difference.history().kind(slot).equals("unix"))
                    && difference.seen().contains("106");
        }
    },
    UNIX_LISTENER_SHUT(
            "Java cannot shut a listener down; it is closed, with the connections that nobody has accepted") {
        @Override
        boolean applies(Difference difference) {
            return difference
                            .history()
                            .any(step -> step.name().equals("shutdown")
                                    && !step.word(2).equals("wr")
                                    && difference.history().kind(step.word(1)).equals("unix")
                                    && difference
                                            .history()
                                            .any(listen -> listen.name().equals("listen")
                                                    && listen.word(1).equals(step.word(1))))
                    && difference.concernsOnly(
                            slot -> difference.history().kind(slot).equals("unix"));
        }
    },
    LISTENER_AGAIN(
            "Java cannot make a listener another socket, or another listener; its address may still be that of connections that it accepted") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.isOf("connect", "connect_ex", "listen")
                    && difference.seen().contains("98")
                    && history.any(step -> step.name().equals("listen")
                            && step.word(1).equals(difference.step().word(1)));
        }
    },
    ADDRESS_OF_FAILED_CONNECT(
            "Java closes a socket whose connect fails, and never tells the address that it had meanwhile") {
        @Override
        boolean applies(Difference difference) {
            return difference.isOf("name", "sendto", "connect", "connect_ex", "bind")
                    && difference.step().words().stream()
                            .skip(1)
                            .anyMatch(slot -> difference.history().kind(slot).equals("tcp")
                                    && difference
                                            .history()
                                            .any(step -> step.name().startsWith("connect")
                                                    && difference.history().areSame(step.word(1), slot)));
        }
    },
    CONNECTED_TO_PORT_0(
            "Java connects no datagram socket to port 0; that the kernel refuses what is sent there is not told") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.concernsOnly(slot -> history.kind(slot).equals("udp")
                    && history.any(step -> step.name().startsWith("connect")
                            && step.word(1).equals(slot)
                            && !history.before(step).isBound(step.word(2))));
        }
    },
    EMPTY_DATAGRAM("Java sends no empty datagram from a connected socket: nothing arrives") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.concernsOnly(slot -> history.kind(slot).equals("udp") && difference.foundNothing(slot))
                    && history.any(step -> step.name().startsWith("send")
                            && step.word(2).equals("0")
                            && history.kind(step.word(1)).equals("udp"));
        }
    },
    BOUND_AFTER_RESET(
            "the socket of a connection that was reset can be given a name, with which nothing can be done; Java refuses") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.isOf("bind")
                    && difference.seen().contains("22")
                    && difference.concernsOnly(
                            slot -> history.kind(slot).matches("tcp|tls") && history.hasHadPeer(slot));
        }
    },
    UNIX_BOUND_WITH_PEER("a UNIX socket that has a peer can still be given a name; Java refuses") {
        @Override
        boolean applies(Difference difference) {
            return difference.isOf("bind")
                    && difference.seen().contains("22")
                    && difference.concernsOnly(
                            slot -> difference.history().kind(slot).equals("unix"));
        }
    },
    NOTHING_SENT("Java makes no system call to send nothing, so it is not told that the peer receives no more") {
        @Override
        boolean applies(Difference difference) {
            return difference.isOf("send", "sendall", "sendto")
                    && difference.step().word(2).equals("0")
                    && difference.seen().equals("0");
        }
    },
    TLS_CLOSES_ALL(
            "who closes a TLS socket closes the connection, though a socket without TLS shares it: without reference counts the "
                    + "socket that it was made of, which programs just drop, would keep it open") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return history.any(wrap -> wrap.name().equals("wrap")
                    && (wrap.result().contains("Closed before TLS handshake")
                            || history.isShared(wrap.word(1))
                                    && history.any(close -> close.name().equals("close")
                                            && close.word(1).equals(wrap.word(1)))));
        }
    },
    TLS_KEEPS_OPEN(
            "who closes a socket object made of what unwrap() gave does not close the connection: without reference counts the TLS "
                    + "socket, which programs just drop, keeps it open until it is collected") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.concernsOnly(
                    slot -> history.any(unwrap -> unwrap.name().equals("unwrap")
                            && unwrap.result().equals("ok")
                            && (unwrap.word(1).equals(slot) || history.arePair(unwrap.word(1), slot))
                            && history.any(close -> close.name().equals("close")
                                    && close.word(1).equals(unwrap.word(1)))));
        }
    },
    STALE_ERRNO("where OpenSSL breaks off without a reason, CPython tells the errno that some earlier call has left") {
        @Override
        boolean applies(Difference difference) {
            return difference.seen().equals("socket.error(0, 'Error')")
                    && difference.step().result().startsWith("socket.error(");
        }
    },
    SHUT_BEFORE_SELF_CONNECT(
            "what a socket that was shut down before it connects to itself hears of its own end is a matter of the kernel's version") {
        @Override
        boolean applies(Difference difference) {
            History history = difference.history();
            return difference.concernsOnly(
                    slot -> history.any(step -> step.name().startsWith("connect")
                                    && history.areSame(step.word(1), slot)
                                    && history.areSame(step.word(2), slot))
                            && history.any(step -> step.name().equals("shutdown")
                                    && history.areSame(step.word(1), slot)
                                    && step.result().contains("107")));
        }
    },
    EDGE_AGAIN("an edge of the kernel is every wake-up, also one that finds nothing new; an edge of jynetty is news") {
        @Override
        boolean applies(Difference difference) {
            return difference.concernsOnly(slot ->
                    difference.isEdge(slot) && difference.seenOf(slot).isEmpty() && difference.toldBefore(slot));
        }
    },
    EDGE_OF_HANG_UP(
            "Java's selector cannot be asked for hang-ups without telling, again and again, that there is room to send") {
        @Override
        boolean applies(Difference difference) {
            return difference.concernsOnly(slot -> difference.isEdge(slot) && difference.lacksHangUp(slot));
        }
    };

    private static final Pattern CONNECTED = Pattern.compile("^ok$|\\(104, ");
    private static final Pattern OF_CONNECT = Pattern.compile("^ok$|\\((9|104|111), |timed out");

    private final String reason;

    Excuse(String reason) {
        this.reason = reason;
    }

    /** Why, in a sentence that a maintainer can judge. */
    public String reason() {
        return reason;
    }

    abstract boolean applies(Difference difference);

    /** Whether it excuses what an operation of a concurrent program gave. */
    boolean applies(Race race, Race.Part part) {
        return false;
    }

    /** The excuse for an implementation's trace, if any of the traces that the reference has is the same up to one. */
    static Optional<Excuse> of(Set<JsonNode> allowed, JsonNode seen) {
        Function<JsonNode, Optional<Excuse>> beside = Race.isOne(seen)
                ? reference -> of(Race.of(reference, seen))
                : reference -> Difference.first(reference, seen).flatMap(Excuse::of);
        return allowed.stream()
                .flatMap(reference -> beside.apply(reference).stream())
                .findFirst();
    }

    /** The excuse for a concurrent program's trace, each of whose operations that differ has one. */
    private static Optional<Excuse> of(Race race) {
        return firstOfEach(race.differing().stream().map(part -> excuse -> excuse.applies(race, part)));
    }

    /** The excuse for a difference: where it is about several slots, each must have one. */
    private static Optional<Excuse> of(Difference difference) {
        return firstOfEach(difference.parts().stream().map(part -> excuse -> excuse.applies(part)));
    }

    /** The first of the excuses for several things, if each has one. */
    private static Optional<Excuse> firstOfEach(Stream<Predicate<Excuse>> things) {
        List<Optional<Excuse>> each = things.map(
                        applies -> Stream.of(values()).filter(applies).findFirst())
                .toList();
        return each.contains(Optional.<Excuse>empty())
                ? Optional.empty()
                : each.stream().flatMap(Optional::stream).findFirst();
    }

    /**
     * The first operation that gave something else.
     *
     * @param history what was before it
     * @param step the operation, with the reference's result
     * @param seen the implementation's result
     * @param about the slots that it tells of otherwise; empty where it tells of no slots
     */
    record Difference(History history, History.Step step, String seen, Set<String> about) {
        static Optional<Difference> first(JsonNode reference, JsonNode seen) {
            for (Map.Entry<String, JsonNode> each : reference.properties()) {
                JsonNode other = seen.get(each.getKey());
                if (!each.getValue().equals(other)) {
                    History.Step step =
                            History.step(each.getKey(), each.getValue().asText());
                    return other == null
                            ? Optional.empty()
                            : Optional.of(of(History.before(reference, each.getKey()), step, other.asText()));
                }
            }
            return Optional.empty();
        }

        private static Difference of(History history, History.Step step, String seen) {
            Difference whole = new Difference(history, step, seen, Set.of());
            return whole.isOf("wait", "select") ? new Difference(history, step, seen, whole.differing()) : whole;
        }

        /** One difference for each slot that it is about. */
        List<Difference> parts() {
            return about.isEmpty()
                    ? List.of(this)
                    : about.stream()
                            .map(slot -> new Difference(history, step, seen, Set.of(slot)))
                            .toList();
        }

        boolean isOf(String... names) {
            return Set.of(names).contains(step.name());
        }

        /** Whether the condition holds for each slot that it is about: what the operation works on, or what it tells of otherwise. */
        boolean concernsOnly(Predicate<String> condition) {
            return isOf("wait", "select")
                    ? !about.isEmpty() && about.stream().allMatch(condition)
                    : condition.test(step.word(isOf("accept") ? 2 : 1));
        }

        private Set<String> differing() {
            Set<String> differing = new TreeSet<>(History.events(step.result()).keySet());
            differing.addAll(History.events(seen).keySet());
            differing.removeIf(slot -> referenceOf(slot).equals(seenOf(slot)));
            return differing;
        }

        Set<String> referenceOf(String slot) {
            return History.events(step.result()).getOrDefault(slot, Set.of());
        }

        Set<String> seenOf(String slot) {
            return History.events(seen).getOrDefault(slot, Set.of());
        }

        boolean isEdge(String slot) {
            return isOf("wait") && history.waitsForEdges(step.word(1), slot);
        }

        /** Whether the implementation found nothing to receive. */
        boolean foundNothing(String slot) {
            return isOf("wait", "select")
                    ? seenOf(slot).isEmpty()
                    : seen.contains("(11, ") || seen.contains("timed out");
        }

        /** Whether all that the reference tells of a slot was told before. */
        boolean toldBefore(String slot) {
            return history.told(step.word(1), slot).containsAll(referenceOf(slot));
        }

        /** Whether the reference tells of an error or a hang-up in addition to what was told before, or is told by both. */
        boolean lacksHangUp(String slot) {
            Set<String> missing = new HashSet<>(referenceOf(slot));
            missing.removeAll(seenOf(slot));
            boolean hangUp = missing.removeAll(Set.of("err", "hup"));
            if (seenOf(slot).isEmpty()) {
                missing.removeAll(history.told(step.word(1), slot));
            }
            return hangUp && missing.isEmpty() && referenceOf(slot).containsAll(seenOf(slot));
        }

        /** Whether the reference tells of a reset where the implementation does not. */
        boolean lacksReset() {
            if (isOf("wait")) {
                return about.stream().allMatch(slot -> {
                    Set<String> missing = new HashSet<>(referenceOf(slot));
                    missing.removeAll(seenOf(slot));
                    return missing.equals(Set.of("err"));
                });
            }
            return step.result().contains("104") && !seen.contains("104");
        }
    }
}
