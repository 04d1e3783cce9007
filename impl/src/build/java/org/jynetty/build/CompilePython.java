package org.jynetty.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.python.core.PySystemState;
import org.python.core.imp;

/**
 * Build step: compiles our Python modules beside their sources, to classes of the package that the directory is, so that
 * importing one costs no more than to load a class.
 */
public final class CompilePython {
    private CompilePython() {}

    /** @param arguments the directory of the compiled classes; in it, the package with the Python sources */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: CompilePython CLASSES PACKAGE");
        }
        PySystemState.initialize();
        String packageName = arguments[1];
        Path directory = Path.of(arguments[0]).resolve(packageName.replace('.', '/'));
        List<Path> sources;
        try (Stream<Path> files = Files.list(directory)) {
            sources = files.filter(file -> file.toString().endsWith(".py")).toList();
        }
        for (Path source : sources) {
            String fileName = source.getFileName().toString();
            String module = fileName.substring(0, fileName.length() - ".py".length());
            byte[] bytecode = imp.compileSource(packageName + "." + module, Files.newInputStream(source), fileName);
            Files.write(directory.resolve(imp.makeCompiledFilename(fileName)), bytecode);
        }
    }
}
