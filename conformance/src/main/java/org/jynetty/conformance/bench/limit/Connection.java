package org.jynetty.conformance.bench.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.python.core.Py;
import org.python.core.PyByteArray;
import org.python.core.PyObject;
import org.python.core.PyString;

/** A connection as the benchmark's programs use it; for one thread. */
final class Connection extends PyObject {
    private static final long serialVersionUID = 1L;

    private final transient ByteStream stream;
    private transient byte[] buffer = new byte[1024];

    Connection(ByteStream stream) {
        this.stream = stream;
    }

    /** Java's errors end the measure. */
    private interface Call {
        PyObject run(PyObject argument) throws IOException;
    }

    private static PyObject function(Call call) {
        return new Function() {
            private static final long serialVersionUID = 1L;

            @Override
            PyObject run(PyObject argument) {
                try {
                    return call.run(argument);
                } catch (IOException e) {
                    throw Py.IOError(e);
                }
            }
        };
    }

    @Override
    public PyObject __findattr_ex__(String name) {
        return switch (name) {
            case "recv" -> function(this::receive);
            case "recv_into" -> function(this::receiveInto);
            case "send" -> function(this::send);
            case "sendall" -> function(this::sendAll);
            case "close" ->
                function(nothing -> {
                    stream.close();
                    return Py.None;
                });
            default -> super.__findattr_ex__(name);
        };
    }

    private PyObject receive(PyObject size) throws IOException {
        int limit = size.asInt();
        if (limit > buffer.length) {
            buffer = new byte[limit];
        }
        int count = stream.read(buffer, 0, limit);
        return count <= 0 ? Py.EmptyString : new Bytes(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }

    private PyObject receiveInto(PyObject target) throws IOException {
        PyByteArray array = (PyByteArray) target;
        try (var view = array.getBuffer(org.python.core.PyBUF.SIMPLE | org.python.core.PyBUF.WRITABLE)) {
            @SuppressWarnings("deprecation") // the one way to the bytes themselves
            var storage = view.getBuf();
            return Py.newInteger(stream.read(storage.storage, storage.offset, view.getLen()));
        }
    }

    private PyObject send(PyObject data) throws IOException {
        return Py.newInteger(write((PyString) data));
    }

    private PyObject sendAll(PyObject data) throws IOException {
        write((PyString) data);
        return Py.None;
    }

    private int write(PyString data) throws IOException {
        byte[] bytes = data.getString().getBytes(StandardCharsets.ISO_8859_1);
        stream.write(bytes, bytes.length);
        return bytes.length;
    }

    /** A {@code str} whose characters are known to be bytes. */
    private static final class Bytes extends PyString {
        private static final long serialVersionUID = 1L;

        Bytes(String bytes) {
            super(PyString.TYPE, bytes, true);
        }
    }
}
