package org.jynetty.conformance.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark has found: {@code bench.json}.
 *
 * @param revision the version of jynetty that ran
 * @param machine what it ran on, by what is told
 * @param samples the rounds, by measure and implementation, in the order of the report
 * @param missing why there is nothing, by measure and implementation
 */
public record Figures(
        String revision,
        Map<String, String> machine,
        Map<String, Map<String, List<Sample>>> samples,
        Map<String, Map<String, String>> missing) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads a file; {@link IOException} names it where it is none of ours. */
    public static Figures read(Path file) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), Figures.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": not a file of the benchmark: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes the file, and the folders above it where they are missing. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n"));
        Files.writeString(file, MAPPER.writer(printer).writeValueAsString(this) + "\n");
    }

    /**
     * These figures with those of an earlier run of the same jynetty on the same machine, where this one has not taken the
     * measure; these alone where it was another.
     */
    public Figures over(Figures earlier, List<Measure> order) {
        if (!revision.equals(earlier.revision) || !machine.equals(earlier.machine)) {
            return this;
        }
        Map<String, Map<String, List<Sample>>> all = new LinkedHashMap<>();
        Map<String, Map<String, String>> gone = new LinkedHashMap<>();
        for (Measure measure : order) {
            Figures source = samples.containsKey(measure.name()) ? this : earlier;
            if (source.samples.containsKey(measure.name())) {
                all.put(measure.name(), source.samples.get(measure.name()));
            }
            if (source.missing.containsKey(measure.name())) {
                gone.put(measure.name(), source.missing.get(measure.name()));
            }
        }
        return new Figures(revision, machine, all, gone);
    }
}
