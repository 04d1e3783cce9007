package org.jynetty.python;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jynetty.net.SocketOptions;
import org.python.core.BufferProtocol;
import org.python.core.Py;
import org.python.core.PyBUF;
import org.python.core.PyBuffer;
import org.python.core.PyException;
import org.python.core.PyInteger;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyUnicode;

/** Bytes between Python and Java, copied once and not looked at. */
final class Buffers {
    private Buffers() {}

    /** A {@code str} of these bytes. */
    static PyString string(byte[] bytes) {
        return string(bytes, bytes.length);
    }

    /** A {@code str} of the first bytes. */
    static PyString string(byte[] bytes, int count) {
        return count == 0 ? Py.EmptyString : new BytesString(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
    }

    /** The constructor of {@link PyString} that does not check each character is for its subclasses only. */
    private static final class BytesString extends PyString {
        private static final long serialVersionUID = 1L;

        BytesString(String bytes) {
            super(PyString.TYPE, bytes, true);
        }
    }

    /**
     * The bytes of a first argument with format {@code s*}: str, unicode in the default encoding, or any buffer.
     *
     * @throws PyException TypeError, UnicodeEncodeError, BufferError
     */
    static byte[] bytes(PyObject value, String function) {
        byte[] bytes = bytesOrNull(value);
        if (bytes == null) {
            throw Py.TypeError(function + "() argument 1 must be string or buffer, not " + Arguments.typeName(value));
        }
        return bytes;
    }

    /** The value of an option: a number as C's int, else format {@code s#}. */
    static byte[] optionValue(PyObject value) {
        if (value instanceof PyInteger || value instanceof PyLong) {
            return ByteBuffer.allocate(Integer.BYTES)
                    .order(SocketOptions.BYTE_ORDER)
                    .putInt(Arguments.cInt(value))
                    .array();
        }
        byte[] bytes = bytesOrNull(value);
        if (bytes == null) {
            throw Py.TypeError(
                    "setsockopt() argument 3 must be string or read-only buffer, not " + Arguments.typeName(value));
        }
        return bytes;
    }

    private static byte[] bytesOrNull(PyObject value) {
        if (value instanceof PyUnicode text) {
            return latin1(text.encode());
        }
        if (value instanceof PyString text) {
            return latin1(text.getString());
        }
        if (value instanceof BufferProtocol source) {
            try (PyBuffer view = source.getBuffer(PyBUF.FULL_RO)) {
                byte[] copy = new byte[view.getLen()];
                view.copyTo(copy, 0);
                return copy;
            }
        }
        return null;
    }

    static byte[] latin1(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
