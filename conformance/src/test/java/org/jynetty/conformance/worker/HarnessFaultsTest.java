package org.jynetty.conformance.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;

/**
 * What tests, and whoever ends a run, may do to the harness: it says what happened, gives no test the outcome of another, and
 * leaves nothing running. RunnerTest has the killed worker, CacheTest the cache that is damaged, shared or left half done.
 */
class HarnessFaultsTest {
    private static final Interpreter JYTHON = StandaloneJython.named("jython");

    @TempDir
    private Path work;

    @Test
    void aTestThatPrintsMegabytesOrClosesItsChannelHarmsNoOther() throws Exception {
        Map<String, Attempt> attempts = run(work, "faults");

        outcome(attempts, "Faults.test_a_prints_megabytes", Outcome.PASS);
        outcome(attempts, "Faults.test_b_after_megabytes", Outcome.PASS);
        outcome(attempts, "Faults.test_c_prints_what_looks_like_an_event", Outcome.FAIL);
        outcome(attempts, "Faults.test_d_closes_the_channel", Outcome.CRASH);
        outcome(attempts, "Faults.test_e_after_the_channel", Outcome.PASS);
        outcome(attempts, "Faults.test_f_prints_megabytes_and_dies", Outcome.CRASH);
        outcome(attempts, "Faults.test_g_after_death", Outcome.PASS);
        String closed = attempts.get("Faults.test_d_closes_the_channel").detail();
        assertTrue(closed.startsWith("closed its channel but lives") || closed.startsWith("exit status"), closed);
        String died = attempts.get("Faults.test_f_prints_megabytes_and_dies").detail();
        assertTrue(died.startsWith("exit status 7") && died.endsWith("the last words"), died);
        assertTrue(died.length() < 10_000, "the end of what was printed is enough");
    }

    private static void outcome(Map<String, Attempt> attempts, String test, Outcome expected) {
        assertEquals(expected, attempts.get(test).outcome(), () -> test + ": " + attempts.get(test));
    }

    /** A run that is killed, in the midst of a test without end, takes its workers with it; the next one is like any other. */
    @Test
    @Timeout(300)
    void aRunThatIsKilledLeavesNoWorker() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRun.class.getName(),
                        work.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals(EndlessRun.WAITS, run.inputReader().readLine());
            List<ProcessHandle> workers;
            try (Stream<ProcessHandle> descendants = run.descendants()) {
                workers = descendants.toList();
            }
            assertEquals(1, workers.size());

            run.destroyForcibly().waitFor();

            for (ProcessHandle worker : workers) {
                worker.onExit().get(60, TimeUnit.SECONDS);
            }
        } finally {
            run.destroyForcibly();
        }
        assertEquals(7, run(work, "faults").size());
    }

    /** A harness that is killed with something unread resets the connection, which is no end of a stream. */
    @Test
    @Timeout(120)
    void aWorkerWhoseConnectionIsResetEnds() throws Exception {
        try (ServerSocket harness = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>(JYTHON.command());
            command.add(Path.of("src/main/python/worker.py").toString());
            command.add(
                    "{\"port\": %d, \"token\": \"\", \"kind\": \"generated\", \"suite\": \"ad-hoc\", \"certificate\": null}"
                            .formatted(harness.getLocalPort()));
            Process worker = new ProcessBuilder(command).inheritIO().start();
            try {
                try (Socket connection = harness.accept()) {
                    connection.getInputStream().read(); // there is more
                    connection.setSoLinger(true, 0);
                }
                assertTrue(worker.waitFor(60, TimeUnit.SECONDS));
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    /** A run that waits for ever in its first test, and says when it has come so far. */
    static final class EndlessRun {
        static final String WAITS = "a test waits";

        private EndlessRun() {}

        public static void main(String[] arguments) throws Exception {
            Path work = Path.of(arguments[0]);
            Thread run = new Thread(() -> {
                try {
                    HarnessFaultsTest.run(work, "interrupted");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            run.setDaemon(true);
            run.start();
            while (!hasBegun(work)) {
                run.join(100); // a test that begins tells only its worker's log
            }
            System.out.println(WAITS);
            run.join();
        }

        private static boolean hasBegun(Path work) throws IOException {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path log : files.filter(file -> file.endsWith("log.txt")).toList()) {
                    if (Files.readString(log).contains("test_a_waits")) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static Map<String, Attempt> run(Path work, String suite) throws IOException, InterruptedException {
        WorkerSettings settings = new WorkerSettings(
                Path.of("src/main/python").toAbsolutePath(),
                Path.of("src/test/python").toAbsolutePath(),
                work,
                List.of("standard_library"),
                List.of(),
                Map.of(),
                Assistant.Source.NONE);
        Suite tests = new Suite(suite, Suite.Kind.MODULES, true, Duration.ofSeconds(60), Map.of(), Optional.empty());
        return new Runner(settings, 1, Optional.empty(), (name, id) -> false, RunListener.SILENT)
                .run(List.of(JYTHON), List.of(tests), id -> true, (name, all) -> false)
                .get(0)
                .attempts();
    }
}
