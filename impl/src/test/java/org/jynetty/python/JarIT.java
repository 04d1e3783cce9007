package org.jynetty.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jynetty.certs.TestCa;
import org.python.core.PyObject;

/** The jar as users have it: beside Jython on the class path, in processes of their own. */
class JarIT {
    private static final int LIMIT_SECONDS = 180;
    private static final String FOUND = "['jynetty.jar', 'org', 'jynetty', 'python', 'lib', 'socket.py', 'module']";

    private final Path jar = Path.of(System.getProperty("jynetty.jar"));

    @TempDir
    Path directory;

    @Test
    void holdsNothingThatCouldClashWithAProgramsOwn() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> foreign = Collections.list(file.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("org/jynetty/") && !name.startsWith("META-INF/maven/org.jynetty/"))
                    .toList();
            assertEquals(
                    List.of("META-INF/MANIFEST.MF", "META-INF/services/org.python.core.JythonInitializer"),
                    foreign.stream().sorted().toList());
        }
    }

    @Test
    void theLauncherNeedsNoFlags() throws Exception {
        String program = "import socket, _socket, sys;"
                + "print socket.__file__.rsplit('/', 6)[-6:] + [type(_socket).__name__];"
                + "print [path for path in sys.path if 'jynetty' in path]";
        assertEquals(FOUND + "\n[]\n", run(List.of(), "org.python.util.jython", "-c", program));
    }

    @Test
    void anotherOrderOfTheClassPathIsAsGood() throws Exception {
        String classPath = jythonJar() + File.pathSeparator + jar;
        String program = "import socket; print socket.socket()._sock.__class__";
        assertEquals(
                "<type '_socket.socket'>\n", runWith(classPath, List.of(), "org.python.util.jython", "-c", program));
    }

    @Test
    void theSearchPathMayHoldJythonsOwnLibrary() throws Exception {
        List<String> options = List.of("-Dpython.path=" + jythonJar() + "/Lib");
        String program = "import socket; print socket.__file__.rsplit('/', 6)[-6:] + ['module']";
        assertEquals(FOUND + "\n", run(options, "org.python.util.jython", "-c", program));
    }

    @Test
    void theModulesCostNothingBeforeTheyAreImported() throws Exception {
        List<String> options = List.of("-Xlog:class+load:stdout");
        String loaded = run(options, "org.python.util.jython", "-c", "import os");
        assertTrue(loaded.contains("org.jynetty.python.JynettyInitializer"), "the log is not that of class loading");
        assertEquals(
                List.of(),
                loaded.lines()
                        .filter(line -> line.contains(" org.jynetty.shaded") || line.contains(" org.jynetty.python.Py"))
                        .filter(line -> !line.contains("PythonModule"))
                        .toList());
    }

    @Test
    void anEmbeddedInterpreter() throws Exception {
        assertEquals(FOUND + "\n", embed("interpreter"));
    }

    @Test
    void aScriptEngine() throws Exception {
        assertEquals(FOUND + "\n", embed("script-engine"));
    }

    @Test
    void interpretersInThreads() throws Exception {
        assertEquals("TEXT\n".repeat(12), embed("threads"));
    }

    @Test
    void whatTheProgramSetsIsKept() throws Exception {
        assertEquals("[True, True, False]\n", embed("own-modules"));
    }

    /** Only softly reachable is not held; the JVM is told to let go of that at once. */
    @ParameterizedTest
    @ValueSource(strings = {"main", "other"})
    void aClassLoaderThatHeldTheModulesIsCollected(String thread) throws Exception {
        String classPath = String.join(
                File.pathSeparator, jythonJar(), directoryOf(JarIT.class).toString());
        List<String> options = List.of("-XX:SoftRefLRUPolicyMSPerMB=0");
        assertEquals(
                "collected\n", runWith(classPath, options, UnloadingProgram.class.getName(), jar.toString(), thread));
    }

    /** But for one property of our own Netty: providers, other properties, the default SSLContext, loggers. */
    @Test
    void nothingOfTheJvmIsChanged() throws Exception {
        Path certificate = directory.resolve("server.pem");
        Files.writeString(certificate, TestCa.shared().entry("server-ec").bundlePem());
        String program = Path.of("src", "test", "python", "jvm", "unchanged.py")
                .toAbsolutePath()
                .toString();
        assertEquals(
                "True hello\nproperty org.jynetty.shaded.io.netty.jfr.enabled None false\n",
                run(List.of(), "org.python.util.jython", "-B", program, certificate.toString()));
    }

    @Test
    void theBillOfMaterialsListsWhatTheJarHolds() throws IOException {
        String bill = Files.readString(jar.resolveSibling("jynetty.cdx.json"));
        Matcher component = Pattern.compile("\"purl\" : \"pkg:maven/([^@]+)@").matcher(bill);
        Set<String> listed = new TreeSet<>();
        while (component.find()) {
            listed.add(component.group(1));
        }
        assertEquals(
                Set.of(
                        "io.netty/netty-buffer",
                        "io.netty/netty-common",
                        "io.netty/netty-resolver",
                        "io.netty/netty-transport",
                        "org.bouncycastle/bcpkix-jdk18on",
                        "org.bouncycastle/bcprov-jdk18on",
                        "org.bouncycastle/bctls-jdk18on",
                        "org.bouncycastle/bcutil-jdk18on",
                        "org.jynetty/jynetty"),
                listed);
    }

    private String embed(String way) throws Exception {
        return run(List.of("-Dpython.import.site=false"), EmbeddingProgram.class.getName(), way);
    }

    private String run(List<String> options, String... program) throws Exception {
        String tests = directoryOf(JarIT.class).toString();
        return runWith(String.join(File.pathSeparator, jar.toString(), jythonJar(), tests), options, program);
    }

    /** Runs a Java program that must end well and say nothing on its standard error; gives what it prints. */
    private String runWith(String classPath, List<String> options, String... program) throws Exception {
        assertTrue(Files.isRegularFile(jar), () -> jar + " is not there: run mvn verify");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Dpython.cachedir.skip=true", "-cp", classPath));
        command.addAll(List.of(program));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertTrue(ended, () -> "no end after " + LIMIT_SECONDS + " s: " + command);
            assertEquals("", text(err), () -> command.toString());
            assertEquals(0, process.exitValue(), () -> command.toString());
            return text(out);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String jythonJar() throws URISyntaxException {
        return directoryOf(PyObject.class).toString();
    }

    private static Path directoryOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
