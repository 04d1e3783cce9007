package org.jynetty.python;

import java.nio.file.Path;
import org.python.core.Py;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyUnicode;

/** File names as CPython's {@code PyUnicode_FSConverter} takes them; relative to Python's current directory. */
final class FileArguments {
    private FileArguments() {}

    /** @throws org.python.core.PyException TypeError if it is no string */
    static Path path(PyObject name) {
        if (!(name instanceof PyString)) {
            String type = name == Py.None ? "NoneType" : Arguments.typeName(name);
            throw Py.TypeError("coercing to Unicode: need string or buffer, " + type + " found");
        }
        String decoded = name instanceof PyUnicode ? name.toString() : Py.fileSystemDecode(name);
        return Path.of(decoded.isEmpty() ? decoded : Py.getSystemState().getPath(decoded));
    }
}
