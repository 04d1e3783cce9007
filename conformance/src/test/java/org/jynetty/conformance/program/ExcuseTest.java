package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each reason excuses what it is about, and nothing that looks like it. */
class ExcuseTest {
    @Test
    void theSameNeedsNone() {
        assertExcuse(null, "pair a b tcp", "ok", "send a 3", "3 | 3");
    }

    @Test
    void whatComesAfterAConnectionWasShutDownBothWays() {
        assertExcuse(
                Excuse.SHUT_DOWN_SINCE,
                "pair a b tcp",
                "ok",
                "shutdown a rdwr",
                "ok",
                "send b 3",
                "3",
                "recv a 3",
                "104 | ''");
        assertExcuse(null, "pair a b tcp", "ok", "shutdown a rdwr", "ok", "recv a 3", "'' | 11");
        assertExcuse(null, "pair a b tcp", "ok", "shutdown a rd", "ok", "send b 3", "3", "recv a 3", "'aaa' | ''");
        assertExcuse(null, "pair a b tcp", "ok", "shutdown a rdwr", "ok", "send b 3", "3", "recv b 3", "'' | 11");
        assertExcuse(
                Excuse.SHUT_DOWN_SINCE,
                "pair a b unix",
                "ok",
                "shutdown a rd",
                "ok",
                "close b",
                "ok",
                "recv a 3",
                "104 | ''");
    }

    @Test
    void aPollThatTellsOfOtherSocketsOtherwiseIsNotExcused() {
        String[] before = {"pair a b tcp", "ok", "shutdown a rdwr", "ok", "send b 3", "3"};
        assertExcuse(Excuse.SHUT_DOWN_SINCE, with(before, "wait p 0", "a=in|err|hup b=in | a=in|hup b=in"));
        assertExcuse(null, with(before, "wait p 0", "a=in|err|hup b=in | a=in|hup"));
        assertExcuse(null, with(before, "wait p 0", "a=in | a=in too early"));
    }

    @Test
    void dataThatAUnixSocketHadLookedAtWhenItClosed() {
        String[] before = {"pair a b unix", "ok", "send a 3", "3", "peek b 1", "'a'", "close b", "ok"};
        assertExcuse(Excuse.UNIX_DATA_TAKEN, with(before, "recv a 3", "104 | ''"));
        assertExcuse(Excuse.UNIX_DATA_TAKEN, with(before, "wait p 0", "a=in|err|hup | a=in|hup"));
        assertExcuse(null, with(before, "wait p 0", "a=in|err|hup | a=in"));
        assertExcuse(null, "pair a b unix", "ok", "send a 3", "3", "close b", "ok", "recv a 3", "104 | ''");
    }

    @Test
    void edgesThatRepeatWhatWasTold() {
        String[] before = {
            "pair a b tcp", "ok", "poller p epoll", "ok", "register p a in,out,et", "ok", "wait p 0", "a=out"
        };
        assertExcuse(Excuse.EDGE_AGAIN, with(before, "wait p 0", "a=out | nothing"));
        assertExcuse(null, with(before, "wait p 0", "nothing | a=out"));
        assertExcuse(Excuse.EDGE_AGAIN, with(with(before, "dup c a", "ok"), "wait p 0", "c=out | nothing"));
        assertExcuse(null, with(before, "wait p 0", "a=in | nothing"));
        assertExcuse(null, with(with(before, "modify p a in,out", "ok"), "wait p 0", "a=out | nothing"));
    }

    @Test
    void edgesOfHangUpsBehindTheEnd() {
        String[] before = {"pair a b tcp", "ok", "poller p epoll", "ok", "register p a in,et", "ok", "wait p 0", "a=in"
        };
        assertExcuse(Excuse.EDGE_OF_HANG_UP, with(before, "wait p 0", "a=in|err|hup | nothing"));
        assertExcuse(Excuse.EDGE_OF_HANG_UP, with(before, "wait p 0", "a=in|hup | a=in"));
        assertExcuse(null, with(before, "wait p 0", "a=in|out|hup | nothing"));
    }

    @Test
    void eachSlotThatIsToldOfOtherwiseNeedsAnExcuse() {
        String[] before = {
            "pair a b tcp",
            "ok",
            "poller p epoll",
            "ok",
            "register p a in",
            "ok",
            "register p b in,out,et",
            "ok",
            "shutdown a rdwr",
            "ok",
            "wait p 0",
            "a=in|hup b=in|out",
            "send b 1",
            "1"
        };
        assertExcuse(Excuse.SHUT_DOWN_SINCE, with(before, "wait p 0", "a=in|err|hup b=in|out|hup | a=in|hup"));
        assertExcuse(null, with(before, "wait p 0", "a=in|err|hup | a=in|hup b=out"));
    }

    @Test
    void aRegistrationThatWasRefusedChangesNothing() {
        String[] before = {
            "pair a b tcp",
            "ok",
            "poller p epoll",
            "ok",
            "register p a out,et",
            "ok",
            "wait p 0",
            "a=out",
            "register p a out",
            "IOError(17, 'File exists')"
        };
        assertExcuse(Excuse.EDGE_AGAIN, with(before, "wait p 0", "a=out | nothing"));
    }

