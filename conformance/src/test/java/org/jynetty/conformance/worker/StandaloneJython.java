package org.jynetty.conformance.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Jython that the build fetched, for tests that run suites of our own for real. */
public final class StandaloneJython {
    private StandaloneJython() {}

    /** It under the name of any implementation. */
    public static Interpreter named(String name) {
        Path jar = Path.of("target/jython/jython-standalone.jar").toAbsolutePath();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dpython.cachedir.skip=true",
                "-cp",
                jar.toString(),
                "org.python.util.jython");
        return new Interpreter(name, command, Map.of(), false);
    }
}
