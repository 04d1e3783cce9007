package org.jynetty.python;

import java.lang.ref.WeakReference;
import org.jynetty.net.Selectable;
import org.python.core.PyObject;
import org.python.core.PyType;

/**
 * The class that Python programs know as {@code socket.socket}, which keeps a built-in socket in a slot. To ask such an object
 * for its {@code fileno()} is to run Python code; select does that for each of its arguments, so it looks into the slot.
 *
 * <p>The interpreter's own objects are held weakly, as the state of an interpreter must not keep it.
 */
final class SocketWrapper {
    private final WeakReference<PyObject> fileno;
    private final WeakReference<PyObject> slot;

    /** @param type the class, complete */
    SocketWrapper(PyType type) {
        fileno = new WeakReference<>(type.lookup("fileno"));
        slot = new WeakReference<>(type.lookup("_sock"));
    }

    /** Whether objects of a class are such ones: {@code fileno()} is not the class' own. */
    boolean isInherited(PyType type) {
        PyObject method = type.lookup("fileno");
        return method != null && method == fileno.get();
    }

    /** What the built-in socket in the slot names; null if the object has none that is open. */
    Selectable open(PyObject object) {
        PyObject descriptor = slot.get();
        return descriptor != null && descriptor.__get__(object, object.getType()) instanceof PySocket socket
                ? socket.openOrNull()
                : null;
    }
}
