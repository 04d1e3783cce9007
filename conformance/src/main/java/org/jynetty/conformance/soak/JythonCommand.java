package org.jynetty.conformance.soak;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The command that runs a Python program on Jython, for long runs. */
public final class JythonCommand {
    private JythonCommand() {}

    /** What is only softly reachable is let go of at once, so that a look at the heap sees what is held. */
    public static List<String> of(Collection<Path> jars) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Dpython.cachedir.skip=true",
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "org.python.util.jython",
                "-B");
    }
}
