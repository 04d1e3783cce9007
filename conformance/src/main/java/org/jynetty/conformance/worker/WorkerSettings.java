package org.jynetty.conformance.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What all workers of a run share.
 *
 * @param python the folder with the Python halves
 * @param tests the folder that is put on the path of CPython's own test modules: its only content is the package
 *     {@code test}
 * @param work where workers get their working directories and logs
 * @param shims the names of the shims to install where they are needed
 * @param unset the variables of the machine that no interpreter is to see, on top of Python's own
 * @param equipment what suites need of their own, by the name of the suite
 * @param assistants who answers what tests ask for
 */
public record WorkerSettings(
        Path python,
        Path tests,
        Path work,
        List<String> shims,
        List<String> unset,
        Map<String, Equipment> equipment,
        Assistant.Source assistants) {
    public WorkerSettings {
        shims = List.copyOf(shims);
        unset = List.copyOf(unset);
        equipment = Map.copyOf(equipment);
    }

    Equipment equipmentOf(String suite) {
        return equipment.getOrDefault(suite, Equipment.NONE);
    }
}
