package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jynetty.conformance.worker.Session;
import org.jynetty.fixtures.CPython;

/**
 * What generated programs are good for: each defect that is put into jynetty on purpose is found within two minutes, and the
 * program that shows it is small. Needs the reference and many minutes, so it runs only when it is asked for, with
 * {@code ci/check-programs}.
 */
@Tag("defects")
class DefectsIT {
    private static final long SEED = Long.getLong("programs.seed", 20260101);
    private static final double MINUTES = 2;
    private static final int OPERATIONS = 8;

    /** How often a concurrent program is run: these defects are not rare, so that more programs are worth more than more runs. */
    private static final int RUNS = 10;

    @TempDir
    private Path folder;

    static Stream<Defect> defects() {
        String names = System.getProperty("programs.defects", "");
        return names.isEmpty()
                ? Stream.of(Defect.values())
                : Stream.of(names.split(",")).map(Defect::valueOf);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void isFoundInTwoMinutesAndShownByEightOperations(Defect defect) throws Exception {
        Path changed = folder.resolve("changed");
        defect.writeTo(changed, Launch.JAR);
        Launch launch = new Launch(folder);
        try (Session cpython = launch.reference(CPython.provision());
                Session sound = launch.jynetty();
                Session broken = launch.jynetty(changed);
                Differential differential = new Differential(
                        new Either(new Interpreted(cpython), new Interpreted(sound)), new Interpreted(broken), RUNS)) {
            Search search = new Search();
            new Fuzz(differential, SEED, defect.mix(), search).run();

            assertNotNull(search.finding, () -> defect + " was not found by " + search.programs + " programs");
            Program program = search.finding.program();
            System.out.printf(
                    "%s: found after %.0f s by %d programs; %s%n%s",
                    defect, search.seconds, search.programs, search.finding.headline(), program.text());
            assertTrue(program.size() <= OPERATIONS, program.text());
        }
    }

    /** What the reference does, or jynetty without the defect: what that does differently is no sign of the defect. */
    private record Either(Behaviour reference, Behaviour sound) implements Behaviour {
        @Override
        public List<Outcomes> run(List<Program> programs, int times, double pace)
                throws IOException, InterruptedException {
            List<Outcomes> one = reference.run(programs, times, pace);
            List<Outcomes> other = sound.run(programs, times, pace);
            List<Outcomes> both = new ArrayList<>();
            for (int i = 0; i < programs.size(); i++) {
                both.add(Outcomes.union(List.of(one.get(i), other.get(i))));
            }
            return both;
        }

        @Override
        public Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException {
            return reference.inAnyOrder(program);
        }
    }

    /** Ends with the first finding, or after two minutes. */
    private static final class Search implements Fuzz.Listener {
        private final long begin = System.nanoTime();
        private Finding finding;
        private int programs;
        private double seconds;

        @Override
        public boolean compared(Fuzz.Counts counts) {
            programs = counts.programs();
            return finding == null && System.nanoTime() - begin < MINUTES * 60e9;
        }

        @Override
        public boolean wanted() {
            if (finding == null) {
                seconds = (System.nanoTime() - begin) / 1e9;
            }
            return finding == null;
        }

        @Override
        public void found(Finding found) {
            finding = found;
        }

        @Override
        public void notAgain(Finding seen) {}
    }
}
