package org.jynetty.python;

import org.jynetty.net.NetException;
import org.jynetty.tls.SslError;
import org.jynetty.tls.TlsException;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;
import org.python.core.PyUnicode;

/** Makes the exceptions of Python's {@code ssl} module, those of the current interpreter: the one place that does. */
final class SslErrors {
    private SslErrors() {}

    /** What a failure of TLS, or of the socket below it, is to a Python program. */
    static PyException of(NetException failure) {
        if (!(failure instanceof TlsException tls)) {
            return SocketErrors.of(failure);
        }
        PyException raised = tls.error() == SslError.SYSCALL ? brokenOff() : make(tls);
        raised.initCause(failure);
        return raised;
    }

    /** The same for what reads a file: there an error of the operating system is an IOError. */
    static PyException ofFile(NetException failure) {
        return failure.kind() == NetException.Kind.OS
                ? new PyException(Py.IOError, numbered(failure.number(), new PyString(failure.getMessage())))
                : of(failure);
    }

    /** {@code ssl.SSLError(message)}. */
    static PyException error(String message) {
        return new PyException(SslState.current().error, new PyString(message));
    }

    /** OpenSSL reports an error of the system, and the system has none: CPython makes this of it. */
    private static PyException brokenOff() {
        return new PyException(SocketState.current().error, numbered(0, new PyString("Error")));
    }

    private static PyException make(TlsException failure) {
        if (failure.number() == 0) {
            return error(failure.getMessage());
        }
        PyObject type = SslState.current().errorClass(failure.error());
        PyObject raised = type.__call__(Py.newInteger(failure.number()), new PyUnicode(failure.getMessage()));
        raised.__setattr__("library", text(failure.library()));
        raised.__setattr__("reason", text(failure.reason()));
        return new PyException(type, raised);
    }

    private static PyObject text(String text) {
        return text == null ? Py.None : new PyUnicode(text);
    }

    private static PyTuple numbered(int number, PyObject text) {
        return new PyTuple(Py.newInteger(number), text);
    }
}
