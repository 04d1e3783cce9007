package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jynetty.conformance.program.Certificate;
import org.jynetty.conformance.program.Differential;
import org.jynetty.conformance.program.Interpreted;
import org.jynetty.conformance.program.Team;
import org.jynetty.conformance.worker.Assistant;
import org.jynetty.conformance.worker.Interpreter;
import org.jynetty.conformance.worker.Session;
import org.jynetty.conformance.worker.WorkerSettings;
import org.jynetty.fixtures.CPython;
import org.jynetty.fixtures.ProvisioningException;
import org.jynetty.fixtures.Trees;

/** The reference and jynetty, ready to run programs. */
final class Sides implements AutoCloseable {
    private static final String KIND = "generated";
    private static final String SUITE = "ad-hoc";

    /** An interpreter that runs thousands of programs is worth compiling for. */
    private static final List<String> FAST = List.of("-XX:TieredStopAtLevel=4");

    /** Of jynetty. One JVM runs some concurrent programs one after the other, as they would notice others: their waits add up. */
    private static final int INTERPRETERS = 4;

    private final Session reference;
    private final List<Session> tested;
    private final Team team;
    final Differential differential;

    private Sides(Session reference, List<Session> tested) {
        this.reference = reference;
        this.tested = tested;
        this.team = new Team(tested.stream().map(Interpreted::new).toList());
        this.differential = new Differential(new Interpreted(reference), team);
    }

    /** Provisions and starts what is needed. @param jythons what is run on the side of jynetty */
    static Sides open(Layout layout, Implementations jythons) throws IOException, UserException {
        Path work = layout.target().resolve("programs");
        Trees.delete(work);
        CPython cpython;
        try {
            cpython = CPython.provision();
        } catch (ProvisioningException e) {
            throw new UserException("there is nothing to compare with: " + e.getMessage(), e);
        }
        WorkerSettings settings = new WorkerSettings(
                layout.python(),
                work, // programs need none of CPython's test files
                work,
                List.of(),
                List.of(),
                Map.of(SUITE, Certificate.in(work)),
                Assistant.Source.NONE);
        Interpreter jynetty = jythons.jython(Implementations.JYNETTY, FAST);
        return new Sides(
                new Session(Implementations.cpython(cpython), KIND, SUITE, settings),
                Stream.generate(() -> new Session(jynetty, KIND, SUITE, settings))
                        .limit(INTERPRETERS)
                        .toList());
    }

    @Override
    public void close() {
        differential.close();
        reference.close();
        team.close();
        tested.forEach(Session::close);
    }
}
