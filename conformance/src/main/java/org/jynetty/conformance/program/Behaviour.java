package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.worker.Session;

/** What an implementation does with programs: sets of traces. Used by one thread at a time. */
public final class Behaviour {
    /** A program that takes longer hangs: the longest waits that programs have are a few seconds in all. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** All orders of a concurrent program are a few hundred runs at most. */
    private static final Duration LIMIT_OF_ORDERS = Duration.ofSeconds(60);

    private final Session session;

    public Behaviour(Session session) {
        this.session = session;
    }

    /**
     * Runs a program.
     *
     * @param times how often, if it is concurrent
     * @return its traces, each a JSON object from operations to results; or one that says how the interpreter ended
     */
    public Set<JsonNode> run(Program program, int times) throws IOException, InterruptedException {
        Attempt attempt = session.run(Map.of("program", program.text(), "times", Integer.toString(times)), LIMIT);
        Set<JsonNode> traces = new LinkedHashSet<>();
        if (attempt.outcome() == Outcome.PASS) {
            attempt.observed().get("runs").forEach(run -> traces.add(run.get("trace")));
        } else {
            traces.add(ending(attempt));
        }
        return traces;
    }

    /** The traces that a program has when one thread does everything, in any order: the sequential model. */
    public Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("program", program.text());
        request.put("orders", "all");
        Attempt attempt = session.run(request, LIMIT_OF_ORDERS);
        Set<JsonNode> traces = new LinkedHashSet<>();
        if (attempt.outcome() == Outcome.PASS) {
            attempt.observed().get("orders").forEach(traces::add);
        }
        return traces;
    }

    private static JsonNode ending(Attempt attempt) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        trace.put("the interpreter", attempt.headline());
        return trace;
    }
}
