package org.jynetty.conformance.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jynetty.conformance.result.Attempt;

/**
 * An interpreter that runs one request after the other for as long as it is needed; where it hangs or crashes another one
 * takes its place. Used by one thread at a time.
 */
public final class Session implements AutoCloseable {
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);

    private final Interpreter interpreter;
    private final String kind;
    private final String suite;
    private final WorkerSettings settings;
    private Worker worker;

    /**
     * @param kind the Python module that serves the requests
     * @param suite what it is asked to serve
     */
    public Session(Interpreter interpreter, String kind, String suite, WorkerSettings settings) {
        this.interpreter = interpreter;
        this.kind = kind;
        this.suite = suite;
        this.settings = settings;
    }

    public String name() {
        return interpreter.name();
    }

    /**
     * Runs a request, in an interpreter that is started where there is none.
     *
     * @param limit after which the request counts as hung
     * @throws IOException where no interpreter can be started
     */
    public Attempt run(Map<String, ?> request, Duration limit) throws IOException, InterruptedException {
        if (worker == null) {
            start();
        }
        Map<String, Object> command = new HashMap<>(request);
        command.put("do", "run");
        Attempt attempt = worker.run(command, limit, Assistant.NONE);
        switch (attempt.outcome()) {
            case HANG, CRASH -> close();
            default -> {}
        }
        return attempt;
    }

    private void start() throws IOException, InterruptedException {
        Worker started = Worker.start(interpreter, kind, suite, settings, replaced -> {});
        Event event = started.next(LOAD_LIMIT);
        if (event == null || !event.is("tests")) {
            String why = event == null ? "it says nothing" : event + ": " + started.obituary();
            started.kill();
            throw new IOException(interpreter.name() + " does not serve " + suite + ": " + why);
        }
        worker = started;
    }

    /** Ends the interpreter; a further request starts another one. */
    @Override
    public void close() {
        if (worker != null) {
            worker.kill();
            worker = null;
        }
    }
}
