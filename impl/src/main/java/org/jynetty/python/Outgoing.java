package org.jynetty.python;

import java.util.function.LongSupplier;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyUnicode;

/** The bytes of an argument that are to be sent. Those of a {@code str} that is not large are copied
 * when they are, to the thread's scratch. */
final class Outgoing {
    /** Bytes as characters, no more than the scratch has room for; null where there is an array. */
    private final String text;

    private final byte[] array;
    private final int length;

    private Outgoing(String text, byte[] array, int length) {
        this.text = text;
        this.array = array;
        this.length = length;
    }

    /** The first argument of a function. @throws PyException as {@link Buffers#bytes} */
    static Outgoing of(PyObject value, String function) {
        if (value instanceof PyString string && !(value instanceof PyUnicode) && string.__len__() <= Scratch.SIZE) {
            String text = string.getString();
            return new Outgoing(text, null, text.length());
        }
        byte[] bytes = Buffers.bytes(value, function);
        return new Outgoing(null, bytes, bytes.length);
    }

    int length() {
        return length;
    }

    /** An array that begins with all of them; the thread's scratch, if it has room. */
    byte[] all() {
        return text == null ? array : Scratch.filled(text, 0, length);
    }

    /** Sends all from some byte on, as {@link OpenSocket#send} does; returns how many of them the kernel took. */
    int send(OpenSocket socket, int from, int flags, long timeout) throws NetException {
        int count = length - from;
        return text == null
                ? socket.send(array, from, count, flags, timeout)
                : socket.send(Scratch.filled(text, from, count), 0, count, flags, timeout);
    }

    /**
     * Sends all of them; goes on after a signal.
     *
     * @param timeout counts anew for each part that the kernel takes, and after a signal
     */
    void sendAll(OpenSocket socket, int flags, LongSupplier timeout) throws NetException {
        int sent = 0;
        do {
            try {
                sent += send(socket, sent, flags, timeout.getAsLong());
                SignalHandlers.run();
            } catch (NetException e) {
                if (!SignalHandlers.run(e)) {
                    throw e;
                }
            }
        } while (sent < length);
    }
}
