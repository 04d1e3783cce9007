package org.jynetty.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that answers each line with a line of JSON. It is to end when its input is closed, and is made to. */
final class BenchProcess implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    /** The last one. */
    private static final String PROCESSOR = String.valueOf(Runtime.getRuntime().availableProcessors() - 1);

    private final String name;
    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final Path log;

    /** @param log gets what the process writes to standard error */
    BenchProcess(String name, List<String> command, Map<String, String> environment, Path log) throws IOException {
        this.name = name;
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.startsWith("PYTHON"));
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        in = process.outputWriter();
        out = process.inputReader();
    }

    /** The same command for the processor of pinned measures. */
    static List<String> pinned(List<String> command) {
        List<String> words = new ArrayList<>(List.of("taskset", "-c", PROCESSOR));
        words.addAll(command);
        return words;
    }

    /** Puts all threads that it has, and will have, on the processor of pinned measures. */
    void pin() throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", PROCESSOR, String.valueOf(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (taskset.waitFor() != 0) {
            throw failure("cannot be pinned");
        }
    }

    JsonNode ask(Map<String, ?> order, Duration limit) throws IOException, InterruptedException {
        try {
            in.write(MAPPER.writeValueAsString(order) + "\n");
            in.flush();
        } catch (IOException gone) {
            throw failure("has ended");
        }
        return answer(limit);
    }

    /** The next line. @throws IOException if there is none in time; it says what the process had to say */
    JsonNode answer(Duration limit) throws IOException, InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
        try {
            String text = line.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (text == null) {
                throw failure("has ended");
            }
            return MAPPER.readTree(text);
        } catch (TimeoutException e) {
            process.destroyForcibly(); // which ends the reading too
            throw failure("has not answered in " + limit.toSeconds() + " s");
        } catch (java.util.concurrent.ExecutionException e) {
            throw failure("cannot be read: " + e.getCause().getMessage());
        }
    }

    private String readLine() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private IOException failure(String what) throws IOException {
        List<String> said = Files.readAllLines(log);
        return new IOException(name + " " + what
                + (said.isEmpty() ? "" : ": " + said.get(said.size() - 1).strip()));
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (IOException gone) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
