package org.jynetty.python;

import java.util.Map;
import java.util.WeakHashMap;
import org.jynetty.net.Errno;
import org.jynetty.net.NetException;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyInteger;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyStringMap;
import org.python.core.PySystemState;
import org.python.core.PyTuple;

/** Makes {@code select.error}, that of the current interpreter. It is a plain Exception, unlike {@code socket.error}. */
final class SelectErrors {
    /** Guarded by itself. */
    private static final Map<PySystemState, PyObject> TYPES = new WeakHashMap<>();

    private SelectErrors() {}

    /** The class. */
    static PyObject type() {
        synchronized (TYPES) {
            return TYPES.computeIfAbsent(Py.getSystemState(), unseen -> {
                PyObject dict = new PyStringMap();
                dict.__setitem__("__module__", new PyString("select"));
                return Py.makeClass("error", Py.Exception, dict);
            });
        }
    }

    /** {@code select.error(errno, text)}. */
    static PyException of(Errno errno) {
        return make(errno.number(), errno.text());
    }

    /** The same. @throws PyException instead, what the handler of a signal raises that interrupted the call */
    static PyException of(NetException failure) {
        SignalHandlers.run(failure);
        return make(failure.number(), failure.getMessage());
    }

    /** {@code IOError(errno, text)}, which poll and epoll objects raise. */
    static PyException ioError(Errno errno) {
        return new PyException(Py.IOError, new PyTuple(new PyInteger(errno.number()), new PyString(errno.text())));
    }

    /** The same. @throws PyException instead, what the handler of a signal raises that interrupted the call */
    static PyException ioError(NetException failure) {
        SignalHandlers.run(failure);
        return new PyException(
                Py.IOError, new PyTuple(new PyInteger(failure.number()), new PyString(failure.getMessage())));
    }

    private static PyException make(int number, String text) {
        return new PyException(type(), new PyTuple(new PyInteger(number), new PyString(text)));
    }
}