    @Test
    void whatAnEarlierCallLeftInErrno() {
        assertExcuse(Excuse.STALE_ERRNO, "handshake a", "socket.error(17, 'File exists') | socket.error(0, 'Error')");
        assertExcuse(null, "handshake a", "ssl.SSLWantReadError(2, '') | socket.error(0, 'Error')");
        assertExcuse(null, "handshake a", "socket.error(104, 'Connection reset by peer') | socket.error(32, '')");
    }

    @Test
    void aSocketThatWasShutDownBeforeItConnectsToItself() {
        String[] before = {"socket a tcp", "ok", "bind a", "ok", "shutdown a wr", "107"};
        assertExcuse(Excuse.SHUT_BEFORE_SELF_CONNECT, with(with(before, "connect a a", "115"), "recv a 3", "'' | 11"));
        assertExcuse(null, with(with(before, "connect a l", "115"), "recv a 3", "'' | 11"));
        assertExcuse(null, "socket a tcp", "ok", "bind a", "ok", "connect a a", "115", "recv a 3", "'' | 11");
    }

    @Test
    void anEmptyDatagramThatJavaDoesNotSend() {
        String[] before = {"pair a b udp", "ok", "poller p poll", "ok", "register p a in", "ok", "send b 0", "0"};
        assertExcuse(Excuse.EMPTY_DATAGRAM, with(before, "wait p 0", "a=in | nothing"));
        assertExcuse(Excuse.EMPTY_DATAGRAM, with(before, "recv a 3", "'' | socket.error(11, '')"));
        assertExcuse(null, with(before, "wait p 0", "a=in|err | a=in"));
        assertExcuse(null, "pair a b udp", "ok", "send b 1", "1", "recv a 3", "'a' | socket.error(11, '')");
    }

    @Test
    void aNameForAUnixSocketThatHasAPeer() {
        assertExcuse(Excuse.UNIX_BOUND_WITH_PEER, "pair a b unix", "ok", "bind a", "ok | 22");
        assertExcuse(null, "pair a b unix", "ok", "bind a", "ok | 98");
    }

    @Test
    void aListenerThatListensAgainBesideItsConnections() {
        String[] before = {"socket l tcp", "ok", "listen l 5", "ok", "shutdown l rd", "ok"};
        assertExcuse(Excuse.LISTENER_AGAIN, with(before, "listen l 5", "ok | 98"));
        assertExcuse(null, "socket l tcp", "ok", "listen l 5", "ok | 98");
    }

    @Test
    void aSlotThatHeldAnotherSocketBeforeDoesNotMakeThemTheSame() {
        String[] before = {"pair a b tcp", "ok", "dup c a", "ok", "dup c b", "ok"};
        String reset = "socket.error(104, 'Connection reset by peer') | ''";
        assertExcuse(
                Excuse.SHUT_DOWN_SINCE, with(before, "shutdown a rdwr", "ok", "send b 10", "10", "recv a 3", reset));
        assertExcuse(null, with(before, "shutdown c rdwr", "ok", "send b 10", "10", "recv c 3", reset));
        assertExcuse(
                Excuse.SHUT_DOWN_SINCE,
                with(
                        new String[] {"pair a b tls", "ok", "dup c b", "NotImplementedError()"},
                        with(
                                new String[] {
                                    "shutdown b rdwr", "ok", "send a 1", "1", "dup c a", "NotImplementedError()"
                                },
                                "recv b 1",
                                reset)));
    }

    @Test
    void aSocketThatUnwrapGaveAndThatIsClosed() {
        String[] before = {"pair a b tls", "ok", "unwrap a", "ok", "close a", "ok"};
        assertExcuse(Excuse.TLS_KEEPS_OPEN, with(before, "wait p 0", "a=nval b=in|rdhup | a=out b=in"));
        assertExcuse(Excuse.TLS_KEEPS_OPEN, with(before, "recv b 3", "'' | socket.error(11, 'again')"));
        assertExcuse(null, with(before, "pair c d tls", "ok", "recv c 3", "'' | socket.error(11, 'again')"));
        assertExcuse(null, "pair a b tls", "ok", "unwrap a", "ok", "recv b 3", "'' | socket.error(11, 'again')");
        assertExcuse(null, "pair a b tls", "ok", "close a", "ok", "recv b 3", "'' | socket.error(11, 'again')");
    }

    @Test
    void aNameForASocketWhoseConnectionWasReset() {
        assertExcuse(Excuse.BOUND_AFTER_RESET, "pair a b tcp", "ok", "close b", "ok", "bind a", "ok | 22");
        assertExcuse(null, "socket a tcp", "ok", "bind a", "ok | 22");
    }

    @Test
    void oneOfTheReferencesTracesIsEnough() {
        JsonNode seen = trace(true, "pair a b unix", "ok", "send a 0", "32 | 0");
        JsonNode excusing = trace(false, "pair a b unix", "ok", "send a 0", "32 | 0");
        JsonNode other = trace(false, "pair a b unix", "9 | ok", "send a 0", "32 | 0");
        assertEquals(Optional.of(Excuse.NOTHING_SENT), Excuse.of(Set.of(other, excusing), seen));
        assertEquals(Optional.empty(), Excuse.of(Set.of(other), seen));
    }

