package org.jynetty.conformance.bench;

import java.util.List;
import java.util.Map;

/**
 * An implementation as the benchmark starts it.
 *
 * @param name its name in reports
 * @param compiles whether it becomes faster as it runs, so that it is to be warmed up
 * @param connector the Python module that connects in it: {@code sockets} or {@code limit}
 * @param command what starts its interpreter; the program's file and arguments follow
 * @param environment what must be set for it, on top of the harness' own environment
 */
public record Contestant(
        String name, boolean compiles, String connector, List<String> command, Map<String, String> environment) {
    public Contestant {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
