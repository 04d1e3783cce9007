package org.jynetty.conformance.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Programs worth running. Each begins with sockets that can talk to each other, so that most of what follows means
 * something; what follows is anything. Values shrink to simpler ones, lists to shorter ones.
 */
public final class Programs {
    /** Connected kinds, the simplest first; jqwik shrinks towards it. */
    private static final Arbitrary<String> KINDS =
            Arbitraries.frequency(Tuple.of(5, "tcp"), Tuple.of(3, "unix"), Tuple.of(2, "udp"), Tuple.of(2, "tls"));

    private static final Arbitrary<String> STREAMS = Arbitraries.frequency(Tuple.of(3, "tcp"), Tuple.of(2, "unix"));

    private static final Arbitrary<String> SOCKETS =
            Arbitraries.frequency(Tuple.of(5, "a"), Tuple.of(5, "b"), Tuple.of(1, "c"), Tuple.of(1, "l"));

    private static final Arbitrary<String> TWO = Arbitraries.of("a", "b");
    private static final Arbitrary<String> POLLERS = Arbitraries.of("p", "q");

    /** Numbers of bytes: mostly few, so that sends and receives meet in the middle of each other's. */
    private static final Arbitrary<String> BYTES = Arbitraries.frequency(
            Tuple.of(4, "3"),
            Tuple.of(3, "10"),
            Tuple.of(2, "1"),
            Tuple.of(1, "0"),
            Tuple.of(1, "100"),
            Tuple.of(1, "1000"));

    private static final Arbitrary<String> SECONDS = Arbitraries.frequency(Tuple.of(6, "0"), Tuple.of(1, "0.005"));

    private static final Arbitrary<String> POLL_EVENTS = Arbitraries.frequency(
            Tuple.of(3, "in"), Tuple.of(2, "in,out"), Tuple.of(1, "out"), Tuple.of(1, "in,rdhup"));

    private static final Arbitrary<String> EPOLL_EVENTS = Arbitraries.frequency(
            Tuple.of(2, "in"),
            Tuple.of(2, "in,out"),
            Tuple.of(1, "in,rdhup"),
            Tuple.of(2, "in,et"),
            Tuple.of(1, "in,out,et"),
            Tuple.of(1, "in,oneshot"));

    private Programs() {}