    @Test
    void whatAThreadSelectsInASocketThatAnotherCloses() {
        String[] closed = {"0.01 pair a b udp", "ok", "2.01 close a", "ok"};
        String failed = "socket.error(9, 'Bad file descriptor') | nothing";
        assertRace(Excuse.CLOSED_WHILE_WAITED_FOR, with(closed, "1.01 select r:a 1", "r:a | nothing"));
        assertRace(Excuse.CLOSED_WHILE_WAITED_FOR, with(closed, "1.01 select r:a 1", failed));
        assertRace(Excuse.CLOSED_WHILE_WAITED_FOR, with(closed, "1.01 await a in", "ready | not yet"));
        assertRace(null, with(closed, "1.01 select r:b 1", failed));
        assertRace(null, with(closed, "1.01 recv a 3", "'aaa' | socket.error(9, 'Bad file descriptor')"));
        assertRace(null, with(with(closed, "1.01 select r:a 1", failed), "3.01 recv b 3", "'aaa' | ''"));
        assertRace(null, "0.01 pair a b udp", "ok", "1.01 select r:a 1", failed, "2.01 send b 3", "3");
    }

    @Test
    void whatAConnectTellsOfAListenerThatAnotherCloses() {
        String[] closed = {"0.01 socket l tcp", "ok", "0.02 listen l 5", "ok", "2.01 close l", "ok"};
        String reset = "socket.error(104, 'Connection reset by peer')";
        assertRace(Excuse.CONNECTED_TO_WHILE_CLOSED, with(closed, "1.01 connect a l", "ok | " + reset));
        assertRace(Excuse.CONNECTED_TO_WHILE_CLOSED, with(closed, "1.01 connect a l", reset + " | ok"));
        for (String failure : List.of(
                "socket.timeout('timed out',)",
                "socket.error(111, 'Connection refused')",
                "socket.error(9, 'Bad file descriptor')")) {
            String[] connect = with(closed, "1.01 connect a l", "ok | " + failure);
            assertRace(Excuse.CONNECTED_TO_WHILE_CLOSED, connect);
            assertRace(null, with(connect, "3.01 accept c l", "from address of a"));
        }
        assertRace(null, with(closed, "1.01 connect a l", "ok | socket.error(106, 'already connected')"));
        assertRace(null, with(closed, "1.01 accept c l", "ok | " + reset));
        assertRace(null, "0.01 socket l tcp", "ok", "0.02 listen l 5", "ok", "1.01 connect a l", "ok | " + reset);
    }

    @Test
    void eachOperationHasItsOwnReason() {
        String[] closed = {"0.01 socket l tcp", "ok", "0.02 listen l 5", "ok", "2.01 close l", "ok"};
        String[] both = with(
                with(closed, "1.01 select r:l 1", "r:l | nothing"),
                "3.01 connect a l",
                "ok | socket.error(104, 'reset')");
        assertRace(Excuse.CLOSED_WHILE_WAITED_FOR, both);
        assertRace(null, with(both, "3.02 recv a 3", "'' | 'aaa'"));
    }

    @Test
    void whatComesAfterAnotherThreadHasShutAConnectionDown() {
        String[] both = {"0.01 pair a b tcp", "ok", "2.01 shutdown a rdwr", "ok"};
        assertRace(Excuse.SHUT_DOWN_SINCE, with(both, "3.01 drain a", "'aaa' | ''"));
        assertRace(null, with(both, "3.01 drain b", "'aaa' | ''"));
        assertRace(null, with(both, "1.01 recv a 3", "'' | socket.timeout('timed out',)"));
        assertRace(null, "0.01 pair a b tcp", "ok", "2.01 shutdown a rd", "ok", "3.01 drain a", "'aaa' | ''");
    }

    private static String[] with(String[] before, String... more) {
        String[] all = new String[before.length + more.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        return all;
    }

    /** @param steps operations, each with its result; where both sides differ, the reference's, a bar, and the other's */
    private static void assertExcuse(Excuse expected, String... steps) {
        assertEquals(Optional.ofNullable(expected), Excuse.of(Set.of(trace(false, steps)), trace(true, steps)));
    }

    /** The same of a concurrent program, the operations with their places. */
    private static void assertRace(Excuse expected, String... steps) {
        assertEquals(Optional.ofNullable(expected), Excuse.of(Set.of(placed(false, steps)), placed(true, steps)));
    }

    private static JsonNode trace(boolean other, String... steps) {
        String[] placed = steps.clone();
        for (int i = 0; i < steps.length; i += 2) {
            placed[i] = "0.%02d %s".formatted(i / 2 + 1, steps[i]);
        }
        return placed(other, placed);
    }

    private static JsonNode placed(boolean other, String... steps) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < steps.length; i += 2) {
            String[] results = steps[i + 1].split(" \\| ");
            trace.put(steps[i], results[other ? results.length - 1 : 0]);
        }
        return trace;
    }
}
