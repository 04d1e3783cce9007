package org.jynetty.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.python.core.PySystemState;
import org.python.core.imp;

/**
 * Build step: compiles our Python modules beside their sources, so that importing one from the jar costs no compilation.
 */
public final class CompilePython {
    private CompilePython() {}

    /** @param arguments the directory of the Python sources */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: CompilePython DIRECTORY");
        }
        PySystemState.initialize();
        Path directory = Path.of(arguments[0]);
        List<Path> sources;
        try (Stream<Path> files = Files.list(directory)) {
            sources = files.filter(file -> file.toString().endsWith(".py")).toList();
        }
        for (Path source : sources) {
            String fileName = source.getFileName().toString();
            String module = fileName.substring(0, fileName.length() - ".py".length());
            // Without a time of the source in it Jython accepts it whatever time the jar gives the source. The file
            // name
            // within is only for a missing source.
            byte[] bytecode = imp.compileSource(module, Files.newInputStream(source), fileName);
            Files.write(directory.resolve(imp.makeCompiledFilename(fileName)), bytecode);
        }
    }
}
