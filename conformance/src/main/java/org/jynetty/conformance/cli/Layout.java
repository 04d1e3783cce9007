package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where things are in the project.
 *
 * @param root the project's root folder
 * @param target everything a run leaves that is not under version control
 */
record Layout(Path root, Path target) {
    /** For picocli: the launcher says where the project is; else it is the current folder. */
    static final String DEFAULT_ROOT = "${sys:conformance.project:-.}";

    static Layout of(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        return new Layout(folder, folder.resolve("conformance/target/conformance"));
    }

    /** The same project, with a run's files elsewhere. */
    Layout withTarget(Path folder) {
        return new Layout(root, folder.toAbsolutePath().normalize());
    }

    Path python() {
        return root.resolve("conformance/src/main/python");
    }

    /** The scripts that start TLS peers. */
    Path peers() {
        return root.resolve("fixtures/src/main/peers");
    }

    Path jynettyJar() {
        return root.resolve("impl/target/jynetty.jar");
    }

    /** Where the build puts the Jython of the parent POM. */
    Path jythonJar() {
        return root.resolve("conformance/target/jython/jython-standalone.jar");
    }

    Path expectations(String name) {
        return root.resolve("ci/expectations").resolve(name + ".toml");
    }

    /** The expectations of one version of Jython with its own modules. */
    Path stockExpectations(String version) {
        return expectations(Implementations.STOCK + "-" + version);
    }

    /** The versions of Jython that have expectations. */
    List<String> stockVersions() throws IOException {
        Pattern name = Pattern.compile(Implementations.STOCK + "-(.+)\\.toml");
        try (Stream<Path> files = Files.list(root.resolve("ci/expectations"))) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .toList();
        }
    }

    Path recordedReference() {
        return root.resolve("fixtures/reference");
    }

    /** The programs that showed something, to be run again and again. */
    Path programs() {
        return root.resolve("fixtures/programs");
    }

    /** The figures of the benchmark that REPORT.md shows. */
    Path figures() {
        return root.resolve("fixtures/bench/bench.json");
    }

    /** The figures of long runs that REPORT.md shows. */
    Path soakFigures() {
        return root.resolve("fixtures/soak/soak.json");
    }

    Path results() {
        return target().resolve("results.json");
    }
}
