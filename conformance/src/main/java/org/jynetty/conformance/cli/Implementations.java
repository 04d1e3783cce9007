package org.jynetty.conformance.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jynetty.conformance.worker.Interpreter;
import org.jynetty.fixtures.CPython;

/** How each implementation is started. */
final class Implementations {
    static final String CPYTHON = "cpython";
    static final String JYNETTY = "jynetty";
    static final String STOCK = "stock";

    /** A worker lives for seconds: it starts in half the time when the JVM does not try to make it fast. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+DisplayVMOutputToStderr");

    private final Layout layout;
    private final Optional<Path> jythonJar;
    private final Optional<Path> jynettyJar;

    /**
     * @param jythonJar the Jython to run, where it is not the one that the build brings along
     * @param jynettyJar the jynetty to run, where it is not the one that the build makes
     */
    Implementations(Layout layout, Optional<Path> jythonJar, Optional<Path> jynettyJar) {
        this.layout = layout;
        this.jythonJar = jythonJar;
        this.jynettyJar = jynettyJar;
    }

    /** The jars that the user chose instead of the build's, as options of a command. */
    List<String> overrides() {
        List<String> options = new ArrayList<>();
        jythonJar.ifPresent(jar -> options.add("-Djython.jar=" + jar));
        jynettyJar.ifPresent(jar -> options.add("-Djynetty.jar=" + jar));
        return options;
    }

    /** The jars that make up an implementation on Jython, by the name of the product, in the order of the class path. */
    Map<String, Path> jars(String name) throws UserException {
        Map<String, Path> jars = new LinkedHashMap<>();
        if (name.equals(JYNETTY)) {
            jars.put(
                    "jynetty",
                    existing(
                            jynettyJar.orElse(layout.jynettyJar()),
                            "build it with mvn package -pl impl -am, or point -Djynetty.jar at one"));
        }
        jars.put("jython", jythonJar());
        return jars;
    }

    /** The jar of the Jython under test. */
    Path jythonJar() throws UserException {
        return existing(jythonJar.orElse(layout.jythonJar()), "point -Djython.jar at a jython-standalone jar");
    }

    static Interpreter cpython(CPython cpython) {
        return new Interpreter(CPYTHON, List.of(cpython.executable().toString()), cpython.environment(), false);
    }

    /** @param jvmOptions what the JVM is to be given on top of the harness' own options */
    Interpreter jython(String name, List<String> jvmOptions) throws UserException, IOException {
        Collection<Path> classPath = jars(name).values();
        Path launcher = layout.target().resolve("bin").resolve(name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(jvmOptions);
        command.add("-Dpython.executable=" + launcher);
        command.add("-Dpython.cachedir.skip=true");
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("org.python.util.jython");
        writeLauncher(launcher, command);
        boolean hangs = name.equals(STOCK); // about half of the tests of sockets do
        return new Interpreter(name, command, Map.of(), hangs);
    }

    /** What sys.executable names: tests start further interpreters with it. */
    private static void writeLauncher(Path launcher, List<String> command) throws IOException {
        String words = command.stream().map(Shell::word).collect(Collectors.joining(" "));
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path existing(Path file, String advice) throws UserException {
        if (!Files.isRegularFile(file)) {
            throw new UserException("there is no " + file + ": " + advice);
        }
        return file;
    }
}
