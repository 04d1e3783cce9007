package org.jynetty.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.python.core.PySystemState;
import org.python.util.PythonInterpreter;

/**
 * A Java program that embeds Jython in the ways there are, for {@link JarIT}: each way is an argument, and what it finds of
 * the modules is printed.
 */
public final class EmbeddingProgram {
    private static final String FIND =
            "import socket, _socket; found = socket.__file__.rsplit('/', 6)[-6:] + [type(_socket).__name__]";

    private static final String ECHO =
            """
            import socket, threading
            listener = socket.socket()
            listener.bind(('127.0.0.1', 0))
            listener.listen(1)
            def serve():
                connection = listener.accept()[0]
                connection.sendall(connection.recv(100).upper())
                connection.close()
            thread = threading.Thread(target=serve)
            thread.start()
            client = socket.create_connection(listener.getsockname(), 60)
            client.sendall('text')
            answer = client.makefile().read()
            thread.join()
            """;

    private EmbeddingProgram() {}

    public static void main(String[] ways) throws Exception {
        for (String way : ways) {
            switch (way) {
                case "interpreter" -> interpreter();
                case "script-engine" -> scriptEngine();
                case "threads" -> threads();
                case "own-modules" -> ownModules();
                default -> throw new IllegalArgumentException(way);
            }
        }
    }

    private static void interpreter() {
        try (PythonInterpreter python = new PythonInterpreter()) {
            python.exec(FIND);
            System.out.println(python.get("found"));
        }
    }

    private static void scriptEngine() throws Exception {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("python");
        engine.eval(FIND);
        System.out.println(engine.get("found"));
    }

    /** Interpreters of their own in threads, at the same time; each one is closed before the next one of its thread. */
    private static void threads() throws Exception {
        PySystemState.initialize();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(pool.submit((Callable<String>) EmbeddingProgram::echo));
        }
        for (Future<String> answer : answers) {
            System.out.println(answer.get());
        }
        pool.shutdown();
    }

    private static String echo() {
        PySystemState state = new PySystemState();
        try (PythonInterpreter python = new PythonInterpreter(null, state)) {
            python.exec(ECHO);
            return python.get("answer").toString();
        } finally {
            state.close();
        }
    }

    /** What a program sets is kept; it can even replace one of our modules. */
    private static void ownModules() {
        Properties settings = new Properties();
        settings.setProperty("python.modules.builtin", "timing:org.python.modules.time.Time,select:null");
        settings.setProperty("python.path", "/some/where");
        PySystemState.initialize(System.getProperties(), settings);
        try (PythonInterpreter python = new PythonInterpreter()) {
            python.exec("import sys, socket, timing; names = sys.builtin_module_names");
            System.out.println(python.eval("['/some/where' in sys.path, 'timing' in names, 'select' in names]"));
        }
    }
}
