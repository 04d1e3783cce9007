package org.jynetty.python;

import org.python.core.Py;
import org.python.core.PyBaseCode;
import org.python.core.PyCode;
import org.python.core.PyFrame;
import org.python.core.PyObject;
import org.python.core.PyRunnable;
import org.python.core.PyString;
import org.python.core.ThreadState;
import org.python.core.imp;

/**
 * A built-in module that is a real module in each interpreter, as CPython's C modules are. Jython makes a plain class that
 * it is given as a module one type for all interpreters; to a {@link PyRunnable} it gives a new module whose code fills it.
 */
abstract class BuiltinModule implements PyRunnable {
    private final String name;
    private final String documentation;

    BuiltinModule(String name, String documentation) {
        this.name = name;
        this.documentation = documentation;
    }

    final String name() {
        return name;
    }

    /** Puts the module's names into the dictionary of a new module of the current interpreter. */
    abstract void fill(PyObject dict);

    @Override
    public final PyCode getMain() {
        // Jython logs a warning about a module without __file__.
        imp.addModule(name).__setattr__("__file__", new PyString(name));
        return new Body();
    }

    /** Leaves out what Jython's frames put into the dictionary and CPython's built-in modules do not have. */
    private final class Body extends PyBaseCode {
        private Body() {
            co_name = name;
            co_filename = name;
            co_varnames = new String[0];
        }

        @Override
        protected PyObject interpret(PyFrame frame, ThreadState state) {
            PyObject dict = frame.f_globals;
            dict.__delitem__("__file__");
            if (dict.__finditem__("__builtins__") != null) {
                dict.__delitem__("__builtins__");
            }
            dict.__setitem__("__doc__", new PyString(documentation));
            dict.__setitem__("__package__", Py.None);
            fill(dict);
            return Py.None;
        }
    }
}
