package org.jynetty.conformance.worker;

import java.util.List;
import java.util.Map;

/**
 * A Python interpreter under test.
 *
 * @param name the implementation's name in reports
 * @param command what starts it; the program's file and arguments follow
 * @param environment what must be set for it, on top of the harness' own environment
 * @param hangs whether so many of its tests hang that it pays to wait for many of them at once
 */
public record Interpreter(String name, List<String> command, Map<String, String> environment, boolean hangs) {
    public Interpreter {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
