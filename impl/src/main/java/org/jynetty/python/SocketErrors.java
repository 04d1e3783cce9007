package org.jynetty.python;

import org.jynetty.net.Errno;
import org.jynetty.net.NetException;
import org.python.core.PyException;
import org.python.core.PyInteger;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;

/** Makes the exceptions of Python's {@code socket} module, those of the current interpreter: the one place that does. */
final class SocketErrors {
    private SocketErrors() {}

    /**
     * What a failure below the Python layer is to a Python program: {@code socket.error(errno, text)},
     * {@code socket.timeout('timed out')}, {@code socket.gaierror(number, text)} or {@code socket.herror(number, text)}.
     *
     * @throws PyException instead, what the handler of a signal raises that interrupted the call
     */
    static PyException of(NetException failure) {
        SignalHandlers.run(failure);
        SocketState state = SocketState.current();
        PyException raised =
                switch (failure.kind()) {
                    case OS ->
                        failure.number() == 0
                                ? make(state.error, new PyString(failure.getMessage()))
                                : make(state.error, failure.number(), failure.getMessage());
                    case TIMEOUT -> make(state.timeout, new PyString(failure.getMessage()));
                    case RESOLVE -> make(state.gaierror, failure.number(), failure.getMessage());
                    case HOST -> make(state.herror, failure.number(), failure.getMessage());
                    case TLS -> throw new IllegalArgumentException("not an error of a plain socket", failure);
                };
        raised.initCause(failure);
        return raised;
    }

    /** {@code socket.error(errno, text)}. */
    static PyException of(Errno errno) {
        return make(SocketState.current().error, errno.number(), errno.text());
    }

    /** {@code socket.error(message)}: an error without a number. */
    static PyException error(String message) {
        return make(SocketState.current().error, new PyString(message));
    }

    private static PyException make(PyObject type, int number, String text) {
        return make(type, new PyTuple(new PyInteger(number), new PyString(text)));
    }

    private static PyException make(PyObject type, PyObject arguments) {
        return new PyException(type, arguments);
    }
}
