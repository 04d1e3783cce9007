package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.worker.Session;
import org.jynetty.fixtures.CPython;

/**
 * A slice of what {@code conformance fuzz} does, in every build. A build needs no CPython, so what jynetty does is compared with
 * what can be had:
 *
 * <ul>
 *   <li>sequential programs of a fixed seed with what CPython was recorded to do with them;
 *   <li>programs of both sorts, of a fresh seed, with CPython where it is at hand: what differs, has no excuse and is not known
 *       fails the build, with the program;
 *   <li>where CPython is not at hand, concurrent ones only, with what jynetty itself does when one thread runs the branches'
 *       operations in any order. That model does not have all that may happen, so what differs is printed, and the build
 *       fails where the interpreter hangs or crashes.
 * </ul>
 */
class GeneratedProgramsIT {
    private static final long FIXED_SEED = 271828;
    private static final int FIXED_PROGRAMS = 300;

    /** How long the programs of the fresh seed may take. Seconds. */
    private static final int FRESH_TIME = Integer.getInteger("programs.seconds", 20);

    private static final Path RECORDED = Path.of("src/test/resources/org/jynetty/conformance/program/recorded.jsonl");
    private static final Path KEPT = Path.of("../fixtures/programs");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    /**
     * What CPython did with a program.
     *
     * @param program a digest of its text
     * @param results of its operations, in their order
     * @param jynetty what jynetty did instead, and is to do until it does as CPython; null where that is the same
     */
    record Recorded(String program, List<String> results, List<String> jynetty) {
        List<String> expected() {
            return jynetty == null ? results : jynetty;
        }
    }

    @Test
    void theFixedSeedDoesWhatCPythonWasRecordedToDo() throws Exception {
        List<Program> programs = generate();
        List<Recorded> recorded = Boolean.getBoolean("programs.record") ? record(programs) : read();
        String again = "the programs have changed: record again, with -Dprograms.record=true";
        assertEquals(
                programs.stream().map(each -> digest(each.text())).toList(),
                recorded.stream().map(Recorded::program).toList(),
                again);
        List<Outcomes> outcomes;
        try (Session session = new Launch(folder).jynetty()) {
            outcomes = new Interpreted(session).run(programs, 1, 1);
        }
        for (int i = 0; i < programs.size(); i++) {
            Recorded each = recorded.get(i);
            assertEquals(
                    each.expected(),
                    results(only(outcomes.get(i).traces())),
                    (each.jynetty() == null ? "CPython did" : "where jynetty differed, it was recorded to do")
                            + " something else with this program:\n"
                            + programs.get(i).text());
        }
        long different =
                recorded.stream().filter(each -> each.jynetty() != null).count();
        System.out.printf(
                "fixed seed %d: %d sequential programs did what CPython was recorded to do, %d more what they did before instead%n",
                FIXED_SEED, programs.size() - different, different);
    }

    @Test
    void aFreshSeedShowsNothingNew() throws Exception {
        long seed = Long.getLong("programs.seed", new Random().nextInt(1_000_000_000));
        Optional<CPython> cpython = CPython.present();
        System.out.printf(
                "fresh seed %d, compared with %s (again: -Dprograms.seed=%d)%n",
                seed,
                cpython.isPresent()
                        ? "CPython"
                        : "jynetty's own sequential behaviour, concurrent programs only, as CPython is not at hand",
                seed);
        Launch launch = new Launch(folder);
        try (Session reference = cpython.isPresent() ? launch.reference(cpython.get()) : launch.jynetty();
                Session tested = launch.jynetty();
                Differential differential = new Differential(new Interpreted(reference), new Interpreted(tested))) {
            Slice slice = new Slice();
            Fuzz fuzz = new Fuzz(differential, seed, cpython.isPresent() ? Fuzz.Mix.BOTH : Fuzz.Mix.CONCURRENT, slice);
            fuzz.shrinkFor(Duration.ZERO); // conformance fuzz does, with the same seed
            for (Program kept : KeptPrograms.in(KEPT).values()) {
                if (!kept.isConcurrent()) { // those take long, and none of them is known to differ
                    fuzz.learn(kept);
                }
            }
            slice.begin = System.nanoTime();
            Fuzz.Counts counts = fuzz.run();
            System.out.printf(
                    "fresh seed %d: %d sequential and %d concurrent programs; %d differ, %d of them in a way that is new%n",
                    seed, counts.sequential(), counts.concurrent(), counts.different(), slice.found.size());
            slice.found.forEach(System.out::println);
            assertEquals(
                    List.of(),
                    cpython.isPresent() ? slice.found : slice.ended,
                    () -> "to shrink and keep it: conformance fuzz --mix=both --seed=" + seed);
            assertTrue(counts.programs() > 0);
        }
    }

    /** Goes on for its time; keeps what is found, as text. */
    private static final class Slice implements Fuzz.Listener {
        private final List<String> found = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();
        private long begin;

        @Override
        public boolean compared(Fuzz.Counts counts) {
            return System.nanoTime() - begin < FRESH_TIME * 1_000_000_000L;
        }

        @Override
        public void found(Finding finding) {
            found.add(finding.headline() + "\n" + finding.program().text()
                    + SideBySide.of(
                            "reference",
                            finding.nearestAllowed(),
                            "jynetty",
                            finding.comparison().seen()));
            if (finding.comparison().seen().has(Interpreted.ENDING)) {
                ended.add(finding.program().text());
            }
        }

        @Override
        public void notAgain(Finding finding) {
            System.out.println("once, and not again: " + finding.headline() + "\n"
                    + finding.program().text());
        }
    }

    /** What CPython does with the programs, also written to the file. */
    private List<Recorded> record(List<Program> programs) throws Exception {
        List<Recorded> all = new ArrayList<>();
        Launch launch = new Launch(folder.resolve("recording"));
        try (Session reference = launch.reference(CPython.provision());
                Session tested = launch.jynetty();
                Differential differential = new Differential(new Interpreted(reference), new Interpreted(tested))) {
            List<Comparison> comparisons = differential.compare(programs);
            for (int i = 0; i < programs.size(); i++) {
                Comparison comparison = comparisons.get(i);
                List<String> jynetty = comparison.seen() == null ? null : results(comparison.seen());
                all.add(new Recorded(
                        digest(programs.get(i).text()),
                        results(only(comparison.allowed().traces())),
                        jynetty));
            }
        }
        List<String> lines = new ArrayList<>();
        for (Recorded each : all) {
            lines.add(MAPPER.writeValueAsString(each));
        }
        Files.createDirectories(RECORDED.getParent());
        Files.write(RECORDED, lines);
        return all;
    }

    private static List<Recorded> read() throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (String line : Files.readAllLines(RECORDED)) {
            all.add(MAPPER.readValue(line, Recorded.class));
        }
        return all;
    }

    private static List<String> results(JsonNode trace) {
        List<String> results = new ArrayList<>();
        trace.forEach(result -> results.add(result.asText()));
        return results;
    }

    private static JsonNode only(Set<JsonNode> traces) {
        assertEquals(1, traces.size());
        return traces.iterator().next();
    }

    private static List<Program> generate() {
        List<Program> programs = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<Program> generator = Programs.sequential().generator(1000, false);
            Random random = new Random(FIXED_SEED);
            while (programs.size() < FIXED_PROGRAMS) {
                programs.add(generator.next(random).value());
            }
        });
        return programs;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
