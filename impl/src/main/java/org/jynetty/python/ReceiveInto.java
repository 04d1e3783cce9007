package org.jynetty.python;

import org.python.core.ArgParser;
import org.python.core.Py;
import org.python.core.PyObject;

/** The arguments of {@code recv_into} and {@code recvfrom_into}: where to, how much, and how. */
final class ReceiveInto {
    private final WritableBuffer target;
    private final int length;
    private final int flags;

    /** @param tooSmall what is said of a buffer that does not hold what is asked for */
    ReceiveInto(String method, String tooSmall, PyObject[] args, String[] keywords) {
        ArgParser parser = new ArgParser(method, args, keywords, "buffer", "nbytes", "flags");
        PyObject buffer = parser.getPyObject(0, null);
        if (buffer == null) {
            throw Py.TypeError("Required argument 'buffer' (pos 1) not found");
        }
        target = WritableBuffer.of(buffer, method);
        int wanted = size(parser.getPyObject(1, Py.Zero), method);
        flags = flags(parser.getPyObject(2, null));
        if (wanted > target.size()) {
            throw Py.ValueError(tooSmall);
        }
        length = wanted == 0 ? target.size() : wanted;
    }

    /** How many bytes at most. @throws org.python.core.PyException ValueError if negative */
    static int size(PyObject size, String method) {
        int limit = Arguments.cInt(size);
        if (limit < 0) {
            throw Py.ValueError("negative buffersize in " + method);
        }
        return limit;
    }

    /** @param value may be null: none */
    static int flags(PyObject value) {
        return value == null ? 0 : Arguments.cInt(value);
    }

    int length() {
        return length;
    }

    int flags() {
        return flags;
    }

    /** Puts what was received there; returns the count. */
    PyObject put(byte[] data, int count) {
        target.put(data, count);
        return Py.newInteger(count);
    }
}
