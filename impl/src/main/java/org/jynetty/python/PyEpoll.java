package org.jynetty.python;

import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;
import org.jynetty.net.Descriptor;
import org.jynetty.net.Descriptors;
import org.jynetty.net.Epoll;
import org.jynetty.net.Errno;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenFile;
import org.jynetty.net.PollEvents;
import org.python.core.Py;
import org.python.core.PyList;
import org.python.core.PyNewWrapper;
import org.python.core.PyObject;
import org.python.core.PyTuple;
import org.python.core.PyType;
import org.python.expose.ExposedClassMethod;
import org.python.expose.ExposedGet;
import org.python.expose.ExposedMethod;
import org.python.expose.ExposedNew;
import org.python.expose.ExposedType;

/**
 * {@code select.epoll}: a descriptor of an epoll instance. See epoll(7); arguments and errors as CPython 2.7's
 * {@code Modules/selectmodule.c} has them. One that is dropped without {@code close()} is closed when it is collected.
 */
@ExposedType(name = "select.epoll", isBaseType = false, doc = PyEpoll.DOC)
public class PyEpoll extends PyObject {
    public static final PyType TYPE = PyType.fromClass(PyEpoll.class);

    static final String DOC = "select.epoll([sizehint=-1])\n\n"
            + "An epoll object: what to wait for is registered once, and a poll costs as much as is ready.\n"
            + "The size hint has no meaning any more.";

    private static final long serialVersionUID = 1L;
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int DEFAULT_EVENTS = PollEvents.IN | PollEvents.PRIORITY | PollEvents.OUT;

    /** How many events one poll returns unless it says otherwise: as CPython, FD_SETSIZE - 1. */
    private static final int DEFAULT_MOST = 1023;

    private static final int CLOSED = -1;

    /** Of the descriptor; {@link #CLOSED} when this object was closed, whatever became of the descriptor. */
    private volatile int number;

    private PyEpoll(int number) {
        super(TYPE);
        this.number = number;
    }

    @ExposedNew
    static PyObject epoll___new__(
            PyNewWrapper wrapper, boolean init, PyType subtype, PyObject[] args, String[] keywords) {
        int sizeHint = Arguments.named("epoll", args, keywords, 0, "sizehint").integer(0, -1);
        if (sizeHint == 0 || sizeHint < -1) {
            throw Py.ValueError("sizehint must be greater zero, got " + sizeHint);
        }
        try {
            Descriptor<Epoll> own = new Descriptor<>(Epoll.create());
            PyEpoll epoll = new PyEpoll(own.number());
            CLEANER.register(epoll, own::close);
            return epoll;
        } catch (NetException e) {
            throw SelectErrors.ioError(e);
        }
    }

    @ExposedClassMethod(defaults = {"null"})
    static PyObject epoll_fromfd(PyType type, PyObject descriptor) {
        if (descriptor == null) {
            throw Py.TypeError("fromfd() takes exactly 1 argument (0 given)");
        }
        return new PyEpoll(Math.max(Arguments.cInt(descriptor), CLOSED));
    }

    @ExposedMethod
    final void epoll_close() {
        int closing = number;
        number = CLOSED;
        try {
            Descriptors.close(closing);
        } catch (NetException e) {
            // Closed by its number before: CPython says nothing of that either.
        }
    }

    @ExposedGet(name = "closed")
    public final boolean isClosed() {
        return number == CLOSED;
    }

    @ExposedMethod
    final int epoll_fileno() {
        int own = number;
        if (own == CLOSED) {
            throw Py.ValueError("I/O operation on closed epoll fd");
        }
        return own;
    }

    /** What the number names now. @throws NetException EBADF, EINVAL */
    private Epoll open() throws NetException {
        OpenFile open = Descriptors.get(epoll_fileno());
        if (open instanceof Epoll epoll) {
            return epoll;
        }
        throw NetException.of(open == null ? Errno.EBADF : Errno.EINVAL);
    }

    @ExposedMethod
    final void epoll_register(PyObject[] args, String[] keywords) {
        Arguments arguments = Arguments.named("register", args, keywords, 1, "fd", "eventmask");
        int events = arguments.unsignedInteger(1, DEFAULT_EVENTS);
        control(arguments.get(0), (epoll, target) -> epoll.register(target.name(), target.open(), events));
    }

    @ExposedMethod
    final void epoll_modify(PyObject[] args, String[] keywords) {
        Arguments arguments = Arguments.named("modify", args, keywords, 2, "fd", "eventmask");
        int events = arguments.unsignedInteger(1, 0);
        control(arguments.get(0), (epoll, target) -> epoll.modify(target.name(), target.open(), events));
    }

    /** A descriptor that was closed has gone by itself: no error. */
    @ExposedMethod
    final void epoll_unregister(PyObject[] args, String[] keywords) {
        Arguments arguments = Arguments.named("unregister", args, keywords, 1, "fd");
        control(arguments.get(0), (epoll, target) -> {
            if (target.source() != null) {
                epoll.unregister(target.name(), target.source());
            }
        });
    }

    /** A call of epoll_ctl(2). */
    private interface Control {
        void call(Epoll epoll, Selectables.Target target) throws NetException;
    }

    private void control(PyObject object, Control control) {
        epoll_fileno();
        Selectables.Target target = Selectables.target(object);
        try {
            control.call(open(), target);
        } catch (NetException e) {
            throw SelectErrors.ioError(e);
        }
    }

    @ExposedMethod
    final PyObject epoll_poll(PyObject[] args, String[] keywords) {
        epoll_fileno();
        Arguments arguments = Arguments.named("poll", args, keywords, 0, "timeout", "maxevents");
        double seconds = arguments.number(0, -1);
        int most = arguments.integer(1, -1);
        if (seconds * 1000 > Integer.MAX_VALUE) {
            throw Py.OverflowError("timeout is too large");
        }
        if (most == -1) {
            most = DEFAULT_MOST;
        } else if (most < 1) {
            throw Py.ValueError("maxevents must be greater than 0, got " + most);
        }
        // epoll_wait(2) counts in milliseconds; what is less than one does not wait.
        long timeout = seconds < 0 ? -1 : TimeUnit.MILLISECONDS.toNanos((long) (seconds * 1000));
        try {
            PyList events = new PyList();
            for (Epoll.Event event : open().poll(timeout, most)) {
                events.append(new PyTuple((PyObject) event.name(), Py.newInteger(event.events())));
            }
            return events;
        } catch (NetException e) {
            throw SelectErrors.ioError(e);
        }
    }
}
