package org.jynetty.conformance.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * TCP ports of this machine: free ones for servers that must be told theirs, and who listens. The kernel is asked who
 * listens, since a connection made to find out would be a conversation that some servers count, or serve alone.
 */
final class Ports {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";

    /** Below those that the kernel gives to outgoing connections, so that none of these takes one. */
    private static final int FIRST = 20000;

    private static final int LAST = 30000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() * 97 % (LAST - FIRST)));

    private Ports() {}

    /** A port on which nobody listens, and which is not given again soon. */
    static int free() throws IOException {
        for (int tries = 0; tries < LAST - FIRST; tries++) {
            int port = NEXT.getAndUpdate(last -> last + 1 < LAST ? last + 1 : FIRST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[4]))) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IOException("no free port between " + FIRST + " and " + LAST);
    }

    /** Waits until somebody listens on the port; false where the process has ended, or time is up, before. */
    static boolean awaitListener(int port, PeerProcess process, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isListening(port)) {
            if (process.hasEnded() || System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos()); // the kernel tells nobody when a port is bound
        }
        return true;
    }

    /** Whether somebody listens on the port, on whatever address. */
    static boolean isListening(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        for (Path table : TABLES) {
            if (Files.exists(table) && listens(table, suffix)) {
                return true;
            }
        }
        return false;
    }

    /** Reads no further than the listeners, which come first: behind them may be thousands of connections. */
    private static boolean listens(Path table, String suffix) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(table)) {
            lines.readLine(); // the heading
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.strip().split(" +", 5);
                if (columns.length < 5 || !columns[3].equals(LISTENING)) {
                    return false;
                }
                if (columns[1].endsWith(suffix)) {
                    return true;
                }
            }
            return false;
        }
    }
}
