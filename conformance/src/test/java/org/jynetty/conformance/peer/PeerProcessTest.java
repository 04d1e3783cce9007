package org.jynetty.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeerProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private LocalPeers peers;

    @BeforeEach
    void scripts() throws IOException {
        Files.copy(Path.of("../fixtures/src/main/peers/session"), folder.resolve("session"));
        peers = new LocalPeers(folder);
    }

    private PeerProcess start(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), script);
        return peers.start("WORD=set sh " + file);
    }

    @Test
    void aPeerHasItsSettingsItsInputAndItsOutput() throws Exception {
        try (PeerProcess peer = start("echo $WORD; read line; echo got $line; exit 3")) {
            assertTrue(peer.awaitOutput(Pattern.compile("set"), LIMIT));
            peer.send("this\n".getBytes(StandardCharsets.UTF_8));

            assertTrue(peer.awaitEnd(LIMIT));
            assertEquals("set\ngot this\n", peer.output());
            assertEquals(Optional.of(3), peer.exitStatus());
        }
    }

    @Test
    void inputArrivesInTheOrderInWhichItWasSent() throws Exception {
        try (PeerProcess peer = start("head -c 40000 | sha256sum")) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                String piece = "%039d%n".formatted(i);
                all.append(piece);
                peer.send(piece.getBytes(StandardCharsets.US_ASCII));
            }
            assertTrue(peer.awaitEnd(LIMIT));
            String hash = java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.US_ASCII)));
            assertTrue(peer.output().startsWith(hash), peer.output());
        }
    }

    @Test
    void aPeerThatIsClosedIsGoneWithAllThatItHasStarted() throws Exception {
        PeerProcess peer = start("sleep 1000 & echo child $!; trap '' TERM; while :; do sleep 100; done");
        assertTrue(peer.awaitOutput(Pattern.compile("child \\d+"), LIMIT));
        long child = Long.parseLong(peer.output().strip().split(" ")[1]);
        ProcessHandle handle = ProcessHandle.of(child).orElseThrow();

        peer.close();

        handle.onExit().get(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        assertFalse(handle.isAlive());
        assertEquals(Optional.empty(), peer.exitStatus());
    }

    @Test
    void aPeerThatDoesNotReadHoldsUpNobody() throws Exception {
        try (PeerProcess peer = start("echo ready; sleep 1000")) {
            peer.send(new byte[10_000_000]);
            assertTrue(peer.awaitOutput(Pattern.compile("ready"), LIMIT));
        }
    }

    @Test
    void whatIsNotSaidIsNotWaitedForWhenThePeerHasEnded() throws Exception {
        try (PeerProcess peer = start("echo something else")) {
            long begin = System.nanoTime();
            assertFalse(peer.awaitOutput(Pattern.compile("never"), Duration.ofSeconds(50)));
            assertTrue(System.nanoTime() - begin < Duration.ofSeconds(40).toNanos());
        }
    }

    @Test
    void lengthIsCountedBehindTheMarker() throws Exception {
        try (PeerProcess peer = start("printf 'noise BEGIN12345'; sleep 1000")) {
            assertTrue(peer.awaitLength("BEGIN", 5, LIMIT));
            assertFalse(peer.awaitLength("BEGIN", 6, Duration.ofMillis(100)));
        }
    }

    @Test
    void aPortIsKnownToBeListenedOnWithoutConnecting() throws Exception {
        int port = Ports.free();
        try (PeerProcess peer = start("sleep 1000")) {
            assertFalse(Ports.awaitListener(port, peer, Duration.ofMillis(50)));
            try (var server = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
                assertTrue(Ports.awaitListener(server.getLocalPort(), peer, LIMIT));
            }
        }
        try (PeerProcess ended = start("exit 1")) {
            assertTrue(ended.awaitEnd(LIMIT));
            assertFalse(Ports.awaitListener(port, ended, Duration.ofSeconds(50)), "the end of the peer ends the wait");
        }
    }
}
