package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.python.core.PyString;
import org.python.util.PythonInterpreter;

/** The timing that the interpreter of programs tells of a run; here of a branch that waits a second in vain, and another one. */
class TimingTest {
    private static final String OF_BRANCHES =
            """
            import sys
            sys.dont_write_bytecode = True
            sys.path.insert(0, 'src/main/python')
            from program.trace import PROMPT, RACED, STARVED, Step, Trace

            class Program(object):
                def __init__(self, branches):
                    self.branches = branches

            def timing(*branches):
                trace = Trace(Program(branches))
                for number, branch in enumerate(branches):
                    for begin, end, result in branch:
                        step = Step(['an', 'operation'], 1.0)
                        step.begin, step.end, step.result = begin, end, result
                        trace.part(number + 1).append(step)
                return {PROMPT: 'PROMPT', RACED: 'RACED', STARVED: 'STARVED'}[trace.timing()]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PROMPT  | (0, 0.1, '3')
                    PROMPT  | (0, 1.1, 'nothing')
                    STARVED | (0.7, 0.8, '3')
                    STARVED | (1.2, 1.3, '3')
                    STARVED | (0.9, None, '...')
                    RACED   | (0, 0.9, 'nothing'), (0.9, 0.9, '3')
                    RACED   | (0, 1.1, 'not yet'), (1.1, 1.2, '3')
                    STARVED | (0, 0.5, 'nothing'), (0.9, 0.9, '3')
                    PROMPT  | (0, 0.5, 'nothing'), (0.5, 0.6, '3')
                    """)
    void isThatOfTheWorstWaitInVain(Timing expected, String other) {
        assertEquals(expected, timing("0.0, 1.0", other));
    }

    /** Its thread went on late; what came since the limit came too late all the same. */
    @Test
    void aWaitIsOverAtItsLimit() {
        assertEquals(Timing.STARVED, timing("0.0, 2.0", "(1.2, 1.3, '3')"));
    }

    private static Timing timing(String waited, String other) {
        try (PythonInterpreter interpreter = new PythonInterpreter()) {
            interpreter.exec(OF_BRANCHES);
            PyString timing = (PyString) interpreter.eval("timing([(%s, 'timed out')], [%s])".formatted(waited, other));
            return Timing.valueOf(timing.asString());
        }
    }
}
