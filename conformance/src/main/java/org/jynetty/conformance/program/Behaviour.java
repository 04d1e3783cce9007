package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What an implementation does with programs: sets of traces. Used by one thread at a time. */
public interface Behaviour {
    /**
     * Runs programs as fast as can be: sequential ones one after the other, concurrent ones side by side.
     *
     * @param times how often each is run, if it is concurrent
     * @param pace what the times that a concurrent program waits for at most are multiplied by
     * @return what came out of each
     */
    List<Outcomes> run(List<Program> programs, int times, double pace) throws IOException, InterruptedException;

    /** The traces that a program has when one thread does everything, in any order: the sequential model. */
    Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException;
}
