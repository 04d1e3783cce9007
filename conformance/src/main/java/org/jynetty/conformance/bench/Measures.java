package org.jynetty.conformance.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All measures, read from {@code measures.toml} beside this class. */
public final class Measures {
    private static final String FILE = "measures.toml";

    private Measures() {}

    /** In the order of the report. */
    public static List<Measure> load() throws IOException {
        TomlMapper mapper = TomlMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Measures.class.getResourceAsStream(FILE)) {
            List<Measure> measures = new ArrayList<>();
            for (Map.Entry<String, JsonNode> each : mapper.readTree(in).properties()) {
                ObjectNode named = ((ObjectNode) each.getValue()).put("name", each.getKey());
                measures.add(mapper.treeToValue(named, Measure.class));
            }
            return measures;
        }
    }

    /** Those whose names are wanted. */
    public static List<Measure> load(Predicate<String> wanted) throws IOException {
        return load().stream().filter(measure -> wanted.test(measure.name())).toList();
    }
}
