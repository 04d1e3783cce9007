package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jynetty.conformance.program.Behaviour;
import org.jynetty.conformance.program.Differential;
import org.jynetty.conformance.program.Program;
import org.jynetty.conformance.worker.Assistant;
import org.jynetty.conformance.worker.Session;
import org.jynetty.conformance.worker.WorkerSettings;
import org.jynetty.fixtures.CPython;
import org.jynetty.fixtures.ProvisioningException;
import org.jynetty.fixtures.Trees;

/** The reference and jynetty, ready to run programs. */
final class Sides implements AutoCloseable {
    private final Session reference;
    private final Session tested;
    final Differential differential;

    private Sides(Session reference, Session tested) {
        this.reference = reference;
        this.tested = tested;
        this.differential = new Differential(new Behaviour(reference), new Behaviour(tested));
    }

    /** Provisions and starts what is needed. @param jythonJar the Jython to run; empty for the build's own */
    static Sides open(Layout layout, String jythonJar) throws IOException, UserException {
        Path tests = layout.target().resolve("tests");
        Path work = layout.target().resolve("programs");
        Trees.delete(work);
        CPython cpython;
        try {
            cpython = CPython.provision();
        } catch (ProvisioningException e) {
            throw new UserException("there is nothing to compare with: " + e.getMessage(), e);
        }
        Folders.link(tests.resolve("test"), cpython.library().resolve("test"));
        WorkerSettings settings =
                new WorkerSettings(layout.python(), tests, work, List.of(), List.of(), Map.of(), Assistant.Source.NONE);
        Optional<Path> jar = jythonJar.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(jythonJar).toAbsolutePath());
        Implementations jythons = new Implementations(layout, jar, Optional.empty());
        return new Sides(
                new Session(Implementations.cpython(cpython), "generated", "ad-hoc", settings),
                new Session(jythons.jython(Implementations.JYNETTY, List.of()), "generated", "ad-hoc", settings));
    }

    /** The programs that are kept, by the names of their files. */
    static List<Path> kept(Layout layout) throws IOException {
        if (!Files.isDirectory(layout.programs())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(layout.programs())) {
            return found.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    static Program read(Path file) throws IOException, UserException {
        try {
            return Program.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        differential.close();
        reference.close();
        tested.close();
    }
}
