package org.jynetty.conformance.bench.limit;

import org.python.core.Py;
import org.python.core.PyObject;

/** A Python function of one argument, or none; as little as Jython needs to call Java. */
abstract class Function extends PyObject {
    private static final long serialVersionUID = 1L;

    /** @param argument null where there is none */
    abstract PyObject run(PyObject argument);

    @Override
    public PyObject __call__() {
        return run(null);
    }

    @Override
    public PyObject __call__(PyObject argument) {
        return run(argument);
    }

    @Override
    public PyObject __call__(PyObject[] arguments, String[] keywords) {
        if (arguments.length > 1 || keywords.length > 0) {
            throw Py.TypeError("one argument at most");
        }
        return run(arguments.length == 0 ? null : arguments[0]);
    }
}
