package org.jynetty.conformance.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.PeersInfo;
import org.jynetty.conformance.worker.Assistant;

/**
 * The peers of a run: a host for each suite of peers, and the conversations that its peers can have. A suite is named
 * {@code peers-} and then the Debian distribution whose image it uses, or {@code local}.
 */
public final class Peers implements Assistant.Source, AutoCloseable {
    private static final String PREFIX = "peers-";
    private static final String LOCAL = "local";
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);

    private record Place(PeerHost host, PeerFolder folder, Map<String, Cell> cells, PeersInfo info) {
        void close() throws IOException {
            try {
                host.close();
            } finally {
                folder.close();
            }
        }
    }

    /** By the suite's name. */
    private final Map<String, Place> places = new LinkedHashMap<>();

    private Peers() {}

    /** Whether the suite's peers are local processes, which need nothing but what the machine happens to have. */
    public static boolean isLocal(Suite suite) {
        return suite.name().equals(PREFIX + LOCAL);
    }

    /** Why the peers of this suite cannot be started here; empty where they can. */
    public static Optional<String> obstacle(Suite suite) {
        return isLocal(suite) ? Optional.empty() : Optional.ofNullable(ContainerPeers.obstacle(distribution(suite)));
    }

    private static String distribution(Suite suite) {
        return suite.name().substring(PREFIX.length());
    }

    /**
     * Starts the hosts of those suites that have peers. What was started is ended by {@link #close()}, and by the end of this
     * process whatever the reason.
     *
     * @param scripts the folder of the peers' scripts
     */
    public static Peers start(List<Suite> suites, Path scripts) throws IOException, InterruptedException {
        Peers peers = new Peers();
        Runtime.getRuntime().addShutdownHook(new Thread(peers::closeQuietly, "peers-end"));
        try {
            for (Suite suite : suites) {
                if (suite.kind() == Suite.Kind.PEERS) {
                    peers.places.put(suite.name(), place(suite, scripts));
                }
            }
            return peers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            peers.close();
            throw e;
        }
    }

    private static Place place(Suite suite, Path scripts) throws IOException, InterruptedException {
        PeerFolder folder = PeerFolder.create(scripts);
        PeerHost host = null;
        try {
            host = isLocal(suite)
                    ? new LocalPeers(folder.scripts())
                    : ContainerPeers.start(distribution(suite), folder.root());
            List<Stack> stacks = Stack.readAll(folder.scripts()).stream()
                    .filter(stack -> stack.isIn(distribution(suite)))
                    .toList();
            Map<String, String> versions = probe(host, folder, stacks);
            List<Stack> present = stacks.stream()
                    .filter(stack -> versions.containsKey(stack.script()))
                    .toList();
            List<String> missing = stacks.stream()
                    .map(Stack::script)
                    .filter(script -> !versions.containsKey(script))
                    .toList();
            Map<String, Cell> cells = new LinkedHashMap<>();
            Matrix.of(present).stream()
                    .filter(cell -> cell.isIn(distribution(suite)))
                    .forEach(cell -> cells.put(cell.name(), cell));
            return new Place(host, folder, cells, new PeersInfo(host.describe(), versions, missing));
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (host != null) {
                host.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Asks the host for the versions of the peers that it has, by script. */
    private static Map<String, String> probe(PeerHost host, PeerFolder folder, List<Stack> stacks)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("sh", folder.scripts().resolve("probe").toString()));
        words.add(folder.scripts().toString());
        stacks.forEach(stack -> words.add(stack.script()));
        try (PeerProcess probe = host.start(String.join(" ", words))) {
            if (!probe.awaitEnd(PROBE_LIMIT) || probe.exitStatus().orElse(-1) != 0) {
                throw new IOException(host.describe() + ": cannot find out which peers there are: " + probe.output());
            }
            Map<String, String> versions = new TreeMap<>();
            probe.output().lines().map(line -> line.split("\t", 2)).forEach(pair -> versions.put(pair[0], pair[1]));
            return versions;
        }
    }

    /** What the peers of this suite are; null where it has none. */
    public PeersInfo info(Suite suite) {
        Place place = places.get(suite.name());
        return place == null ? null : place.info();
    }

    @Override
    public Assistant open(Suite suite) {
        Place place = places.get(suite.name());
        return place == null
                ? Assistant.Source.NONE.open(suite)
                : new PeerAssistant(place.host(), place.folder(), place.cells());
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (Place place : places.values()) {
            try {
                place.close();
            } catch (IOException | RuntimeException e) { // and the others end all the same
                if (failure == null) {
                    failure = new IOException("peers have not ended as they should: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        places.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("peers: " + e.getMessage());
        }
    }
}
