package org.jynetty.python;

import org.jynetty.net.OpenSocket;
import org.python.core.Py;
import org.python.core.PyFloat;
import org.python.core.PyObject;

/** Timeouts as Python programs write them: {@code None}, or seconds that are not negative. */
final class Timeouts {
    /** No timeout: operations block until they are done. */
    static final double NONE = -1;

    /** Nanoseconds; a hundred years. */
    private static final double LONGEST_WAIT = 3.15e18;

    private Timeouts() {}

    /**
     * @return seconds, or {@link #NONE}
     * @throws org.python.core.PyException TypeError for what is no number, ValueError for a negative one
     */
    static double parse(PyObject timeout) {
        if (timeout == Py.None) {
            return NONE;
        }
        double seconds = timeout.asDouble();
        if (seconds < 0) {
            throw Py.ValueError("Timeout value out of range");
        }
        return seconds;
    }

    static PyObject format(double timeout) {
        return timeout < 0 ? Py.None : new PyFloat(timeout);
    }

    /**
     * A timeout as {@link OpenSocket} takes it. One that is shorter than a nanosecond is still not "do not wait"; one of
     * centuries is one for ever.
     */
    static long nanoseconds(double timeout) {
        if (timeout <= 0) {
            return timeout < 0 ? OpenSocket.BLOCKING : OpenSocket.NON_BLOCKING;
        }
        return Math.max(1, (long) Math.min(timeout * 1e9, LONGEST_WAIT));
    }
}
