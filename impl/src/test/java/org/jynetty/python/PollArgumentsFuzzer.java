package org.jynetty.python;

import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jynetty.fuzz.Bounds;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyList;
import org.python.core.PyObject;
import org.python.util.PythonInterpreter;

/**
 * The arguments of {@code poll}, {@code epoll} and {@code select}: an input is a list of calls, four bytes each: which one, on
 * which object, and a mask of events or another number. What is wrong is told by an exception of Python's.
 */
public final class PollArgumentsFuzzer {
    private static final int CALL = 4;
    private static final int MOST_CALLS = 64;

    private static final String SET_UP =
            """
            import select, socket
            class Odd(object):
                def __init__(self, answer):
                    self.answer = answer
                def fileno(self):
                    if isinstance(self.answer, type) and issubclass(self.answer, Exception):
                        raise self.answer()
                    return self.answer
            one, other = socket.socketpair()
            unbound = socket.socket()
            closed = socket.socket()
            closed.close()
            objects = [
                one, other, unbound, closed, one.fileno(), -1, 0, 1, 2, 1 << 20, 1 << 31, 1 << 63, -(1 << 40), 1.5, None,
                'text', u'text', [], (), {}, Odd(1), Odd(-1), Odd(None), Odd(ValueError), Odd(1 << 70), Odd(other), True,
                float('nan'), float('inf'), object(), select.epoll()]
            EXPECTED = (TypeError, ValueError, OverflowError, KeyError, IOError, select.error, AttributeError)
            def call(poll, epoll, what, target, number):
                wide = objects[number % len(objects)]
                try:
                    if what == 0: poll.register(target)
                    elif what == 1: poll.register(target, number)
                    elif what == 2: poll.register(target, wide)
                    elif what == 3: poll.modify(target, number)
                    elif what == 4: poll.modify(target, wide)
                    elif what == 5: poll.unregister(target)
                    elif what == 6: epoll.register(target)
                    elif what == 7: epoll.register(target, number)
                    elif what == 8: epoll.register(target, wide)
                    elif what == 9: epoll.modify(target, number << 16)
                    elif what == 10: epoll.modify(target, wide)
                    elif what == 11: epoll.unregister(target)
                    elif what == 12: poll.poll(0)
                    elif what == 13: epoll.poll(0, wide)
                    elif what == 14: select.select([target], [wide], [target], 0)
                    elif what == 15: select.select(target, wide, (), 0)
                    elif what == 16: select.epoll.fromfd(target).poll(0)
                    elif what == 17: epoll.poll(0, number - 32768)
                except EXPECTED:
                    pass
            """;

    private static final PythonInterpreter PYTHON = start();
    private static final PyObject NEW_POLL = PYTHON.eval("select.poll");
    private static final PyObject NEW_EPOLL = PYTHON.eval("select.epoll");
    private static final PyObject CALL_ONE = PYTHON.get("call");
    private static final PyList OBJECTS = (PyList) PYTHON.get("objects");
    private static final int KINDS = 18;

    private PollArgumentsFuzzer() {}

    private static PythonInterpreter start() {
        // A runner of tests may read its orders from standard input all the time, and holds Java's lock of it
        // meanwhile.
        System.setIn(InputStream.nullInputStream());
        PythonInterpreter interpreter = Interpreters.open();
        interpreter.exec(SET_UP);
        return interpreter;
    }

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bounds.within(input, () -> {
            PyObject poll = NEW_POLL.__call__();
            PyObject epoll = NEW_EPOLL.__call__();
            try {
                ByteBuffer calls = ByteBuffer.wrap(input);
                for (int i = 0; i < MOST_CALLS && calls.remaining() >= CALL; i++) {
                    int kind = (calls.get() & 0xff) % KINDS;
                    PyObject target = OBJECTS.__getitem__((calls.get() & 0xff) % OBJECTS.__len__());
                    int number = calls.getShort() & 0xffff;
                    CALL_ONE.__call__(new PyObject[] {poll, epoll, Py.newInteger(kind), target, Py.newInteger(number)});
                }
            } catch (PyException e) {
                throw new AssertionError("an exception of another kind: " + e, e);
            } finally {
                epoll.invoke("close");
            }
        });
    }
}
