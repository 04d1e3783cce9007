package org.jynetty.python;

import java.util.EnumMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jynetty.tls.SslError;
import org.python.core.Py;
import org.python.core.PyMethod;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyStringMap;
import org.python.core.PySystemState;

/** The exception classes of {@code _ssl}, which each interpreter has once. It holds nothing of the interpreter. */
final class SslState {
    /** Guarded by itself. */
    private static final Map<PySystemState, SslState> STATES = new WeakHashMap<>();

    final PyObject error;
    private final Map<SslError, PyObject> subclasses = new EnumMap<>(SslError.class);

    private SslState() {
        PyObject dict = classDict("An error occurred in the SSL implementation.");
        dict.__setitem__("__str__", new ErrorText());
        error = Py.makeClass("SSLError", SocketState.current().error, dict);
        subclass(SslError.ZERO_RETURN, "SSLZeroReturnError", "SSL/TLS session closed cleanly.");
        subclass(SslError.WANT_READ, "SSLWantReadError", nonBlocking("read"));
        subclass(SslError.WANT_WRITE, "SSLWantWriteError", nonBlocking("write"));
        subclass(SslError.SYSCALL, "SSLSyscallError", "System error when attempting SSL operation.");
        subclass(SslError.EOF, "SSLEOFError", "SSL/TLS connection terminated abruptly.");
    }

    private static String nonBlocking(String direction) {
        return "Non-blocking SSL socket needs to " + direction
                + " more data\nbefore the requested operation can be completed.";
    }

    private void subclass(SslError code, String name, String documentation) {
        subclasses.put(code, Py.makeClass(name, error, classDict(documentation)));
    }

    private static PyObject classDict(String documentation) {
        PyObject dict = new PyStringMap();
        dict.__setitem__("__module__", new PyString("ssl"));
        dict.__setitem__("__doc__", new PyString(documentation));
        return dict;
    }

    /** The state of the interpreter that runs the current thread. */
    static SslState current() {
        PySystemState interpreter = Py.getSystemState();
        synchronized (STATES) {
            return STATES.computeIfAbsent(interpreter, unseen -> new SslState());
        }
    }

    /** The class of exceptions for a code. */
    PyObject errorClass(SslError code) {
        return subclasses.getOrDefault(code, error);
    }

    /** Puts the classes into the dictionary of the module. */
    void addTo(PyObject dict) {
        dict.__setitem__("SSLError", error);
        for (PyObject type : subclasses.values()) {
            dict.__setitem__(type.__getattr__("__name__").toString(), type);
        }
    }

    /** {@code SSLError.__str__}: the message alone, without the number. */
    private static final class ErrorText extends PyObject {
        private static final long serialVersionUID = 1L;

        @Override
        public PyObject __get__(PyObject instance, PyObject type) {
            return instance == null ? this : new PyMethod(this, instance, type);
        }

        @Override
        public PyObject __call__(PyObject[] arguments, String[] keywords) {
            PyObject message = arguments[0].__getattr__("strerror");
            PyObject shown = message instanceof PyString ? message : arguments[0].__getattr__("args");
            return shown.__str__();
        }
    }
}
