package org.jynetty.conformance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jynetty.conformance.program.Comparison;
import org.jynetty.conformance.program.Finding;
import org.jynetty.conformance.program.Program;
import org.jynetty.conformance.program.SideBySide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one program on both sides and shows their traces beside each other. */
@Command(name = "replay", description = "Runs a program on CPython and on jynetty and shows both traces side by side.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a program, such as those in fixtures/programs")
    private Path file;

    @Mixin
    private JythonOptions jython;

    @Override
    public Integer call() throws IOException, InterruptedException, UserException {
        Program program = read();
        Layout layout = jython.layout();
        try (Sides sides = Sides.open(layout, jython.implementations(layout))) {
            Comparison comparison = sides.differential.compare(program);
            JsonNode allowed = comparison.seen() == null
                    ? comparison.allowed().traces().iterator().next()
                    : new Finding(program, comparison).nearestAllowed();
            JsonNode seen = comparison.seen() == null ? allowed : comparison.seen();
            System.out.print(SideBySide.of(Implementations.CPYTHON, allowed, Implementations.JYNETTY, seen));
            if (program.isConcurrent()) {
                System.out.printf(
                        "(one of %d outcomes that CPython has)%n",
                        comparison.allowed().traces().size());
            }
            System.out.println(
                    switch (comparison.verdict()) {
                        case SAME -> "the same";
                        case EXCUSED -> "different: " + comparison.excuse().reason();
                        case DIFFERENT -> "different";
                        case NOT_AGAIN -> "different once, and then not again";
                    });
            return comparison.differs() ? Main.GATE_FAILS : 0;
        }
    }

    private Program read() throws IOException, UserException {
        try {
            return Program.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }
}
