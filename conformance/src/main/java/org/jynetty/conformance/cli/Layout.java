package org.jynetty.conformance.cli;

import java.nio.file.Path;

/** Where things are in the project. */
record Layout(Path root) {
    Path python() {
        return root.resolve("conformance/src/main/python");
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

    Path recordedReference() {
        return root.resolve("fixtures/reference");
    }

    /** The programs that showed something, to be run again and again. */
    Path programs() {
        return root.resolve("fixtures/programs");
    }

    Path report() {
        return root.resolve("REPORT.md");
    }

    /** Everything a run leaves that is not under version control. */
    Path target() {
        return root.resolve("conformance/target/conformance");
    }

    Path results() {
        return target().resolve("results.json");
    }
}