    /** Programs of one thread, which never wait for long. */
    public static Arbitrary<Program> sequential() {
        Arbitrary<List<String>> first = Arbitraries.frequencyOf(
                Tuple.of(6, connectedPair()), Tuple.of(3, listenerWithConnection()), Tuple.of(1, unconnected()));
        Arbitrary<List<String>> second = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(List.of())), Tuple.of(1, KINDS.map(kind -> List.of("pair c d " + kind))));
        Arbitrary<List<String>> watched = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.of())), Tuple.of(1, poll()), Tuple.of(1, epoll()));
        Arbitrary<List<String>> rest = operation().list().ofMinSize(1).ofMaxSize(14);
        return Combinators.combine(first, second, watched, rest)
                .as((one, two, three, four) -> Program.sequential(withinJava(
                        Stream.of(one, two, three).flatMap(List::stream).toList(), four)));
    }

    /**
     * A program without what Java cannot do, so that it does not hide what jynetty does wrong: a connected socket sends no empty
     * datagrams, and a UNIX socket that has a peer takes no name. Programs that show it are kept.
     */
    private static List<String> withinJava(List<String> beginning, List<String> rest) {
        List<String> all = joined(beginning, rest);
        boolean datagrams = all.stream().anyMatch(line -> line.endsWith(" udp"));
        boolean unix = all.stream().anyMatch(line -> line.endsWith(" unix"));
        Stream<String> possible = rest.stream()
                .map(line -> datagrams ? line.replaceFirst("^(send|sendto|sendall) (.) 0\\b", "$1 $2 1") : line)
                .filter(line -> !unix || !line.startsWith("bind "));
        return joined(beginning, possible.toList());
    }

    /** A program's sends without what Java cannot do: it makes no system call to send nothing, so a UNIX peer that is deaf is not told of. */
    private static List<String> withinJava(String kind, List<String> sends) {
        return kind.equals("unix")
                ? sends.stream().map(line -> line.replaceFirst(" 0$", " 1")).toList()
                : sends;
    }

    private static Arbitrary<List<String>> connectedPair() {
        return KINDS.map(kind -> List.of("pair a b " + kind));
    }

    private static Arbitrary<List<String>> listenerWithConnection() {
        return STREAMS.map(kind ->
                List.of("socket l " + kind, "bind l", "listen l 5", "socket a " + kind, "connect a l", "accept b l"));
    }

    private static Arbitrary<List<String>> unconnected() {
        return Combinators.combine(KINDS, KINDS)
                .as((one, other) -> List.of("socket a " + plain(one), "socket b " + plain(other), "bind b"));
    }

    private static String plain(String kind) {
        return kind.equals("tls") ? "tcp" : kind;
    }

    private static Arbitrary<List<String>> poll() {
        return watching("poll", POLL_EVENTS);
    }

    private static Arbitrary<List<String>> epoll() {
        return watching("epoll", EPOLL_EVENTS);
    }

    private static Arbitrary<List<String>> watching(String kind, Arbitrary<String> events) {
        return Combinators.combine(events, events)
                .as((one, other) -> List.of("poller p " + kind, "register p a " + one, "register p b " + other));
    }

    private static Arbitrary<String> operation() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, words("send", SOCKETS, BYTES)),
                Tuple.of(10, words("recv", SOCKETS, BYTES)),
                Tuple.of(3, words("peek", SOCKETS, BYTES)),
                Tuple.of(1, words("waitall", SOCKETS, BYTES)),
                Tuple.of(2, words("recvfrom", SOCKETS, BYTES)),
                Tuple.of(2, words("recv_into", SOCKETS, BYTES)),
                Tuple.of(1, words("sendall", SOCKETS, BYTES)),
                Tuple.of(1, Combinators.combine(TWO, BYTES, TWO).as((a, n, b) -> "sendto " + a + " " + n + " " + b)),
                Tuple.of(4, words("shutdown", SOCKETS, Arbitraries.of("wr", "rd", "rdwr"))),
                Tuple.of(4, words("close", SOCKETS)),
                Tuple.of(1, words("linger", TWO)),
                Tuple.of(2, words("error", SOCKETS)),
                Tuple.of(1, words("name", SOCKETS)),
                Tuple.of(1, words("peername", SOCKETS)),
                Tuple.of(2, words("drain", TWO)),
                Tuple.of(1, words("timeout", TWO, Arbitraries.of("0.005"))),
                Tuple.of(1, words("blocking", TWO, Arbitraries.of("off"))),
                Tuple.of(8, select()),
                Tuple.of(8, words("wait", Arbitraries.of("p"), SECONDS)),
                Tuple.of(2, words("register", POLLERS, SOCKETS, POLL_EVENTS)),
                Tuple.of(1, words("modify", POLLERS, SOCKETS, EPOLL_EVENTS)),
                Tuple.of(1, words("unregister", POLLERS, SOCKETS)),
                Tuple.of(1, words("poller", Arbitraries.of("q"), Arbitraries.of("poll", "epoll"))),
                Tuple.of(1, words("wait", Arbitraries.of("q"), SECONDS)),
                Tuple.of(1, words("close", POLLERS)),
                Tuple.of(1, words("dup", Arbitraries.of("c"), TWO)),
                Tuple.of(2, words("pending", TWO)),
                Tuple.of(1, words("unwrap", TWO)),
                Tuple.of(1, words("wrap", TWO, Arbitraries.of("client", "server"))),
                Tuple.of(1, words("handshake", TWO)),
                Tuple.of(1, words("socket", Arbitraries.of("c"), KINDS.map(Programs::plain))),
                Tuple.of(1, words("connect", SOCKETS, Arbitraries.of("l", "a", "b"))),
                Tuple.of(1, words("connect_ex", SOCKETS, Arbitraries.of("l", "a", "b"))),
                Tuple.of(1, words("accept", Arbitraries.of("c", "d"), Arbitraries.of("l", "a"))),
                Tuple.of(1, words("bind", SOCKETS)),
                Tuple.of(1, words("listen", SOCKETS, Arbitraries.of("5"))));
    }

    private static Arbitrary<String> select() {
        Arbitrary<String> asked = Arbitraries.frequency(
                Tuple.of(3, "r:a,b w:a,b"),
                Tuple.of(2, "r:a,b"),
                Tuple.of(2, "r:a,b,l w:a,b x:a,b"),
                Tuple.of(1, "r:a w:b x:a"),
                Tuple.of(1, "w:a,b,c"));
        return words("select", asked, SECONDS);
    }

    @SafeVarargs
    private static Arbitrary<String> words(String name, Arbitrary<String>... arguments) {
        return Combinators.combine(List.of(arguments)).as(words -> {
            List<String> all = new ArrayList<>(List.of(name));
            all.addAll(words);
            return String.join(" ", all);
        });
    }

    // ---- concurrent programs

    /** How long an operation waits at most for what another thread does: so long that what comes at all has come. Seconds. */
    private static final String PATIENT = "0.5";

    /** How long one waits that only watches: shorter, so that what its thread does then does not race with the ends of those waits. */
    private static final String WATCHFUL = "0.3";

    /** How long one waits in vain before it does what others wait for: so short that it is in time for them. */
    private static final String BRIEF = "0.1";

    /** Programs of two or three threads. One of them mostly ends with what makes the others' waits end. */
    public static Arbitrary<Program> concurrent() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, onConnection()),
                Tuple.of(2, onListener()),
                Tuple.of(1, onDatagrams()),
                Tuple.of(1, onHandshake()),
                Tuple.of(1, whileFull()));
    }

    /** Two threads at one end of a connection, a third one at the other end, which it mostly closes in the end. */
    private static Arbitrary<Program> onConnection() {
        Arbitrary<String> kind = Arbitraries.frequency(Tuple.of(4, "tcp"), Tuple.of(3, "unix"), Tuple.of(2, "tls"));
        Arbitrary<String> receive = Arbitraries.frequencyOf(
                Tuple.of(5, words("recv", Arbitraries.just("a"), BYTES)),
                Tuple.of(1, words("peek", Arbitraries.just("a"), BYTES)),
                Tuple.of(1, words("recv_into", Arbitraries.just("a"), BYTES)));
        Arbitrary<String> watch = Arbitraries.of(
                "select r:a " + WATCHFUL,
                "wait p " + WATCHFUL,
                "select r:a w:a x:a " + WATCHFUL,
                "await a in " + WATCHFUL);
        Arbitrary<String> disturb = Arbitraries.of(
                "close a",
                "shutdown a wr",
                "shutdown a rd",
                "shutdown a rdwr",
                "unregister p a",
                "modify p a in,out",
                "send a 3",
                "error a",
                "peername a");
        Arbitrary<List<String>> near = Arbitraries.frequencyOf(
                        Tuple.of(3, receive), Tuple.of(2, watch), Tuple.of(2, disturb))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        Arbitrary<List<String>> far =
                words("send", Arbitraries.just("b"), BYTES).list().ofMaxSize(2);
        Arbitrary<List<String>> end = Arbitraries.frequency(
                Tuple.of(2, List.of("close b")), Tuple.of(2, List.of("shutdown b wr")), Tuple.of(1, List.of()));
        Arbitrary<String> poller = Arbitraries.of("poll", "epoll");
        return Combinators.combine(kind, poller, near, near.map(Programs::withoutPoller), far, end)
                .as((one, two, three, four, five, six) -> Program.concurrent(
                        List.of("pair a b " + one, "timeout a " + PATIENT, "poller p " + two, "register p a in"),
                        five.isEmpty() && six.isEmpty()
                                ? List.of(three, four)
                                : List.of(three, four, joined(withinJava(one, five), six)),
                        List.of("drain a", "select r:a w:a 0", "error a")));
    }

    /** One thread at a time may use a poller: whether CPython notices a second one is a matter of microseconds. */
    private static List<String> withoutPoller(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^wait p ", "select r:a "))
                .toList();
    }

    private static Arbitrary<Program> onListener() {
        Arbitrary<List<String>> near = Arbitraries.of(
                        "accept c l", "accept d l", "select r:l " + WATCHFUL, "close l", "shutdown l rd", "accept c l")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        Arbitrary<List<String>> far =
                Arbitraries.of("connect a l", "connect b l").list().ofMaxSize(2).uniqueElements();
        return Combinators.combine(STREAMS, near, near, far)
                .as((kind, one, two, three) -> Program.concurrent(
                        List.of(
                                "socket l " + kind,
                                "bind l",
                                "listen l 5",
                                "timeout l " + PATIENT,
                                "socket a " + kind,
                                "timeout a " + PATIENT,
                                "socket b " + kind,
                                "timeout b " + PATIENT),
                        onListener(kind, one, two, three),
                        List.of()));
    }

    /**
     * A listener is closed rather than shut down where it is a UNIX one, which Java cannot shut down, and where others connect to it:
     * whether a connect is still told of the reset is a matter of microseconds.
     */
    private static List<List<String>> onListener(
            String kind, List<String> one, List<String> two, List<String> connects) {
        if (connects.isEmpty() && kind.equals("tcp")) {
            return List.of(one, two);
        }
        return Stream.of(one, two, connects)
                .filter(lines -> !lines.isEmpty())
                .map(lines -> lines.stream()
                        .map(line -> line.equals("shutdown l rd") ? "close l" : line)
                        .toList())
                .toList();
    }

    private static Arbitrary<Program> onDatagrams() {
        Arbitrary<List<String>> near = Arbitraries.of(
                        "recv a 100", "peek a 100", "select r:a " + WATCHFUL, "recvfrom a 2")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        Arbitrary<List<String>> far = Arbitraries.of("send b 3", "close a", "send b 10")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        return Combinators.combine(near, near, far)
                .as((one, two, three) -> Program.concurrent(
                        List.of("pair a b udp", "timeout a " + PATIENT),
                        List.of(one, two, three),
                        List.of("recv a 5")));
    }

    private static Arbitrary<Program> onHandshake() {
        Arbitrary<Tuple2<String, String>> sides = Arbitraries.of(
                Tuple.of("client", "close b"), Tuple.of("client", "shutdown b rdwr"), Tuple.of("server", "close b"));
        Arbitrary<String> disturb = Arbitraries.of("close a", "shutdown a rdwr", "select r:a " + BRIEF, "send b 3");
        return Combinators.combine(sides, disturb)
                .as((side, other) -> Program.concurrent(
                        List.of("pair a b tcp", "timeout a " + PATIENT, "wrap a " + side.get1()),
                        List.of(List.of("handshake a"), List.of(other, side.get2())),
                        List.of()));
    }

    /** A send that has to wait for room, while others read, shut down or close. Of UNIX: TCP makes room by itself, as its window grows. */
    private static Arbitrary<Program> whileFull() {
        Arbitrary<List<String>> disturb = Arbitraries.of(
                List.of("shutdown a wr", "drain b"),
                List.of("drain b"),
                List.of("close b"),
                List.of("select w:a " + BRIEF, "drain b"));
        return disturb.map(lines -> Program.concurrent(
                List.of("pair a b unix", "fill a", "timeout a " + PATIENT),
                List.of(List.of("send a 1"), lines, List.of("select w:a " + WATCHFUL)),
                List.of("close b", "select r:a w:a 0")));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
