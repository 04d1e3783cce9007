package org.jynetty.python;

import java.util.Map;
import java.util.WeakHashMap;
import org.jynetty.net.Multiplexer;
import org.python.core.Py;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyStringMap;
import org.python.core.PySystemState;

/**
 * What {@code _socket} has once for each interpreter: its exception classes and the default timeout. It lives as long as
 * the interpreter does, and holds nothing of it.
 */
final class SocketState {
    /** Guarded by itself. */
    private static final Map<PySystemState, SocketState> STATES = new WeakHashMap<>();

    final PyObject error;
    final PyObject herror;
    final PyObject gaierror;
    final PyObject timeout;

    /** Null until the module {@code socket} is there. */
    private volatile SocketWrapper wrapper;

    private volatile double defaultTimeout = Timeouts.NONE;

    private SocketState() {
        error = exceptionClass("error", Py.IOError);
        herror = exceptionClass("herror", error);
        gaierror = exceptionClass("gaierror", error);
        timeout = exceptionClass("timeout", error);
    }

    /** The state of the interpreter that runs the current thread. */
    static SocketState current() {
        PySystemState interpreter = Py.getSystemState();
        synchronized (STATES) {
            return STATES.computeIfAbsent(interpreter, SocketState::open);
        }
    }

    private static SocketState open(PySystemState interpreter) {
        interpreter.registerCloser(() -> {
            close(interpreter);
            return null;
        });
        return new SocketState();
    }

    /** With the last interpreter go the selectors that are kept for the next wait. */
    private static void close(PySystemState interpreter) {
        synchronized (STATES) {
            STATES.remove(interpreter);
            if (STATES.isEmpty()) {
                Multiplexer.closeIdle();
            }
        }
    }

    /** The class around built-in sockets; null if there is none. */
    SocketWrapper wrapper() {
        return wrapper;
    }

    void setWrapper(SocketWrapper known) {
        wrapper = known;
    }

    /** What a new socket's timeout is: seconds, or {@link Timeouts#NONE}. */
    double defaultTimeout() {
        return defaultTimeout;
    }

    void setDefaultTimeout(double seconds) {
        defaultTimeout = seconds;
    }

    private static PyObject exceptionClass(String name, PyObject base) {
        PyObject dict = new PyStringMap();
        dict.__setitem__("__module__", new PyString("socket"));
        return Py.makeClass(name, base, dict);
    }
}
