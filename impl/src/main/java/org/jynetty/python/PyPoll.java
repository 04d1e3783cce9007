package org.jynetty.python;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jynetty.net.Errno;
import org.jynetty.net.FixedSource;
import org.jynetty.net.Multiplexer;
import org.jynetty.net.NetException;
import org.jynetty.net.PollEvents;
import org.jynetty.net.Selectable;
import org.python.core.Py;
import org.python.core.PyFloat;
import org.python.core.PyInteger;
import org.python.core.PyList;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyTuple;
import org.python.core.PyType;
import org.python.expose.ExposedMethod;
import org.python.expose.ExposedType;

/** {@code select.poll}: a list of descriptors and what to wait for on each. See poll(2). */
@ExposedType(name = "select.poll", isBaseType = false)
public class PyPoll extends PyObject {
    public static final PyType TYPE = PyType.fromClass(PyPoll.class);

    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_EVENTS = PollEvents.IN | PollEvents.PRIORITY | PollEvents.OUT;
    private static final int LARGEST_EVENTS = 0xFFFF;

    /** In the order of registration. Guarded by itself. */
    private final transient Map<PyObject, Integer> registered = new LinkedHashMap<>();

    /** Whether a thread is in {@code poll()}; as on CPython, only one may be. */
    private final transient AtomicBoolean polling = new AtomicBoolean();

    PyPoll() {
        super(TYPE);
    }

    @ExposedMethod(defaults = {"null"})
    final void poll_register(PyObject object, PyObject eventmask) {
        PyObject descriptor = Selectables.descriptor(object);
        int events = eventmask == null ? DEFAULT_EVENTS : events(eventmask);
        synchronized (registered) {
            registered.put(descriptor, events);
        }
    }

    @ExposedMethod
    final void poll_modify(PyObject object, PyObject eventmask) {
        PyObject descriptor = Selectables.descriptor(object);
        int events = events(eventmask);
        synchronized (registered) {
            if (registered.replace(descriptor, events) == null) {
                throw SelectErrors.ioError(Errno.ENOENT);
            }
        }
    }

    @ExposedMethod
    final void poll_unregister(PyObject object) {
        PyObject descriptor = Selectables.descriptor(object);
        synchronized (registered) {
            if (registered.remove(descriptor) == null) {
                throw Py.KeyError(descriptor);
            }
        }
    }

    /** An unsigned short, as {@code struct pollfd} has it. */
    private static int events(PyObject mask) {
        if (!(mask instanceof PyInteger || mask instanceof PyLong)) {
            return Arguments.cInt(mask);
        }
        BigInteger value =
                mask instanceof PyLong wide ? wide.getValue() : BigInteger.valueOf(((PyInteger) mask).getValue());
        if (value.signum() < 0) {
            throw Py.OverflowError("can't convert negative value to unsigned long");
        }
        if (value.bitLength() > Short.SIZE) {
            throw Py.OverflowError("Python int too large for C unsigned short");
        }
        return value.intValue();
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject poll_poll(PyObject timeout) {
        long wait = timeout == null || timeout == Py.None ? -1 : nanoseconds(timeout);
        PyObject[] descriptors;
        Multiplexer.Request[] requests;
        synchronized (registered) {
            descriptors = new PyObject[registered.size()];
            requests = new Multiplexer.Request[descriptors.length];
            int i = 0;
            for (Map.Entry<PyObject, Integer> entry : registered.entrySet()) {
                descriptors[i] = entry.getKey();
                requests[i++] = request(entry.getKey(), entry.getValue());
            }
        }
        if (!polling.compareAndSet(false, true)) {
            throw Py.RuntimeError("concurrent poll() invocation");
        }
        try {
            Multiplexer.poll(requests, wait);
        } catch (NetException e) {
            throw SelectErrors.of(e);
        } finally {
            polling.set(false);
        }
        PyList found = new PyList();
        for (int i = 0; i < descriptors.length; i++) {
            if (requests[i].result() != 0) {
                found.append(new PyTuple(descriptors[i], Py.newInteger(requests[i].result())));
            }
        }
        return found;
    }

    private static Multiplexer.Request request(PyObject descriptor, int events) {
        Selectable source = Selectables.find(descriptor);
        return new Multiplexer.Request(
                source == null ? FixedSource.INVALID : source, events, events | PollEvents.ALWAYS, true);
    }

    /** Milliseconds, of which negative ones mean for ever. */
    private static long nanoseconds(PyObject timeout) {
        if (!(timeout instanceof PyInteger || timeout instanceof PyLong || timeout instanceof PyFloat)) {
            throw Py.TypeError("timeout must be an integer or None");
        }
        long milliseconds = Arguments.cLong(timeout.__int__());
        if (milliseconds != (int) milliseconds) {
            throw Py.OverflowError("Python int too large to convert to C int");
        }
        return milliseconds < 0 ? -1 : milliseconds * 1_000_000;
    }
}
