package org.jynetty.python;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.python.core.BufferProtocol;
import org.python.core.Py;
import org.python.core.PyBUF;
import org.python.core.PyBuffer;
import org.python.core.PyByteArray;
import org.python.core.PyException;
import org.python.core.PyFloat;
import org.python.core.PyInteger;
import org.python.core.PyLong;
import org.python.core.PyMemoryView;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyUnicode;

/**
 * The positional arguments of a call, taken apart with the rules and the messages of CPython 2.7's
 * {@code PyArg_ParseTuple}. Positions count from 0; messages count from 1, as CPython's do.
 */
final class Arguments {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final String function;
    private final PyObject[] values;

    /** @param function the name of the function, or null where messages do not name one */
    Arguments(String function, PyObject[] values) {
        this.function = function;
        this.values = values;
    }

    /**
     * Arguments that may also be named, as {@code PyArg_ParseTupleAndKeywords} has them.
     *
     * @param required how many of the first must be there
     * @param names all of them, by position
     */
    static Arguments named(String function, PyObject[] args, String[] keywords, int required, String... names) {
        if (args.length > names.length) {
            throw Py.TypeError(String.format(
                    "%s() takes at most %d argument%s (%d given)",
                    function, names.length, names.length == 1 ? "" : "s", args.length));
        }
        PyObject[] values = Arrays.copyOf(args, names.length);
        int positional = args.length - keywords.length;
        Arrays.fill(values, positional, names.length, null);
        for (int i = 0; i < keywords.length; i++) {
            int position = Arrays.asList(names).indexOf(keywords[i]);
            if (position < 0) {
                throw Py.TypeError("'" + keywords[i] + "' is an invalid keyword argument for this function");
            }
            if (position < positional) {
                throw Py.TypeError(
                        String.format("Argument given by name ('%s') and position (%d)", keywords[i], position + 1));
            }
            values[position] = args[positional + i];
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == null) {
                throw Py.TypeError(String.format("Required argument '%s' (pos %d) not found", names[i], i + 1));
            }
        }
        return new Arguments(function, values);
    }

    /** For a function of no arguments. */
    void none() {
        if (values.length != 0) {
            throw Py.TypeError(function + "() takes no arguments (" + values.length + " given)");
        }
    }

    /** The argument of a function of one argument of any type. */
    PyObject only() {
        if (values.length != 1) {
            throw Py.TypeError(function + "() takes exactly one argument (" + values.length + " given)");
        }
        return values[0];
    }

    /** Checks how many there are. */
    Arguments count(int least, int most) {
        if (values.length < least || values.length > most) {
            int limit = values.length < least ? least : most;
            String how = least == most ? "exactly" : values.length < least ? "at least" : "at most";
            throw Py.TypeError(String.format(
                    "%s takes %s %d argument%s (%d given)",
                    function == null ? "function" : function + "()", how, limit, limit == 1 ? "" : "s", values.length));
        }
        return this;
    }

    boolean has(int position) {
        return position < values.length && values[position] != null;
    }

    PyObject get(int position) {
        return values[position];
    }

    /** Format {@code i}: a C int. */
    int integer(int position) {
        return cInt(values[position]);
    }

    /** A C int from any object that has an integer value. */
    static int cInt(PyObject object) {
        long value = cLong(object);
        if (value > Integer.MAX_VALUE) {
            throw Py.OverflowError("signed integer is greater than maximum");
        }
        if (value < Integer.MIN_VALUE) {
            throw Py.OverflowError("signed integer is less than minimum");
        }
        return (int) value;
    }

    int integer(int position, int absent) {
        return has(position) ? integer(position) : absent;
    }

    /** Format {@code d}: a C double. */
    double number(int position, double absent) {
        if (!has(position)) {
            return absent;
        }
        PyObject value = values[position];
        if (value instanceof PyString || value.__findattr__("__float__") == null) {
            throw Py.TypeError("a float is required");
        }
        return value.asDouble();
    }

    /** Format {@code I}: an unsigned C int, without a check for overflow. */
    int unsignedInteger(int position, int absent) {
        return has(position) ? integerValue(values[position]).intValue() : absent;
    }

    /** Format {@code s}: a string without null characters, one character a byte. */
    String string(int position) {
        PyObject value = values[position];
        if (!(value instanceof PyString)) {
            throw wrongType(position, "string");
        }
        String string = bytesOf(value);
        if (string.indexOf('\0') >= 0) {
            throw wrongType(position, "string without null bytes");
        }
        return string;
    }

    String string(int position, String absent) {
        return has(position) ? string(position) : absent;
    }

    /** Format {@code s#}: the bytes of a string or of a read-only buffer. */
    byte[] bytes(int position) {
        PyObject value = values[position];
        if (!(value instanceof PyString) && !isReadOnlyBuffer(value)) {
            throw wrongType(position, "string or read-only buffer");
        }
        return bytesOf(value).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Format {@code et} with the encoding {@code idna}: a host name, one character a byte. */
    String hostName(int position) {
        PyObject value = values[position];
        if (value instanceof PyByteArray) {
            throw Py.TypeError("decoding bytearray is not supported");
        }
        if (!(value instanceof PyString) && !isReadOnlyBuffer(value)) {
            throw Py.TypeError("coercing to Unicode: need string or buffer, "
                    + value.getType().fastGetName() + " found");
        }
        String name = value instanceof PyUnicode unicode ? HostNames.encode(unicode) : bytesOf(value);
        if (name.indexOf('\0') >= 0) {
            throw wrongType(position, "encoded string without null bytes");
        }
        return name;
    }

    /** Whether it is a buffer that old interfaces of CPython take for a string: not one that can change its size. */
    static boolean isReadOnlyBuffer(PyObject value) {
        return value instanceof BufferProtocol && !(value instanceof PyByteArray) && !(value instanceof PyMemoryView);
    }

    /** A C long from any object that has an integer value, as CPython's {@code PyInt_AsLong} has it. */
    static long cLong(PyObject value) {
        if (value instanceof PyInteger integer) {
            return integer.getValue();
        }
        BigInteger integer = integerValue(value);
        if (integer.compareTo(LONG_MIN) < 0 || integer.compareTo(LONG_MAX) > 0) {
            throw Py.OverflowError("Python int too large to convert to C long");
        }
        return integer.longValue();
    }

    private static BigInteger integerValue(PyObject value) {
        if (value instanceof PyFloat) {
            throw Py.TypeError("integer argument expected, got float");
        }
        // Jython's str has an __int__ for its own use; to a program it has none.
        if (!(value instanceof PyString)) {
            try {
                PyObject integer = value.__int__();
                if (integer instanceof PyInteger small) {
                    return BigInteger.valueOf(small.getValue());
                }
                if (integer instanceof PyLong large) {
                    return large.getValue();
                }
            } catch (PyException e) {
                if (!e.match(Py.AttributeError)) {
                    throw e;
                }
            }
        }
        throw Py.TypeError("an integer is required");
    }

    private PyException wrongType(int position, String expected) {
        PyObject value = values[position];
        return Py.TypeError(String.format(
                "%sargument %d must be %s, not %s",
                function == null ? "" : function + "() ", position + 1, expected, typeName(value)));
    }

    /** How CPython's messages name the type of a value. */
    static String typeName(PyObject value) {
        return value == Py.None ? "None" : value.getType().fastGetName();
    }

    /** The bytes of a str, of a unicode in Python's default encoding, or of a buffer: one character a byte. */
    static String bytesOf(PyObject value) {
        if (value instanceof PyUnicode unicode) {
            return unicode.encode();
        }
        if (value instanceof PyString string) {
            return string.getString();
        }
        try (PyBuffer buffer = ((BufferProtocol) value).getBuffer(PyBUF.SIMPLE)) {
            byte[] bytes = new byte[buffer.getLen()];
            buffer.copyTo(bytes, 0);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
