package org.jynetty.conformance.soak;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What long runs have found, as a file keeps it.
 *
 * @param revision the commit of what was run
 * @param machine what it ran on
 */
public record SoakFigures(String revision, Map<String, String> machine, List<Cycle> cycles, List<LoadResult> loads) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static SoakFigures read(Path file) throws IOException {
        return MAPPER.readValue(file.toFile(), SoakFigures.class);
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, MAPPER.writeValueAsString(this) + "\n");
    }

    /** These, and of older ones the cycles and implementations that are not among these. */
    public SoakFigures over(SoakFigures older) {
        List<Cycle> allCycles = new ArrayList<>(older.cycles);
        allCycles.removeIf(each -> cycles.stream().anyMatch(own -> own.cycle().equals(each.cycle())));
        allCycles.addAll(cycles);
        List<LoadResult> allLoads = new ArrayList<>(older.loads);
        allLoads.removeIf(
                each -> loads.stream().anyMatch(own -> own.implementation().equals(each.implementation())));
        allLoads.addAll(loads);
        return new SoakFigures(revision, machine, allCycles, allLoads);
    }
}
