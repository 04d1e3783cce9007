package org.jynetty.conformance.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jynetty.conformance.result.Subject;

/** All suites, read from {@code suites.toml} beside this class. */
public final class Catalogue {
    private static final String FILE = "suites.toml";

    private final List<Suite> suites;

    private Catalogue(List<Suite> suites) {
        this.suites = List.copyOf(suites);
    }

    /** How a suite is written in the file. */
    private record Entry(
            String kind, Boolean byDefault, Integer limit, Map<String, String> serial, String about, String found) {}

    /** The catalogue of this build; {@link IOException} says what is wrong with the file. */
    public static Catalogue load() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            return read(in);
        }
    }

    static Catalogue read(InputStream in) throws IOException {
        TomlMapper mapper = TomlMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        Map<String, Entry> entries = mapper.readValue(in, new TypeReference<LinkedHashMap<String, Entry>>() {});
        List<Suite> suites = new ArrayList<>();
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Entry entry = each.getValue();
            if (entry.kind() == null || entry.limit() == null || entry.limit() <= 0) {
                throw new IOException(FILE + ": " + each.getKey() + " needs a kind and a limit in seconds");
            }
            if ((entry.about() == null) != (entry.found() == null)) {
                throw new IOException(
                        FILE + ": " + each.getKey() + " says what it is about, or what it found, but not both");
            }
            suites.add(new Suite(
                    each.getKey(),
                    Suite.Kind.valueOf(entry.kind().toUpperCase(Locale.ROOT)),
                    Boolean.TRUE.equals(entry.byDefault()),
                    Duration.ofSeconds(entry.limit()),
                    entry.serial() == null ? Map.of() : entry.serial(),
                    Optional.ofNullable(entry.about()).map(about -> new Subject(about, entry.found()))));
        }
        return new Catalogue(suites);
    }

    /** The names of all suites. */
    public List<String> names() {
        return suites.stream().map(Suite::name).toList();
    }

    /** The suites that talk to TLS peers. */
    public List<Suite> withPeers() {
        return suites.stream().filter(suite -> suite.kind() == Suite.Kind.PEERS).toList();
    }

    /** The suites that the selection mentions, or those of a run by default where it selects everything. */
    public List<Suite> choose(Selection selection) {
        return suites.stream()
                .filter(suite -> selection.isEverything() ? suite.byDefault() : selection.mentions(suite.name()))
                .toList();
    }
}
