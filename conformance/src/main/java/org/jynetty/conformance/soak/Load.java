package org.jynetty.conformance.soak;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jynetty.fixtures.fault.Fault;
import org.jynetty.fixtures.fault.FaultProxy;

/**
 * Random load on one implementation: the process that {@code soak/load.py} is, and around it what must be outside of it: the
 * proxies, peers that are killed, and whoever takes what was sent just before the end.
 */
public final class Load {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final List<String> TCP_FAULTS = List.of(
            "delay:both:5",
            "split:both:0b",
            "coalesce:both:3000b",
            "trickle:up",
            "stall:up:20000b",
            "stall:down:1b",
            "reset:up:30000b",
            "reset:down:1b",
            "truncate:up:25000b",
            "truncate:down:2b");

    private static final List<String> TLS_FAULTS = List.of(
            "delay:both:5",
            "split:both",
            "coalesce:both:3",
            "trickle:down",
            "stall:up:4",
            "stall:down:2",
            "reset:up:3",
            "reset:down:1",
            "truncate:up:4",
            "truncate:down:3");

    /** Without a sign of life for so long a process hangs. It says something every five seconds, but for collections. */
    private static final Duration SILENCE = Duration.ofMinutes(6);

    /** A JVM ends so soon when its program has, on a machine that is busy. */
    private static final Duration EXIT = Duration.ofSeconds(20);

    private static final Duration PEER_LIFE = Duration.ofMillis(1500);

    private final Path python;
    private final Path certificates;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * @param python the folder of the Python halves
     * @param folder for the process to work in, and its log
     */
    public Load(Path python, Path certificates, Path folder, Consumer<String> progress) {
        this.python = python;
        this.certificates = certificates;
        this.folder = folder;
        this.progress = progress;
    }

    /** @param jython the command that runs a Python program on the implementation */
    public LoadResult run(String implementation, List<String> jython, Duration time, long seed)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve(implementation + ".log");
        List<String> command = new ArrayList<>(jython);
        command.add(python.resolve("load.py").toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .start();
        List<FaultProxy> proxies = new ArrayList<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> violations = new ArrayList<>();
        Held[] held = new Held[2];
        try (ServerSocket sink = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Writer orders = process.outputWriter();
                BufferedReader lines = process.inputReader()) {
            Conversation talk = new Conversation(implementation, process, orders, lines);
            talk.say(Map.of("seconds", time.toMillis() / 1e3, "certificates", certificates.toString(), "seed", seed));
            JsonNode listening = talk.hear().get("listening");
            List<Map<String, Object>> ways = new ArrayList<>();
            start(TCP_FAULTS, listening.get("tcp").asInt(), false, proxies, ways);
            start(TLS_FAULTS, listening.get("tls").asInt(), true, proxies, ways);
            talk.say(Map.of("proxies", ways, "sink", sink.getLocalPort()));
            Killing killing = new Killing(listening.get("tcp").asInt(), time.minus(PEER_LIFE));
            JsonNode heard = talk.hear();
            while (!heard.has("violations")) {
                progress.accept(implementation + ": " + heard.get("progress"));
                heard = talk.hear();
            }
            counts.putAll(MAPPER.convertValue(heard.get("counts"), new TypeReference<Map<String, Long>>() {}));
            counts.put("killed", killing.end());
            heard.get("violations").forEach(each -> violations.add(each.asText()));
            held[0] = MAPPER.convertValue(heard.get("before"), Held.class);
            held[1] = MAPPER.convertValue(heard.get("after"), Held.class);
            if (!process.waitFor(EXIT.toMillis(), TimeUnit.MILLISECONDS)) {
                violations.add("the JVM has not ended after " + EXIT.toSeconds() + " s");
            }
            process.destroyForcibly();
            for (JsonNode accepted : heard.get("sink")) {
                checkDelivered(sink, accepted.asLong(), heard.get("sink").size(), violations);
            }
        } catch (IOException e) {
            violations.add("it did not come to its end: " + e.getMessage());
        } finally {
            process.destroyForcibly();
            proxies.forEach(FaultProxy::close);
        }
        return new LoadResult(implementation, time.toMillis() / 60e3, violations, counts, held[0], held[1]);
    }

    private static void start(
            List<String> faults, int port, boolean secure, List<FaultProxy> proxies, List<Map<String, Object>> ways)
            throws IOException {
        for (String fault : faults) {
            FaultProxy proxy = FaultProxy.start(port, Fault.parse(fault));
            proxies.add(proxy);
            ways.add(Map.of("secure", secure, "port", proxy.port(), "fault", fault));
        }
    }

    /** The next of the connections that the process left behind: what it says was accepted must come, and then the end. */
    private static void checkDelivered(ServerSocket sink, long accepted, int flows, List<String> violations)
            throws IOException {
        byte[] pattern = Peer.pattern();
        try (Socket connection = sink.accept()) {
            connection.setSoTimeout((int) EXIT.toMillis());
            byte[] all = connection.getInputStream().readAllBytes();
            boolean right = false;
            for (int flow = 0; flow < flows; flow++) {
                right |= Arrays.equals(all, Peer.coded(pattern, flow, 0, all.length));
            }
            if (!right || all.length != accepted) {
                violations.add("of %,d bytes that were accepted before the end %,d came, %s"
                        .formatted(accepted, all.length, right ? "all right" : "some of them wrong"));
            }
        } catch (IOException e) {
            violations.add("what was accepted before the end did not come: " + e);
        }
    }

    /** The process's standard streams, a line of JSON at a time. */
    private record Conversation(String name, Process process, Writer orders, BufferedReader lines) {
        void say(Map<String, ?> what) throws IOException {
            orders.write(MAPPER.writeValueAsString(what) + "\n");
            orders.flush();
        }

        JsonNode hear() throws IOException, InterruptedException {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
                try {
                    return lines.readLine();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try {
                String text = line.get(SILENCE.toSeconds(), TimeUnit.SECONDS);
                if (text == null) {
                    throw new IOException(name + " has ended");
                }
                return MAPPER.readTree(text);
            } catch (TimeoutException e) {
                process.destroyForcibly(); // which ends the reading too
                throw new IOException(name + " hangs");
            } catch (ExecutionException e) {
                throw new IOException(name + " cannot be heard", e.getCause());
            }
        }
    }

    /** A thread that starts peers and kills them in the midst of what they send. */
    private static final class Killing {
        private final Thread thread;
        private volatile boolean over;
        private volatile long killed;

        Killing(int port, Duration time) {
            long end = System.nanoTime() + time.toNanos();
            thread = new Thread(() -> kill(port, end), "killing");
            thread.setDaemon(true);
            thread.start();
        }

        private void kill(int port, long end) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> command = List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Peer.class.getName(),
                    String.valueOf(port));
            try {
                while (!over && System.nanoTime() - end < 0) {
                    Process peer = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
                    if (!peer.waitFor(PEER_LIFE.toMillis(), TimeUnit.MILLISECONDS)) {
                        peer.destroyForcibly().waitFor();
                        killed++;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        long end() throws InterruptedException {
            over = true;
            thread.join();
            return killed;
        }
    }
}
