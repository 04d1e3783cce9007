package org.jynetty.python;

import org.python.core.Py;
import org.python.core.PyBuiltinFunction;
import org.python.core.PyObject;
import org.python.core.PyString;

/** A function of a {@link BuiltinModule}: positional arguments only, as nearly all of CPython's C functions. */
final class ModuleFunction extends PyBuiltinFunction {
    private static final long serialVersionUID = 1L;

    /** What the function does. */
    interface Body {
        PyObject call(Arguments arguments);
    }

    private final String module;
    private final transient Body body;

    private ModuleFunction(String module, String name, String documentation, Body body) {
        super(name, documentation);
        this.module = module;
        this.body = body;
    }

    /** Adds a function to a module's dictionary. */
    static void add(PyObject dict, BuiltinModule module, String name, String documentation, Body body) {
        dict.__setitem__(name, new ModuleFunction(module.name(), name, documentation, body));
    }

    @Override
    public PyObject __call__(PyObject[] arguments, String[] keywords) {
        String name = info.getName();
        if (keywords.length > 0) {
            throw Py.TypeError(name + "() takes no keyword arguments");
        }
        return body.call(new Arguments(name, arguments));
    }

    @Override
    public PyObject getModule() {
        return new PyString(module);
    }
}
