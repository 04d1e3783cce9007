package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jynetty.conformance.program.Certificate;
import org.jynetty.conformance.program.Differential;
import org.jynetty.conformance.program.Interpreted;
import org.jynetty.conformance.worker.Assistant;
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

    private final Session reference;
    private final Session tested;
    final Differential differential;

    private Sides(Session reference, Session tested) {
        this.reference = reference;
        this.tested = tested;
        this.differential = new Differential(new Interpreted(reference), new Interpreted(tested));
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
        return new Sides(
                new Session(Implementations.cpython(cpython), KIND, SUITE, settings),
                new Session(jythons.jython(Implementations.JYNETTY, FAST), KIND, SUITE, settings));
    }

    @Override
    public void close() {
        differential.close();
        reference.close();
        tested.close();
    }
}
