package org.jynetty.conformance.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Jython and which jynetty a command runs, of which project. */
final class JythonOptions {
    @Option(names = "--project", defaultValue = Layout.DEFAULT_ROOT, description = "the project's root folder")
    private Path project;

    @Option(names = "--jython-jar", defaultValue = "", description = "the Jython to run; default: the build's")
    private String jythonJar;

    @Option(names = "--jynetty-jar", defaultValue = "", description = "the jynetty to run; default: the build's")
    private String jynettyJar;

    Layout layout() {
        return Layout.of(project);
    }

    /** Whether both are those of the build. */
    boolean areOfTheBuild() {
        return jythonJar.isEmpty() && jynettyJar.isEmpty();
    }

    Implementations implementations(Layout layout) {
        return new Implementations(layout, OptionText.jar(jythonJar), OptionText.jar(jynettyJar));
    }
}
