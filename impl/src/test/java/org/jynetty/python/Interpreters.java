package org.jynetty.python;

import java.util.Properties;
import org.python.core.PySystemState;
import org.python.util.PythonInterpreter;

/** Jython interpreters in the JVM of the tests, with the modules of the classes under test. */
final class Interpreters {
    static {
        Properties settings = new Properties();
        settings.setProperty("python.cachedir.skip", "true");
        settings.setProperty("python.import.site", "false");
        PySystemState.initialize(System.getProperties(), settings);
    }

    private Interpreters() {}

    /** A new interpreter with a system state of its own, both closed with it. */
    static PythonInterpreter open() {
        PySystemState state = new PySystemState();
        return new PythonInterpreter(null, state) {
            @Override
            public void close() {
                super.close();
                state.close();
            }
        };
    }
}
