package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /** As many runs of a concurrent program as there may be take less, and so do all its orders, a few hundred at most. */
    private static final Duration LIMIT_OF_CONCURRENT = Duration.ofSeconds(60);

    /** What the sequential model does not wait for comes never: it can give up at once. */
    private static final double PACE_OF_ORDERS = 0.1;

    private final Session session;

    public Interpreted(Session session) {
        this.session = session;
    }

    @Override
    public List<Outcomes> run(List<Program> programs, int times, double pace) throws IOException, InterruptedException {
        Attempt attempt = ask(programs, times, pace, false);
        if (attempt.outcome() == Outcome.PASS) {
            return outcomes(attempt);
        }
        if (programs.size() == 1) {
            return List.of(Outcomes.of(ending(attempt), Timing.PROMPT, 1));
        }
        List<Outcomes> each = new ArrayList<>(); // one of them ended the interpreter: which one?
        for (Program program : programs) {
            each.addAll(run(List.of(program), times, pace));
        }
        return each;
    }

    @Override
    public Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException {
        Attempt attempt = ask(List.of(program), 1, PACE_OF_ORDERS, true);
        return attempt.outcome() == Outcome.PASS ? outcomes(attempt).get(0).traces() : Set.of();
    }

    private Attempt ask(List<Program> programs, int times, double pace, boolean orders)
            throws IOException, InterruptedException {
        List<String> texts = programs.stream().map(Program::text).toList();
        Duration limit = programs.stream().anyMatch(Program::isConcurrent) ? LIMIT_OF_CONCURRENT : LIMIT;
        return session.run(Map.of("programs", texts, "times", times, "pace", pace, "orders", orders), limit);
    }

    private static List<Outcomes> outcomes(Attempt attempt) {
        List<Outcomes> all = new ArrayList<>();
        for (JsonNode ofOne : attempt.observed().get("programs")) {
            Map<JsonNode, Timing> timings = new LinkedHashMap<>();
            ofOne.get("traces").forEach(each -> timings.put(each.get("trace"), timing(each.get("timing"))));
            all.add(new Outcomes(timings, ofOne.get("runs").asInt()));
        }
        return all;
    }

    private static Timing timing(JsonNode name) {
        return Timing.valueOf(name.asText().toUpperCase(Locale.ROOT));
    }

    private static JsonNode ending(Attempt attempt) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        trace.put(ENDING, attempt.headline());
        return trace;
    }
}
