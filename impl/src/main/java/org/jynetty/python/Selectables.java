package org.jynetty.python;

import java.io.InputStream;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import org.jynetty.net.Descriptors;
import org.jynetty.net.Errno;
import org.jynetty.net.FixedSource;
import org.jynetty.net.NetException;
import org.jynetty.net.PipeEnd;
import org.jynetty.net.Selectable;
import org.jynetty.net.StandardInput;
import org.jynetty.net.StreamSource;
import org.python.core.Py;
import org.python.core.PyInteger;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyType;
import org.python.core.io.FileIO;
import org.python.core.io.RawIOBase;

/**
 * What Python programs give to select, poll and epoll: ints, and objects that have a {@code fileno()}. Jython's own
 * descriptors, those of files, pipes and processes, are no ints but Java objects.
 */
final class Selectables {
    private Selectables() {}

    /**
     * A descriptor and what it names.
     *
     * @param name the descriptor, an int or one of Jython's own, under which events are reported
     * @param source null if it names nothing
     */
    record Target(PyObject name, Selectable source) {
        /** @throws NetException EBADF */
        Selectable open() throws NetException {
            if (source == null) {
                throw NetException.of(Errno.EBADF);
            }
            return source;
        }
    }

    /** Finds what the arguments of one call stand for. */
    static final class Finder {
        private final SocketWrapper wrapper = SocketState.current().wrapper();

        /** A class that is known to inherit from {@code socket.socket}: most arguments are of one class. */
        private PyType known;

        private boolean ranCode;

        /** @throws PyException TypeError, ValueError; EBADF */
        Selectable source(PyObject object) {
            Selectable source = isWrapper(object.getType()) ? wrapper.open(object) : null;
            if (source == null) {
                ranCode |= !isInteger(object);
                source = target(object).source();
            }
            if (source == null) {
                throw SelectErrors.of(Errno.EBADF);
            }
            return source;
        }

        /** Whether a {@code fileno()} was called, which may be the program's own. */
        boolean hasRunCode() {
            return ranCode;
        }

        private boolean isWrapper(PyType type) {
            if (type != known && wrapper != null && wrapper.isInherited(type)) {
                known = type;
            }
            return type == known;
        }
    }

    /** What an object stands for. @throws PyException TypeError, ValueError */
    static Target target(PyObject object) {
        PyObject name = descriptor(object);
        return new Target(name, find(name));
    }

    /** The descriptor of an object: an int of no subclass, or one of Jython's own. @throws PyException TypeError, ValueError */
    static PyObject descriptor(PyObject object) {
        if (isInteger(object)) {
            return number(object);
        }
        if (raw(object) != null) {
            return ours(object);
        }
        PyObject method = object.__findattr__("fileno");
        if (method == null) {
            throw Py.TypeError("argument must be an int, or have a fileno() method");
        }
        PyObject result = method.__call__();
        if (isInteger(result)) {
            return number(result);
        }
        if (raw(result) == null) {
            throw Py.TypeError("fileno() returned a non-integer");
        }
        return ours(result);
    }

    private static boolean isInteger(PyObject object) {
        return object instanceof PyInteger || object instanceof PyLong;
    }

    private static PyObject number(PyObject object) {
        int number = Arguments.cInt(object);
        if (number < 0) {
            throw Py.ValueError("file descriptor cannot be a negative integer (" + number + ")");
        }
        return Py.newInteger(number);
    }

    /** One of Jython's descriptors, or the number of the socket behind it. */
    private static PyObject ours(PyObject object) {
        return raw(object) instanceof DescriptorIO socket ? Py.newInteger(socket.number()) : object;
    }

    private static RawIOBase raw(PyObject object) {
        return object.__tojava__(RawIOBase.class) instanceof RawIOBase raw ? raw : null;
    }

    /** What a descriptor names, if it can be waited for; else null. */
    static Selectable find(PyObject descriptor) {
        if (descriptor instanceof PyInteger number) {
            return find(number.getValue());
        }
        RawIOBase raw = raw(descriptor);
        return raw.closed() ? null : find(raw);
    }

    private static Selectable find(int number) {
        return switch (number) {
            case 0 -> StandardInput.INSTANCE;
            case 1, 2 -> FixedSource.OUTPUT_STREAM;
            default -> Descriptors.get(number) instanceof Selectable source ? source : null;
        };
    }

    private static Selectable find(RawIOBase raw) {
        Channel channel = raw.getChannel();
        if (channel instanceof SelectableChannel selectable) {
            return selectable.isOpen() ? PipeEnd.of(selectable) : null;
        }
        if (raw instanceof FileIO) {
            return FixedSource.REGULAR_FILE;
        }
        if (!raw.readable()) {
            return FixedSource.OUTPUT_STREAM;
        }
        InputStream stream = raw.asInputStream();
        return stream == System.in ? StandardInput.INSTANCE : StreamSource.of(stream);
    }
}
