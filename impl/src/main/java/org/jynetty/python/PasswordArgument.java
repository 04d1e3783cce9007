package org.jynetty.python;

import org.jynetty.tls.PasswordSource;
import org.python.core.Py;
import org.python.core.PyByteArray;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyUnicode;

/** The {@code password} of {@code load_cert_chain}: a string, or something to call for one when it is needed. */
final class PasswordArgument {
    /** OpenSSL's buffer. Bytes. */
    private static final int LONGEST = 1024;

    private PasswordArgument() {}

    /** @throws org.python.core.PyException TypeError, ValueError, and later what a callback raises */
    static PasswordSource parse(PyObject password) {
        if (password == null || password == Py.None) {
            return PasswordSource.NONE;
        }
        if (password.isCallable()) {
            return () -> bytes(password.__call__(), "password callback must return a string");
        }
        byte[] bytes = bytes(password, "password should be a string or callable");
        return () -> bytes;
    }

    private static byte[] bytes(PyObject password, String wrongType) {
        byte[] bytes;
        if (password instanceof PyUnicode text) {
            bytes = Buffers.latin1(text.encode());
        } else if (password instanceof PyString || password instanceof PyByteArray) {
            bytes = Buffers.bytes(password, "load_cert_chain");
        } else {
            throw Py.TypeError(wrongType);
        }
        if (bytes.length > LONGEST) {
            throw Py.ValueError("password cannot be longer than " + LONGEST + " bytes");
        }
        return bytes;
    }
}
