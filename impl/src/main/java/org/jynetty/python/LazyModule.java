package org.jynetty.python;

import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyModule;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyType;

/**
 * A module that asks its function {@code __getattr__} for names that it does not have, as modules of Python 3 do (PEP 562):
 * for names that few programs use and that take long to load.
 */
final class LazyModule extends PyModule {
    private static final long serialVersionUID = 1L;

    LazyModule(String name) {
        super(PyType.fromClass(PyModule.class), name);
        PyObject builtins = Py.getSystemState().getBuiltins();
        __dict__.__setitem__("__builtins__", builtins);
        __dict__.__setitem__("__package__", Py.None);
    }

    @Override
    public PyObject __findattr_ex__(String name) {
        PyObject value = super.__findattr_ex__(name);
        PyObject fallback = value == null && !name.startsWith("__") ? __dict__.__finditem__("__getattr__") : null;
        if (fallback == null) {
            return value;
        }
        try {
            return fallback.__call__(new PyString(name));
        } catch (PyException e) {
            if (e.match(Py.AttributeError)) {
                return null;
            }
            throw e;
        }
    }
}
