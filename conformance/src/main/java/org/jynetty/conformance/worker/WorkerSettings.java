package org.jynetty.conformance.worker;

import java.nio.file.Path;
import java.util.List;

/**
 * What all workers of a run share.
 *
 * @param python the folder with the Python halves
 * @param tests the folder that is put on the path of CPython's own test modules: its only content is the package
 *     {@code test}
 * @param work where workers get their working directories and logs
 * @param shims the names of the shims to install where they are needed
 */
public record WorkerSettings(Path python, Path tests, Path work, List<String> shims) {}
