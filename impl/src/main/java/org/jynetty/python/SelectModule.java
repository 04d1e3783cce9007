package org.jynetty.python;

import java.util.ArrayList;
import java.util.List;
import org.jynetty.net.Errno;
import org.jynetty.net.Multiplexer;
import org.jynetty.net.NetException;
import org.jynetty.net.PollEvents;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyList;
import org.python.core.PyObject;
import org.python.core.PySequenceList;
import org.python.core.PyTuple;

/** The module {@code select}: the names that CPython 2.7.18 has in it on Linux. See select(2), poll(2), epoll(7). */
public final class SelectModule extends BuiltinModule {
    /** Nanoseconds; a hundred years. */
    private static final double LONGEST_WAIT = 3.15e18;

    /** Seconds; what fits into a C long. */
    private static final double LONGEST_TIMEOUT = 9.2e18;

    private static final String[] EVENTS = {
        "IN", "PRI", "OUT", "ERR", "HUP", "RDNORM", "RDBAND", "WRNORM", "WRBAND", "MSG"
    };
    private static final int[] NUMBERS = {0x1, 0x2, 0x4, 0x8, 0x10, 0x40, 0x80, 0x100, 0x200, 0x400};

    public SelectModule() {
        super(
                "select",
                "This module supports asynchronous I/O on multiple file descriptors.\n\n"
                        + "Sockets, pipes and streams of processes can be waited for.");
    }

    @Override
    void fill(PyObject dict) {
        SignalHandlers.enable();
        for (int i = 0; i < EVENTS.length; i++) {
            dict.__setitem__("POLL" + EVENTS[i], Py.newInteger(NUMBERS[i]));
            dict.__setitem__("EPOLL" + EVENTS[i], Py.newInteger(NUMBERS[i]));
        }
        dict.__setitem__("POLLNVAL", Py.newInteger(PollEvents.INVALID));
        dict.__setitem__("EPOLLONESHOT", Py.newInteger(1 << 30));
        dict.__setitem__("EPOLLET", Py.newInteger(1L << 31));
        dict.__setitem__("PIPE_BUF", Py.newInteger(4096));
        dict.__setitem__("error", SelectErrors.type());
        dict.__setitem__("epoll", PyEpoll.TYPE);
        ModuleFunction.add(
                dict,
                this,
                "select",
                "select(rlist, wlist, xlist[, timeout]) -> (rlist, wlist, xlist)\n\n"
                        + "Wait until one or more descriptors are ready for some kind of I/O.\n"
                        + "The timeout is in seconds; without it, or with None, the call waits for ever.",
                SelectModule::select);
        ModuleFunction.add(
                dict,
                this,
                "poll",
                "poll() -> poll object\n\nA list of descriptors and of what to wait for on each.",
                arguments -> {
                    arguments.none();
                    return new PyPoll();
                });
    }

    private static PyObject select(Arguments arguments) {
        arguments.count(3, 4);
        long timeout = timeout(arguments);
        List<Multiplexer.Request> requests = new ArrayList<>();
        Selectables.Finder finder = new Selectables.Finder();
        Wanted readable = new Wanted(
                arguments.get(0),
                finder,
                PollEvents.IN,
                PollEvents.IN | PollEvents.HANG_UP | PollEvents.ERROR,
                requests);
        Wanted writable =
                new Wanted(arguments.get(1), finder, PollEvents.OUT, PollEvents.OUT | PollEvents.ERROR, requests);
        Wanted exceptional = new Wanted(arguments.get(2), finder, PollEvents.PRIORITY, PollEvents.PRIORITY, requests);
        try {
            Multiplexer.poll(requests.toArray(new Multiplexer.Request[0]), timeout);
        } catch (NetException e) {
            throw SelectErrors.of(e);
        }
        return new PyTuple(readable.ready(requests), writable.ready(requests), exceptional.ready(requests));
    }

    /** One of the three lists, as it was when the wait began: the program may change it meanwhile. */
    private static final class Wanted {
        private final List<PyObject> objects = new ArrayList<>();

        /** Where the requests for its objects begin among those of the call. */
        private final int start;

        /**
         * A list is followed as it changes, because {@code fileno()} may change it. As long as no Python code had to be run it
         * has not, and there is no need to ask it for each item, which takes its lock twice.
         */
        Wanted(PyObject given, Selectables.Finder finder, int events, int counts, List<Multiplexer.Request> requests) {
            start = requests.size();
            PySequenceList list = given instanceof PySequenceList known ? known : new PyList(iterator(given));
            PyObject[] items = list.getArray();
            for (int i = 0; i < (finder.hasRunCode() ? list.__len__() : items.length); i++) {
                PyObject object = finder.hasRunCode() ? list.__getitem__(i) : items[i];
                requests.add(new Multiplexer.Request(finder.source(object), events, counts, false));
                objects.add(object);
            }
        }

        /** Whatever can be iterated over will do, as it does for CPython's {@code PySequence_Fast()}: a set, a generator. */
        private static PyObject iterator(PyObject given) {
            try {
                return given.__iter__();
            } catch (PyException e) {
                throw e.match(Py.TypeError) ? Py.TypeError("arguments 1-3 must be sequences") : e;
            }
        }

        PyList ready(List<Multiplexer.Request> requests) {
            PyList ready = new PyList();
            for (int i = 0; i < objects.size(); i++) {
                if (requests.get(start + i).result() != 0) {
                    ready.append(objects.get(i));
                }
            }
            return ready;
        }
    }

    /** Nanoseconds; negative for ever. */
    private static long timeout(Arguments arguments) {
        PyObject value = arguments.has(3) ? arguments.get(3) : Py.None;
        if (value == Py.None) {
            return -1;
        }
        double seconds;
        try {
            seconds = value.__float__().asDouble();
        } catch (PyException e) {
            throw Py.TypeError("timeout must be a float or None");
        }
        if (seconds < 0 || Double.isNaN(seconds)) {
            throw SelectErrors.of(Errno.EINVAL);
        }
        if (seconds > LONGEST_TIMEOUT) {
            throw Py.OverflowError("timeout period too long");
        }
        return (long) Math.ceil(Math.min(seconds * 1e9, LONGEST_WAIT));
    }
}
