package org.jynetty.conformance.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python interpreter under test.
 *
 * @param name the implementation's name in reports
 * @param command what starts it; the program's file and arguments follow
 * @param environment what must be set for it, on top of the harness' own environment
 * @param limit the limit of a test where this interpreter has its own, because many of its tests hang
 */
public record Interpreter(
        String name, List<String> command, Map<String, String> environment, Optional<Duration> limit) {
    public Interpreter {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Whether its workers wait most of the time, for tests that will never end. */
    boolean mostlyWaits() {
        return limit.isPresent();
    }
}
