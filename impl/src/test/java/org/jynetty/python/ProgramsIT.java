package org.jynetty.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jynetty.certs.TestCa;
import org.python.core.PyObject;

/**
 * Programs over the standard library's servers and clients, each run as a user would: by Jython with the jar on the class
 * path, in a process of its own. What they print must be what CPython 2.7.18 printed, which stands in {@code expected}.
 */
class ProgramsIT {
    private static final Path PROGRAMS =
            Path.of("src", "test", "python", "programs").toAbsolutePath();
    private static final Path POLICY = PROGRAMS.resolveSibling("programs.policy");
    private static final Path JAR = Path.of(System.getProperty("jynetty.jar"));
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final int LIMIT_SECONDS = 120;

    /** The files of the test CA, whose directory is the argument of each program. */
    @TempDir
    private static Path certificates;

    @TempDir
    private Path directory;

    @BeforeAll
    static void writeCertificates() throws IOException {
        TestCa.create().writeTo(certificates);
    }

    static List<String> programs() throws IOException {
        try (Stream<Path> expected = Files.list(PROGRAMS.resolve("expected"))) {
            return expected.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Or the programs would run, and some pass, on Jython's own modules. */
    @Test
    void theModulesAreThoseOfTheJar() throws Exception {
        String modules = "('_socket', '_ssl', 'select', 'socket', 'ssl')";
        String program = "import sys; print [name in sys.builtin_module_names for name in " + modules + "]";
        assertEquals("[True, True, True, True, True]\n", run("-c", program));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatItPrintsOnCPython(String program) throws Exception {
        String expected = text(PROGRAMS.resolve("expected").resolve(program + ".txt"));
        assertEquals(expected, run(PROGRAMS.resolve(program + ".py").toString(), certificates.toString()));
    }

    /** With as few permissions as will do. Later versions of Java have no security manager. */
    @ParameterizedTest
    @ValueSource(strings = {"https", "tls_errors", "threading_tcp_server"})
    @EnabledForJreRange(max = JRE.JAVA_23)
    void printsTheSameUnderASecurityManager(String program) throws Exception {
        List<String> options = List.of("-Djava.security.manager", "-Djava.security.policy==" + POLICY);
        String expected = text(PROGRAMS.resolve("expected").resolve(program + ".txt"));
        assertEquals(
                expected, runWith(options, PROGRAMS.resolve(program + ".py").toString(), certificates.toString()));
    }

    private String run(String... arguments) throws Exception {
        return runWith(List.of(), arguments);
    }

    /** Runs Jython and returns what it printed, when it ended with status 0 within the limit. */
    private String runWith(List<String> options, String... arguments) throws Exception {
        assertTrue(Files.isRegularFile(JAR), () -> JAR + " is not there: run mvn verify");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command =
                new ArrayList<>(List.of(JAVA_HOME.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-Dpython.cachedir.skip=true", "-cp", JAR + File.pathSeparator + jythonJar()));
        command.addAll(List.of("org.python.util.jython", "-B"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                fail("no end after %d s%n%s%n%s%n%s".formatted(LIMIT_SECONDS, text(out), text(err), threads(process)));
            }
            assertEquals(0, process.exitValue(), () -> text(out) + text(err));
            return text(out);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Path jythonJar() throws URISyntaxException {
        return Path.of(PyObject.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The thread dump of a process that hangs. */
    private String threads(Process hanging) throws IOException, InterruptedException {
        Path dump = directory.resolve("threads");
        Process jcmd = new ProcessBuilder(
                        JAVA_HOME.resolve("bin/jcmd").toString(), String.valueOf(hanging.pid()), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(dump.toFile())
                .start();
        if (!jcmd.waitFor(30, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
        return text(dump);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
