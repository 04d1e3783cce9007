package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.worker.Session;

/** What an interpreter does with programs. */
public final class Interpreted implements Behaviour {
    /** The operation whose result, in a trace that has nothing else, says how the interpreter ended. */
    static final String ENDING = "the interpreter";

    /** A program that takes longer hangs: the longest waits that programs have are a few seconds in all. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** All orders of a concurrent program are a few hundred runs at most. */
    private static final Duration LIMIT_OF_ORDERS = Duration.ofSeconds(60);

    private final Session session;

    public Interpreted(Session session) {
        this.session = session;
    }

    @Override
    public List<Set<JsonNode>> run(List<Program> programs, int times) throws IOException, InterruptedException {
        Attempt attempt = ask(programs, times, false, LIMIT);
        if (attempt.outcome() == Outcome.PASS) {
            return traces(attempt);
        }
        if (programs.size() == 1) {
            return List.of(Set.of(ending(attempt)));
        }
        List<Set<JsonNode>> each = new ArrayList<>(); // one of them ended the interpreter: which one?
        for (Program program : programs) {
            each.add(run(program, times));
        }
        return each;
    }

    @Override
    public Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException {
        Attempt attempt = ask(List.of(program), 1, true, LIMIT_OF_ORDERS);
        return attempt.outcome() == Outcome.PASS ? traces(attempt).get(0) : Set.of();
    }

    private Attempt ask(List<Program> programs, int times, boolean orders, Duration limit)
            throws IOException, InterruptedException {
        List<String> texts = programs.stream().map(Program::text).toList();
        return session.run(Map.of("programs", texts, "times", times, "orders", orders), limit);
    }

    private static List<Set<JsonNode>> traces(Attempt attempt) {
        List<Set<JsonNode>> traces = new ArrayList<>();
        for (JsonNode ofOne : attempt.observed().get("traces")) {
            Set<JsonNode> different = new LinkedHashSet<>();
            ofOne.forEach(different::add);
            traces.add(different);
        }
        return traces;
    }

    private static JsonNode ending(Attempt attempt) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        trace.put(ENDING, attempt.headline());
        return trace;
    }
}
