package org.jynetty.conformance.program;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The defects that {@link DefectsIT} puts into jynetty still have their places there, and make classes that the JVM takes. */
class PatchIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void changesAClassThatTheJvmTakes(Defect defect) throws Exception {
        defect.writeTo(folder, Launch.JAR);
        URL[] path = {
            folder.toUri().toURL(),
            Launch.JAR.toUri().toURL(),
            Launch.JYTHON.toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
                Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString().replace('/', '.');
                Class.forName(name.substring(0, name.length() - ".class".length()), true, loader);
            }
        }
    }
}
