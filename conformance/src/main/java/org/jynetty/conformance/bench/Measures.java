package org.jynetty.conformance.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** All measures, read from {@code measures.toml} beside this class. */
public final class Measures {
    private static final String FILE = "measures.toml";

    private Measures() {}

    /** How a measure is written in the file. */
    private record Entry(
            String title,
            String unit,
            boolean pinned,
            Set<String> without,
            Map<String, Double> goals,
            String once,
            int warmUps,
            double most) {}

    /** In the order of the report. */
    public static List<Measure> load() throws IOException {
        TomlMapper mapper = TomlMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Measures.class.getResourceAsStream(FILE)) {
            Map<String, Entry> entries = mapper.readValue(in, new TypeReference<LinkedHashMap<String, Entry>>() {});
            return entries.entrySet().stream()
                    .map(each -> of(each.getKey(), each.getValue()))
                    .toList();
        }
    }

    private static Measure of(String name, Entry entry) {
        return new Measure(
                name,
                entry.title(),
                entry.unit(),
                entry.pinned(),
                entry.without(),
                entry.goals(),
                entry.once(),
                entry.warmUps(),
                entry.most());
    }

    /** Those whose names are wanted. */
    public static List<Measure> load(Predicate<String> wanted) throws IOException {
        return load().stream().filter(measure -> wanted.test(measure.name())).toList();
    }
}
