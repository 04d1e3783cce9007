package org.jynetty.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the measures: for each one a peer, and a process of each implementation, which run their rounds in turns, so that what
 * else the machine does falls upon all of them.
 */
public final class Benchmark {
    /** Without a warm-up: how long it takes to see how fast it is. Seconds. */
    private static final double LOOK = 1;

    /** How long anything may take: ten thousand connections, or a warm-up, or a round. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /**
     * How long it is to take.
     *
     * @param rounds of each measure on each implementation
     * @param warmUp what comes before them, where there is something to warm up
     */
    public record Effort(int rounds, Duration warmUp) {}

    private final Path python;
    private final Contestant reference;
    private final List<Contestant> contestants;
    private final Path certificates;
    private final Path logs;
    private final Effort effort;
    private final Consumer<String> progress;
    private final Map<String, Map<String, String>> missing = new LinkedHashMap<>();

    /**
     * @param python the folder of the Python halves
     * @param reference what the peer runs on
     * @param contestants what is measured
     * @param certificates the folder with the certificate of the peer
     * @param logs a folder for what the processes write to standard error
     */
    public Benchmark(
            Path python,
            Contestant reference,
            List<Contestant> contestants,
            Path certificates,
            Path logs,
            Effort effort,
            Consumer<String> progress) {
        this.python = python;
        this.reference = reference;
        this.contestants = List.copyOf(contestants);
        this.certificates = certificates;
        this.logs = logs;
        this.effort = effort;
        this.progress = progress;
    }

    /** Takes the measures, one after the other. An implementation that cannot do one is left out of it. */
    public Figures run(List<Measure> measures, String revision, Map<String, String> machine)
            throws IOException, InterruptedException {
        Files.createDirectories(logs);
        Map<String, Map<String, List<Sample>>> samples = new LinkedHashMap<>();
        for (Measure measure : measures) {
            Map<String, List<Sample>> found = take(measure);
            samples.put(measure.name(), found);
            progress.accept(BenchReport.line(measure, found));
        }
        return new Figures(revision, machine, samples, missing);
    }

    private Map<String, List<Sample>> take(Measure measure) throws IOException, InterruptedException {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        try (BenchProcess peer = process(
                measure.pinned(),
                measure,
                reference,
                "peer",
                List.of(
                        python.resolve("peer.py").toString(),
                        certificates.resolve("server-ec.chain.pem").toString(),
                        certificates.resolve("server-ec.key.pem").toString()))) {
            JsonNode ports = peer.answer(LIMIT);
            List<Contestant> able = contestants.stream()
                    .filter(each -> !measure.without().contains(each.name()))
                    .toList();
            if (measure.isRate()) {
                takeInTurns(measure, able, ports, samples);
            } else {
                takeOnce(measure, able, ports, samples);
            }
        }
        return samples;
    }

    private void takeInTurns(Measure measure, List<Contestant> able, JsonNode ports, Map<String, List<Sample>> samples)
            throws IOException, InterruptedException {
        Map<Contestant, BenchProcess> workers = new LinkedHashMap<>();
        try {
            for (Contestant contestant : able) {
                String program = python.resolve("worker.py").toString();
                BenchProcess worker = process(
                        false, measure, contestant, contestant.name(), List.of(program, contestant.connector()));
                workers.put(contestant, worker);
                try {
                    worker.ask(
                            Map.of(
                                    "order",
                                    "open",
                                    "measure",
                                    measure.name(),
                                    "ports",
                                    ports,
                                    "warmup",
                                    warmUp(measure, contestant)),
                            LIMIT);
                    if (measure.pinned()) {
                        worker.pin(); // only now: compiling takes several processors, and is not to be measured
                    }
                    samples.put(contestant.name(), new ArrayList<>());
                } catch (IOException e) {
                    leaveOut(measure, contestant, e, samples);
                }
            }
            for (int round = 0; round < effort.rounds(); round++) {
                for (Contestant contestant : able) {
                    List<Sample> own = samples.get(contestant.name());
                    if (own != null) {
                        try {
                            JsonNode answer = workers.get(contestant).ask(Map.of("order", "round"), LIMIT);
                            double operations = answer.get("operations").asDouble();
                            own.add(new Sample(
                                    operations / answer.get("seconds").asDouble(),
                                    answer.get("cpu").asDouble() / operations));
                        } catch (IOException e) {
                            leaveOut(measure, contestant, e, samples);
                        }
                    }
                }
            }
        } finally {
            for (BenchProcess worker : workers.values()) {
                worker.close();
            }
        }
    }

    /** In seconds. */
    private double warmUp(Measure measure, Contestant contestant) {
        return contestant.compiles() ? effort.warmUp().toMillis() / 1e3 * measure.warmUps() : LOOK;
    }

    private void takeOnce(Measure measure, List<Contestant> able, JsonNode ports, Map<String, List<Sample>> samples)
            throws IOException, InterruptedException {
        for (int round = 0; round < effort.rounds(); round++) {
            for (Contestant contestant : able) {
                if (missing.getOrDefault(measure.name(), Map.of()).containsKey(contestant.name())) {
                    continue;
                }
                List<String> arguments = List.of(
                        python.resolve("once.py").toString(), measure.name(), contestant.connector(), ports.toString());
                try (BenchProcess process = process(false, measure, contestant, contestant.name(), arguments)) {
                    JsonNode answer = process.answer(LIMIT);
                    samples.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                            .add(new Sample(
                                    answer.get("value").asDouble(),
                                    answer.get("cpu").asDouble()));
                } catch (IOException e) {
                    leaveOut(measure, contestant, e, samples);
                }
            }
        }
    }

    private void leaveOut(Measure measure, Contestant contestant, IOException why, Map<String, List<Sample>> samples) {
        samples.remove(contestant.name());
        missing.computeIfAbsent(measure.name(), name -> new LinkedHashMap<>()).put(contestant.name(), why.getMessage());
        progress.accept(measure.name() + ": " + why.getMessage());
    }

    private BenchProcess process(
            boolean pinned, Measure measure, Contestant contestant, String role, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(contestant.command());
        command.addAll(arguments);
        return new BenchProcess(
                role,
                pinned ? BenchProcess.pinned(command) : command,
                contestant.environment(),
                Files.createTempFile(logs, measure.name() + "-" + role + "-", ".log"));
    }
}
