package org.jynetty.python;

import org.python.core.BufferProtocol;
import org.python.core.Py;
import org.python.core.PyArray;
import org.python.core.PyBUF;
import org.python.core.PyBuffer;
import org.python.core.PyObject;
import org.python.core.PySlice;
import org.python.core.PyUnicode;

/**
 * A writable buffer argument, format {@code w*}: bytearray, memoryview or array.
 *
 * <p>It is not kept exported while a call waits, so that the program may go on with it: it is measured first and filled
 * at the end.
 */
final class WritableBuffer {
    private final PyObject object;
    private final int size;

    private WritableBuffer(PyObject object, int size) {
        this.object = object;
        this.size = size;
    }

    /** The first argument of a function. @throws PyException TypeError if it cannot be written to */
    static WritableBuffer of(PyObject object, String function) {
        return of(object, function, 1);
    }

    /** An argument of a function, counted from 1. @throws PyException TypeError if it cannot be written to */
    static WritableBuffer of(PyObject object, String function, int position) {
        if (object instanceof PyUnicode) {
            throw Py.TypeError("cannot use unicode as modifiable buffer");
        }
        if (object instanceof PyArray array) {
            return new WritableBuffer(array, array.__len__() * array.getItemsize());
        }
        if (object instanceof BufferProtocol target) {
            try (PyBuffer view = target.getBuffer(PyBUF.FULL_RO)) {
                if (!view.isReadonly()) {
                    return new WritableBuffer(object, view.getLen());
                }
            }
        }
        throw Py.TypeError(
                function + "() argument " + position + " must be read-write buffer, not " + Arguments.typeName(object));
    }

    /** Bytes. */
    int size() {
        return size;
    }

    /** Writes the first bytes of an array to the start. @throws PyException ValueError if it has become too small meanwhile */
    void put(byte[] data, int count) {
        if (object instanceof PyArray array) {
            putItems(array, data, count);
            return;
        }
        try (PyBuffer view = ((BufferProtocol) object).getBuffer(PyBUF.FULL)) {
            if (view.getLen() < count) {
                throw Py.ValueError("buffer became too small for the received bytes");
            }
            view.copyFrom(data, 0, 0, count);
        }
    }

    /** An array gives out a copy as its buffer; but it can be assigned to. */
    private static void putItems(PyArray array, byte[] data, int count) {
        byte[] all = Buffers.latin1(array.tostring());
        System.arraycopy(data, 0, all, 0, count);
        PyObject replacement = PyArray.TYPE.__call__(array.__getattr__("typecode"));
        replacement.invoke("fromstring", Buffers.string(all));
        array.__setitem__(new PySlice(Py.None, Py.None, Py.None), replacement);
    }
}
