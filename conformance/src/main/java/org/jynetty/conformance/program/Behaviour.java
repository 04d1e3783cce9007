package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What an implementation does with programs: sets of traces. Used by one thread at a time. */
public interface Behaviour {
    /**
     * Runs programs one after the other, as fast as can be.
     *
     * @param times how often each is run, if it is concurrent
     * @return the traces of each, each a JSON object from operations to results; or one that says how the interpreter ended
     */
    List<Set<JsonNode>> run(List<Program> programs, int times) throws IOException, InterruptedException;

    /** Runs one program, as {@link #run(List, int)} does. */
    default Set<JsonNode> run(Program program, int times) throws IOException, InterruptedException {
        return run(List.of(program), times).get(0);
    }

    /** The traces that a program has when one thread does everything, in any order: the sequential model. */
    Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException;
}
