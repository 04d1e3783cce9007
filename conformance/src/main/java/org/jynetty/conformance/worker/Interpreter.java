package org.jynetty.conformance.worker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jynetty.conformance.catalogue.Suite;

/**
 * A Python interpreter under test.
 *
 * @param name the implementation's name in reports
 * @param command what starts it; the program's file and arguments follow
 * @param environment what must be set for it, on top of the harness' own environment
 * @param hangs whether so many of its tests hang that it pays to wait for many of them at once
 * @param without the kinds of suites that it does not run
 */
public record Interpreter(
        String name, List<String> command, Map<String, String> environment, boolean hangs, Set<Suite.Kind> without) {
    public Interpreter {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        without = Set.copyOf(without);
    }
}
