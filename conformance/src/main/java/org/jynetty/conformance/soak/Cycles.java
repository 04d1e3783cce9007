package org.jynetty.conformance.soak;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Has a Jython open, use and close something very often, and takes down what its JVM held before and after. */
public final class Cycles {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Cycles() {}

    /**
     * @param jython the command that runs a Python program
     * @param python the folder of the Python halves
     * @param counts how often what is done, by name, in their order
     * @param log for what the process says besides
     */
    public static List<Cycle> run(
            List<String> jython,
            Path python,
            Path certificates,
            Map<String, Integer> counts,
            Path log,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(jython);
        command.add(python.resolve("cycles.py").toString());
        command.add(certificates.toString());
        counts.forEach((name, count) -> command.add(name + "=" + count));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        List<Cycle> cycles = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Cycle cycle = MAPPER.readValue(line, Cycle.class);
                cycles.add(cycle);
                progress.accept("%,d %s in %.0f s: %s"
                        .formatted(
                                cycle.count(),
                                cycle.cycle(),
                                cycle.seconds(),
                                cycle.left().isEmpty() ? "nothing is left" : cycle.left()));
            }
            if (process.waitFor() != 0) {
                throw new IOException("the cycles did not come to their end, see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        return cycles;
    }
}
