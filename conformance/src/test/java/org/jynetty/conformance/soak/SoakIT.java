package org.jynetty.conformance.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.certs.TestCa;

/** The long runs of {@code -Psoak}, short: {@code -Dsoak.seconds} of load, and a small part of the cycles. */
class SoakIT {
    private static final Path JAR = Path.of("../impl/target/jynetty.jar").toAbsolutePath();
    private static final Path JYTHON =
            Path.of("target/jython/jython-standalone.jar").toAbsolutePath();
    private static final Path PYTHON = Path.of("src/main/python/soak").toAbsolutePath();
    private static final int SECONDS = Integer.getInteger("soak.seconds", 8);
    private static final long SEED = 1010;

    @TempDir
    private static Path certificates;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeCertificates() throws Exception {
        assertTrue(Files.exists(JAR), "the jar under test is not built: " + JAR);
        TestCa.create().writeTo(certificates);
    }

    private static List<String> jynetty() {
        return JythonCommand.of(List.of(JAR, JYTHON));
    }

    @Test
    void nothingIsLeftOfWhatWasOpenedAndClosed() throws Exception {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("connections", 1000);
        counts.put("handshakes", 100);
        counts.put("listeners", 50);
        counts.put("interpreters", 10);
        List<Cycle> cycles =
                Cycles.run(jynetty(), PYTHON, certificates, counts, folder.resolve("log"), System.out::println);
        assertEquals(
                List.copyOf(counts.keySet()), cycles.stream().map(Cycle::cycle).toList());
        cycles.forEach(cycle -> assertEquals(List.of(), cycle.left(), cycle.cycle()));
    }

    @Test
    void underLoadWithFaultsTheInvariantsHold() throws Exception {
        LoadResult result = new Load(PYTHON, certificates, folder, text -> {})
                .run("jynetty", jynetty(), Duration.ofSeconds(SECONDS), SEED);
        assertEquals(List.of(), result.violations());
        assertTrue(result.sum("answered") > 0, () -> "nothing was done: " + result.counts());
    }

    /** A leak of each kind is seen; else the cycles could not fail. */
    @Test
    void whatIsLeftIsTold() {
        Held before = new Held(10, 10, 5000, 40 << 20, 1 << 17);
        Held after = new Held(11, 12, 5100, 45 << 20, 1 << 20);
        Cycle cycle = new Cycle("connections", 1000, 1, before, after);
        assertEquals(5, cycle.left().size(), () -> cycle.left().toString());
        assertEquals(List.of(), new Cycle("connections", 1000, 1, before, before).left());
    }
}
