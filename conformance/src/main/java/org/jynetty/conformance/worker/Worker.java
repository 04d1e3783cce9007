package org.jynetty.conformance.worker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;

/**
 * One interpreter process that runs the tests of one suite, and the side channel to it: a loopback connection of its own,
 * one JSON object a line. What the process prints goes to a log file and is never parsed.
 *
 * <p>Used by one thread at a time. {@link #close()} ends the process and its children.
 */
final class Worker implements AutoCloseable {
    /** An interpreter on a loaded machine may take its time to start; one that never says hello is broken. */
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    /** So often an interpreter is started that ends before it says hello: whoever killed one need not kill the next. */
    private static final int STARTS = 3;

    private static final Duration DUMP_LIMIT = Duration.ofSeconds(5);

    /** How long a test that hangs is asked to end; one that can be interrupted at all ends at once. */
    private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(2);

    private static final Duration INTERRUPT_PAUSE = Duration.ofMillis(100);
    private static final int LOG_TAIL = 4000;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Process process;
    private final Path log;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Socket connection;
    private OutputStream out;

    private Worker(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The interpreter ended, or was not who connected. */
    private static final class EndedEarly extends IOException {
        private static final long serialVersionUID = 1;

        EndedEarly(String message) {
            super(message);
        }
    }

    /**
     * Starts an interpreter on a suite, and waits until it has connected. One that ends before is replaced.
     *
     * @param kind the Python module that serves the suite
     * @param note is told of each that is replaced
     * @throws IOException where none can be started, or each ends, or one stays silent before it has connected
     */
    static Worker start(
            Interpreter interpreter, String kind, String suite, WorkerSettings settings, Consumer<String> note)
            throws IOException {
        for (int left = STARTS - 1; ; left--) {
            try {
                return startOnce(interpreter, kind, suite, settings);
            } catch (EndedEarly e) {
                if (left == 0) {
                    throw e;
                }
                note.accept("%s, for %s: %s; another one is started"
                        .formatted(
                                interpreter.name(),
                                suite,
                                e.getMessage().lines().findFirst().orElseThrow()));
            }
        }
    }

    private static Worker startOnce(Interpreter interpreter, String kind, String suite, WorkerSettings settings)
            throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(settings.work()), interpreter.name() + "-");
        Path directory = Files.createDirectory(folder.resolve("cwd"));
        Path log = folder.resolve("log.txt");
        String token = UUID.randomUUID().toString();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Object> config = new LinkedHashMap<>();
            config.put("port", server.getLocalPort());
            config.put("token", token);
            config.put("kind", kind);
            config.put("suite", suite);
            config.put("shims", settings.shims());
            config.put("tests", settings.tests().toString());
            Equipment equipment = settings.equipmentOf(suite);
            config.putAll(equipment.settings());
            List<String> command = new ArrayList<>(interpreter.command());
            command.add(settings.python().resolve("worker.py").toString());
            command.add(MAPPER.writeValueAsString(config));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(equipment.folder().orElse(directory).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
            builder.environment().keySet().removeAll(settings.unset());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1"); // workers start side by side on the same files
            builder.environment().putAll(interpreter.environment());
            builder.environment().putAll(equipment.environment());
            Worker worker = new Worker(builder.start(), log);
            try {
                worker.connect(server, token);
            } catch (IOException e) {
                worker.close();
                throw e;
            }
            return worker;
        }
    }

    private void connect(ServerSocket server, String token) throws IOException {
        server.setSoTimeout(200); // milliseconds; between them the process is looked at
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (connection == null) {
            try {
                connection = server.accept();
            } catch (SocketTimeoutException notYet) {
                if (!process.isAlive()) {
                    throw new EndedEarly("the interpreter ended before it connected: " + obituary());
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("the interpreter did not connect within " + START_LIMIT.toSeconds() + " s");
                }
            }
        }
        connection.setTcpNoDelay(true);
        out = connection.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        if (!token.equals(hello(in))) {
            throw new EndedEarly("whoever connected is not the interpreter: " + obituary());
        }
        Thread reader = new Thread(() -> read(in), "worker-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** The token of whoever has connected; null where it goes without a word. */
    private static String hello(BufferedReader in) throws IOException {
        try {
            String line = in.readLine();
            return line == null ? null : MAPPER.readValue(line, Event.class).token();
        } catch (SocketException gone) {
            return null;
        }
    }

    private void read(BufferedReader in) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                events.add(MAPPER.readValue(line, Event.class));
            }
        } catch (IOException gone) {
            // A process that is killed resets the connection; an event cut short ends it as well.
        }
        events.add(Event.GONE);
    }

    long pid() {
        return process.pid();
    }

    /** What the process and those that it started have used so far. */
    Duration processorTime() {
        return processes()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether the process, or one that it started, runs or waits for a processor just now. */
    boolean isRunnable() {
        return processes().anyMatch(each -> KernelThreads.isAnyRunnable(each.pid()));
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** The next event, {@link Event#GONE} after the last, or null when none has come in time. */
    Event next(Duration limit) throws InterruptedException {
        return events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Sends a command. A worker that has gone is noticed by {@link #next}, so that is no error here. */
    void send(Map<String, ?> command) throws IOException {
        byte[] line = (MAPPER.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            out.write(line);
        } catch (IOException gone) {
            // GONE follows, or has come.
        }
    }

    /** Has one test run, and the assistant answer what it asks for; a worker whose test hangs is not fit for another. */
    Attempt run(Map<String, ?> command, Duration limit, Assistant assistant) throws IOException, InterruptedException {
        TimeLimit time = new TimeLimit(limit, this::processorTime, this::isRunnable, System::nanoTime);
        send(command);
        while (true) {
            Event event = next(time.untilCheck());
            double seconds = time.seconds();
            if (event == null) {
                if (!time.isOver()) {
                    continue;
                }
                String dump = threadDump();
                return Attempt.of(Outcome.HANG, seconds, "no end within " + limit.toSeconds() + " s\n" + dump);
            }
            switch (event.event()) {
                case "start" -> time.restart();
                case "ask" -> answer(assistant, event);
                case "result" -> {
                    return event.attempt();
                }
                case "gone" -> {
                    return Attempt.of(Outcome.CRASH, seconds, obituary());
                }
                default -> throw new IOException("unexpected event from the worker after " + command + ": " + event);
            }
        }
    }

    /** Has the assistant answer a question of the worker's, and sends the answer, or why there is none. */
    void answer(Assistant assistant, Event question) throws IOException, InterruptedException {
        Map<String, Object> command = new LinkedHashMap<>(Map.of("do", "answer"));
        try {
            command.put("answer", assistant.answer(question.ask()));
        } catch (IOException e) {
            command.put("failed", String.valueOf(e.getMessage()));
        }
        send(command);
    }

    /** What all threads of the process are doing, as the process itself sees it. */
    String threadDump() throws IOException, InterruptedException {
        send(Map.of("do", "dump"));
        long deadline = System.nanoTime() + DUMP_LIMIT.toNanos();
        while (true) {
            Event event = next(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (event == null || event.is("gone")) {
                return "no thread dump: the process did not answer within " + DUMP_LIMIT.toSeconds() + " s";
            }
            if (event.is("dump")) {
                return event.text();
            }
        }
    }

    /**
     * Interrupts the test that hangs, so that it fails and cleans up after itself.
     *
     * @return whether it has ended and left no thread running, so that the worker is as fit for the next test as after any
     *     other that fails
     */
    boolean interrupt() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + INTERRUPT_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            send(Map.of("do", "interrupt"));
            Event answer = next(INTERRUPT_LIMIT);
            if (answer != null && answer.is("result")) {
                answer = next(INTERRUPT_LIMIT);
            }
            if (answer == null || !answer.is("interrupted")) {
                return false;
            }
            if (answer.living() != null && answer.living().isEmpty()) {
                return true;
            }
            Event result = next(INTERRUPT_PAUSE);
            if (result != null && !result.is("result")) {
                return false;
            }
        }
        return false;
    }

    /** How the process ended, with the end of what it printed. */
    String obituary() throws IOException {
        String how;
        try {
            how = process.waitFor(5, TimeUnit.SECONDS) ? describe(process.exitValue()) : "closed its channel but lives";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            how = "unknown: interrupted while waiting for it";
        }
        return (how + "\n" + logTail()).strip();
    }

    /** The end of what the process printed, which may be more than memory holds. */
    private String logTail() throws IOException {
        try (FileChannel file = FileChannel.open(log)) {
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(LOG_TAIL, file.size()));
            long start = file.size() - tail.capacity();
            while (tail.hasRemaining() && file.read(tail, start + tail.position()) >= 0) {
                // The rest is read.
            }
            return new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
        }
    }

    /** Java reports the end by signal n as 128 + n, as a shell does. */
    private static String describe(int status) {
        return status > 128 ? "ended by signal " + (status - 128) : "exit status " + status;
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        try {
            if (out != null) {
                send(Map.of("do", "quit"));
                process.waitFor(2, TimeUnit.SECONDS);
            }
        } catch (IOException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        } finally {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            closeConnection();
        }
    }

    /** Ends the process at once. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        closeConnection();
    }

    private void closeConnection() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
