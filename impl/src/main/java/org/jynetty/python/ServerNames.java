package org.jynetty.python;

import java.lang.ref.WeakReference;
import org.jynetty.tls.ServerNameCallback;
import org.jynetty.tls.TlsConnection;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyInteger;
import org.python.core.PyObject;

/**
 * Calls a program's {@code set_servername_callback} function. What it raises cannot be raised to anybody: it is reported on
 * {@code sys.stderr}, and the handshake fails.
 */
final class ServerNames implements ServerNameCallback {
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int INTERNAL_ERROR = 80;

    private final PyObject callback;
    private final PySSLContext context;

    ServerNames(PyObject callback, PySSLContext context) {
        this.callback = callback;
        this.context = context;
    }

    @Override
    public int select(TlsConnection connection, byte[] name) {
        PyObject owner = (PyObject) ((WeakReference<?>) connection.attachment()).get();
        PyObject result;
        try {
            PyObject host = name == null ? Py.None : HostNames.decode(name);
            result = callback.__call__(owner == null ? Py.None : owner, host, context);
        } catch (PyException e) {
            Py.writeUnraisable(e, callback);
            return HANDSHAKE_FAILURE;
        }
        if (result == Py.None) {
            return CONTINUE;
        }
        if (result instanceof PyInteger alert) {
            return alert.getValue();
        }
        Py.writeUnraisable(Py.TypeError("an integer is required"), callback);
        return INTERNAL_ERROR;
    }
}
