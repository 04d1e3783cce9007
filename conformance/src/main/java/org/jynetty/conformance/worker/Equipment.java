package org.jynetty.conformance.worker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a suite needs that is not the same for all.
 *
 * @param folder the working directory of its workers; one of each worker's own where empty
 * @param environment variables to set
 * @param settings what its Python half is told, by name; the values are what JSON has
 */
public record Equipment(Optional<Path> folder, Map<String, String> environment, Map<String, Object> settings) {
    static final Equipment NONE = new Equipment(Map.of());

    public Equipment {
        environment = Map.copyOf(environment);
        settings = Map.copyOf(settings);
    }

    /** Nothing but what the Python half is told. */
    public Equipment(Map<String, Object> settings) {
        this(Optional.empty(), Map.of(), settings);
    }
}
