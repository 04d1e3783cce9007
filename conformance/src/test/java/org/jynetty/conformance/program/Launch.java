package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jynetty.conformance.worker.Assistant;
import org.jynetty.conformance.worker.Interpreter;
import org.jynetty.conformance.worker.Session;
import org.jynetty.conformance.worker.WorkerSettings;
import org.jynetty.fixtures.CPython;

/** Starts the interpreters of the tests in this package. */
final class Launch {
    static final Path JAR = Path.of("../impl/target/jynetty.jar").toAbsolutePath();

    static final Path JYTHON = Path.of("target/jython/jython-standalone.jar").toAbsolutePath();
    private static final String SUITE = "ad-hoc";

    private final Path folder;

    /** @param folder where interpreters work */
    Launch(Path folder) {
        this.folder = folder;
    }

    Session reference(CPython cpython) throws IOException {
        return session("cpython", List.of(cpython.executable().toString()), cpython.environment());
    }

    /** @param before what stands before the jar on the class path */
    Session jynetty(Path... before) throws IOException {
        assertTrue(Files.exists(JAR), "the jar under test is not built: " + JAR);
        String classPath = Stream.concat(Stream.of(before), Stream.of(JAR, JYTHON))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java, "-XX:+UseSerialGC", "-Dpython.cachedir.skip=true", "-cp", classPath, "org.python.util.jython");
        return session("jynetty", command, Map.of());
    }

    private Session session(String name, List<String> command, Map<String, String> environment) throws IOException {
        WorkerSettings settings = new WorkerSettings(
                Path.of("src/main/python").toAbsolutePath(),
                folder,
                folder.resolve("work"),
                List.of(),
                List.of(),
                Map.of(SUITE, Certificate.in(folder)),
                Assistant.Source.NONE);
        Interpreter interpreter = new Interpreter(name, command, environment, false);
        return new Session(interpreter, "generated", SUITE, settings);
    }
}
