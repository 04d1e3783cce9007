package org.jynetty.python;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jynetty.net.Errno;
import org.jynetty.net.MainThread;
import org.jynetty.net.NetException;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyObject;

/**
 * The handlers that a program gives to {@code signal.signal()} run in the main thread if it waits in one of our calls, and
 * what they raise is raised by the call, as in CPython. Else they run as Jython runs them: in the thread that Java delivers
 * signals to.
 */
final class SignalHandlers {
    private static final String MODULE = "signal";

    /** The class of Jython's module whose {@code handle} is called with each signal. */
    private static final String RECEIVER = "JythonSignalHandler";

    /** Signals that came while the main thread waited. */
    private static final Queue<Signal> PENDING = new ConcurrentLinkedQueue<>();

    private SignalHandlers() {}

    private record Signal(PyObject handler, PyObject number) {
        void handle() {
            handler.__call__(number, Py.None);
        }
    }

    /** To be called when a module with calls that block is first imported. */
    static void enable() {
        MainThread.prepare(SignalHandlers::attach);
        attach();
    }

    /** A program may import the module {@code signal} late or never, so that each socket and each wait looks for it. */
    static void attach() {
        PyObject module = Py.getSystemState().modules.__finditem__(MODULE);
        PyObject receiver = module == null ? null : module.__findattr__(RECEIVER);
        if (receiver != null && !(receiver.__findattr__("handle") instanceof Receiver)) {
            receiver.__setattr__("handle", new Receiver(null));
        }
    }

    /**
     * Runs the handlers of the signals that interrupted a call. To be called where it failed, without locks.
     *
     * @return whether it was a signal that made the call fail
     * @throws PyException what a handler raises
     */
    static boolean run(NetException failure) {
        return failure.is(Errno.EINTR) && run();
    }

    /** The same for a call that did not fail, but was interrupted with its work half done. */
    static boolean run() {
        if (PENDING.isEmpty() || !MainThread.isCurrent()) {
            return false;
        }
        boolean any = false;
        for (Signal signal; (signal = PENDING.poll()) != null; any = true) {
            signal.handle();
        }
        return any;
    }

    private static void deliver(Signal signal) {
        PENDING.add(signal);
        try {
            if (MainThread.interrupt(() -> PENDING.contains(signal))) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (PENDING.remove(signal)) {
            signal.handle();
        }
    }

    /** The method {@code handle(signal)} of Jython's class, in the class or bound to an object of it. */
    private static final class Receiver extends PyObject {
        private final transient PyObject self;

        Receiver(PyObject self) {
            this.self = self;
        }

        @Override
        public boolean implementsDescrGet() {
            return true;
        }

        @Override
        public PyObject __get__(PyObject object, PyObject type) {
            return object == null || object == Py.None ? this : new Receiver(object);
        }

        @Override
        public PyObject __call__(PyObject[] arguments, String[] keywords) {
            deliver(new Signal(self.__getattr__("action"), arguments[0].invoke("getNumber")));
            return Py.None;
        }
    }
}
