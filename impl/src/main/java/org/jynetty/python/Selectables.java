package org.jynetty.python;

import org.jynetty.net.Descriptors;
import org.jynetty.net.Errno;
import org.jynetty.net.NetException;
import org.jynetty.net.Selectable;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyInteger;
import org.python.core.PyLong;
import org.python.core.PyObject;

/** What Python programs give to select, poll and epoll: ints, and objects that have a {@code fileno()}. */
final class Selectables {
    private Selectables() {}

    /**
     * The descriptor that an object stands for.
     *
     * @throws PyException TypeError, ValueError
     */
    static int descriptor(PyObject object) {
        int number;
        if (object instanceof PyInteger || object instanceof PyLong) {
            number = Arguments.cInt(object);
        } else {
            PyObject method = object.__findattr__("fileno");
            if (method == null) {
                throw Py.TypeError("argument must be an int, or have a fileno() method");
            }
            PyObject result = method.__call__();
            if (!(result instanceof PyInteger || result instanceof PyLong)) {
                throw Py.TypeError("fileno() returned a non-integer");
            }
            number = Arguments.cInt(result);
        }
        if (number < 0) {
            throw Py.ValueError("file descriptor cannot be a negative integer (" + number + ")");
        }
        return number;
    }

    /**
     * A descriptor and what it names.
     *
     * @param name what events are reported under
     * @param source null if it names nothing
     */
    record Target(PyObject name, Selectable source) {
        /** @throws NetException EBADF */
        Selectable open() throws NetException {
            if (source == null) {
                throw NetException.of(Errno.EBADF);
            }
            return source;
        }
    }

    /** What an object stands for. @throws PyException TypeError, ValueError */
    static Target target(PyObject object) {
        int descriptor = descriptor(object);
        return new Target(Py.newInteger(descriptor), find(descriptor));
    }

    /** What a descriptor names, if it can be waited for; else null. */
    static Selectable find(int descriptor) {
        return Descriptors.get(descriptor) instanceof Selectable source ? source : null;
    }
}
