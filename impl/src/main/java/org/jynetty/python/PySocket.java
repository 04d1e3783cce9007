package org.jynetty.python;

import java.lang.ref.Cleaner;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jynetty.net.Descriptor;
import org.jynetty.net.Errno;
import org.jynetty.net.Family;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.SocketOptions;
import org.jynetty.net.SocketType;
import org.jynetty.net.StreamSocket;
import org.python.core.ArgParser;
import org.python.core.Py;
import org.python.core.PyFile;
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
 * {@code _socket.socket}: a descriptor of an open socket, with the timeout that Python keeps for each socket object.
 * Behaves as CPython 2.7's {@code Modules/socketmodule.c}; see socket(2), ip(7), tcp(7), udp(7) and unix(7) for errors.
 *
 * <p>Without reference counts the users of a socket are counted, see {@link Descriptor}: each {@code socket.socket} and each
 * file that is made of one takes a hold ({@code _hold}) and gives it back ({@code _release}). One that is dropped without
 * {@code close()} is closed when it is collected.
 */
@ExposedType(name = "_socket.socket", doc = PySocket.DOC)
public class PySocket extends PyObject {
    public static final PyType TYPE = PyType.fromClass(PySocket.class);

    static final String DOC = "socket([family[, type[, proto]]]) -> socket object\n\n"
            + "Open a socket of the given type. The family defaults to AF_INET, the type to SOCK_STREAM,\n"
            + "the protocol to 0.";

    private static final long serialVersionUID = 1L;
    private static final Cleaner CLEANER = Cleaner.create();

    /** Bytes; the largest option that getsockopt is asked for. */
    private static final int LONGEST_OPTION = 1024;

    /** Null until {@code __init__}. Set together with the next ones, by whoever makes the object. */
    private transient volatile Descriptor<OpenSocket> descriptor;

    /** Closes the descriptor of an object that is dropped; there is nothing left to do for it when that is closed. */
    private transient volatile Cleaner.Cleanable whenDropped;

    private int family;
    private int type;
    private int protocol;

    /** Seconds; negative means blocking. Kept as given, for {@code gettimeout}. A stale value is a call a moment ago. */
    private volatile double seconds = -1;

    /** The same in nanoseconds, as {@link OpenSocket} takes it. */
    private volatile long timeout = OpenSocket.BLOCKING;

    private PySocket(PyType subtype) {
        super(subtype);
    }

    /** A socket object for an open socket, with the default timeout of the interpreter's module. */
    PySocket(OpenSocket open) {
        this(open, open.family().number(), open.type().number(), open.protocol());
    }

    /** The same with the numbers that the program gave, which may carry more than the open socket's. */
    PySocket(OpenSocket open, int family, int type, int protocol) {
        super(TYPE);
        own(open, family, type, protocol);
    }

    private void own(OpenSocket open, int family, int type, int protocol) {
        Descriptor<OpenSocket> own = new Descriptor<>(open);
        descriptor = own;
        this.family = family;
        this.type = type;
        this.protocol = protocol;
        double timeoutOfModule = SocketState.current().defaultTimeout();
        keepTimeout(timeoutOfModule);
        if (timeoutOfModule >= 0) {
            open.setNonBlocking(true); // a duplicate without a timeout leaves the flag as it is
        }
        whenDropped = CLEANER.register(this, own::close);
    }

    @ExposedNew
    static PyObject socket___new__(
            PyNewWrapper wrapper, boolean init, PyType subtype, PyObject[] args, String[] keywords) {
        PySocket socket = new PySocket(subtype);
        if (init) {
            socket.socket___init__(args, keywords);
        }
        return socket;
    }

    @ExposedMethod
    final void socket___init__(PyObject[] args, String[] keywords) {
        new Arguments("socket", args).count(0, 3);
        ArgParser parser = new ArgParser("socket", args, keywords, "family", "type", "proto");
        int domain = Arguments.cInt(parser.getPyObject(0, Py.newInteger(Family.INET.number())));
        int kind = Arguments.cInt(parser.getPyObject(1, Py.newInteger(SocketType.STREAM.number())));
        int spoken = Arguments.cInt(parser.getPyObject(2, Py.Zero));
        try {
            own(OpenSocket.open(domain, kind, spoken), domain, kind, spoken);
            SignalHandlers.attach();
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    // ---- what the module and TLS need

    /** Begins a call on the open socket; {@link #end()} must follow. @throws org.python.core.PyException EBADF */
    final OpenSocket begin() {
        try {
            return owned().begin();
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    final void end() {
        descriptor.end();
    }

    private Descriptor<OpenSocket> owned() throws NetException {
        Descriptor<OpenSocket> own = descriptor;
        if (own == null) {
            throw NetException.of(Errno.EBADF);
        }
        return own;
    }

    /** The object's own: nanoseconds, or {@link OpenSocket#BLOCKING}, or {@link OpenSocket#NON_BLOCKING}. */
    final long timeout() {
        return timeout;
    }

    /**
     * How long a call may wait. Python waits for readiness where the object has a timeout; else it leaves the call to the
     * kernel, which looks at O_NONBLOCK alone, whichever object of the same open socket set it.
     */
    private long timeoutOn(OpenSocket socket) {
        long own = timeout;
        return own > 0 ? own : socket.blockingMode();
    }

    /** A call that may fail as the network does. */
    private interface Call {
        PyObject on(OpenSocket socket) throws NetException;
    }

    private PyObject call(Call call) {
        OpenSocket socket = begin();
        try {
            return call.on(socket);
        } catch (NetException e) {
            throw SocketErrors.of(e);
        } finally {
            end();
        }
    }

    private SocketAddress parse(PyObject address) {
        return SocketAddresses.parse(family, address, "getsockaddrarg");
    }

    private PyObject format(SocketAddress address) {
        return SocketAddresses.format(family, address);
    }

    // ---- connections

    @ExposedMethod
    final PyObject socket_bind(PyObject address) {
        SocketAddress local = parse(address);
        return call(socket -> {
            socket.bind(local);
            return Py.None;
        });
    }

    @ExposedMethod
    final PyObject socket_listen(PyObject backlog) {
        int connections = Math.max(Arguments.cInt(backlog), 0);
        return call(socket -> {
            socket.listen(connections);
            return Py.None;
        });
    }

    @ExposedMethod
    final PyObject socket_accept() {
        return call(socket -> {
            StreamSocket connection = socket.accept(timeoutOn(socket));
            return new PyTuple(new PySocket(connection), format(connection.acceptedFrom()));
        });
    }

    @ExposedMethod
    final PyObject socket_connect(PyObject address) {
        SocketAddress remote = parse(address);
        return call(socket -> {
            socket.connect(remote, timeoutOn(socket));
            return Py.None;
        });
    }

    @ExposedMethod
    final PyObject socket_connect_ex(PyObject address) {
        SocketAddress remote = parse(address);
        try {
            OpenSocket socket = owned().begin();
            try {
                socket.connect(remote, timeoutOn(socket));
            } finally {
                end();
            }
            return Py.Zero;
        } catch (NetException e) {
            SignalHandlers.run(e);
            return Py.newInteger(e.kind() == NetException.Kind.TIMEOUT ? Errno.EAGAIN.number() : e.number());
        }
    }

    @ExposedMethod
    final PyObject socket_shutdown(PyObject how) {
        int directions = Arguments.cInt(how);
        return call(socket -> {
            socket.shutdown(OpenSocket.Shutdown.of(directions));
            return Py.None;
        });
    }

    @ExposedMethod
    final void socket_close() {
        if (descriptor != null) {
            whenDropped.clean();
        }
    }

    /** Makes the class known that wraps built-in sockets, see {@link SocketWrapper}. */
    @ExposedClassMethod
    static final void socket__wrapped_by(PyType type, PyObject wrapper) {
        SocketState.current().setWrapper(new SocketWrapper((PyType) wrapper));
    }

    /** What it names; null if it is closed. */
    final OpenSocket openOrNull() {
        Descriptor<OpenSocket> own = descriptor;
        return own == null ? null : own.openOrNull();
    }

    @ExposedMethod
    final void socket__hold() {
        descriptor.hold();
    }

    @ExposedMethod
    final void socket__release() {
        descriptor.release();
        if (descriptor.openOrNull() == null) {
            whenDropped.clean();
        }
    }

    // ---- data

    @ExposedMethod(defaults = {"null"})
    final PyObject socket_recv(PyObject size, PyObject flags) {
        int limit = ReceiveInto.size(size, "recv");
        int options = ReceiveInto.flags(flags);
        OpenSocket socket = begin();
        try {
            if (limit > Scratch.SIZE) {
                return Buffers.string(socket.receive(limit, options, timeoutOn(socket)));
            }
            byte[] scratch = Scratch.of(limit);
            return Buffers.string(scratch, socket.receive(scratch, 0, limit, options, timeoutOn(socket)));
        } catch (NetException e) {
            throw SocketErrors.of(e);
        } finally {
            end();
        }
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject socket_recvfrom(PyObject size, PyObject flags) {
        int limit = ReceiveInto.size(size, "recvfrom");
        int options = ReceiveInto.flags(flags);
        return call(socket -> {
            OpenSocket.Received received = socket.receiveFrom(limit, options, timeoutOn(socket));
            return new PyTuple(Buffers.string(received.data()), sender(received));
        });
    }

    private PyObject sender(OpenSocket.Received received) {
        return received.sender() == null ? Py.None : format(received.sender());
    }

    @ExposedMethod
    final PyObject socket_recv_into(PyObject[] args, String[] keywords) {
        ReceiveInto into = new ReceiveInto("recv_into", "buffer too small for requested bytes", args, keywords);
        return call(socket -> {
            if (into.length() > Scratch.SIZE) {
                byte[] data = socket.receive(into.length(), into.flags(), timeoutOn(socket));
                return into.put(data, data.length);
            }
            byte[] scratch = Scratch.of(into.length());
            return into.put(scratch, socket.receive(scratch, 0, into.length(), into.flags(), timeoutOn(socket)));
        });
    }

    @ExposedMethod
    final PyObject socket_recvfrom_into(PyObject[] args, String[] keywords) {
        ReceiveInto into =
                new ReceiveInto("recvfrom_into", "nbytes is greater than the length of the buffer", args, keywords);
        return call(socket -> {
            OpenSocket.Received received = socket.receiveFrom(into.length(), into.flags(), timeoutOn(socket));
            return new PyTuple(into.put(received.data(), received.data().length), sender(received));
        });
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject socket_send(PyObject data, PyObject flags) {
        Outgoing bytes = Outgoing.of(data, "send");
        int options = ReceiveInto.flags(flags);
        OpenSocket socket = begin();
        try {
            int sent = bytes.send(socket, 0, options, timeoutOn(socket));
            SignalHandlers.run();
            return Py.newInteger(sent);
        } catch (NetException e) {
            throw SocketErrors.of(e);
        } finally {
            end();
        }
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject socket_sendall(PyObject data, PyObject flags) {
        Outgoing bytes = Outgoing.of(data, "sendall");
        int options = ReceiveInto.flags(flags);
        return call(socket -> {
            bytes.sendAll(socket, options, () -> timeoutOn(socket));
            return Py.None;
        });
    }

    @ExposedMethod
    final PyObject socket_sendto(PyObject[] args, String[] keywords) {
        if (keywords.length > 0) {
            throw Py.TypeError("sendto() takes no keyword arguments");
        }
        if (args.length < 2 || args.length > 3) {
            throw Py.TypeError("sendto() takes 2 or 3 arguments (" + args.length + " given)");
        }
        byte[] bytes = Buffers.bytes(args[0], "sendto");
        int options = args.length == 2 ? 0 : Arguments.cInt(args[1]);
        SocketAddress destination = parse(args[args.length - 1]);
        return call(socket ->
                Py.newInteger(socket.sendTo(bytes, 0, bytes.length, options, destination, timeoutOn(socket))));
    }

    // ---- timeouts

    @ExposedMethod
    final void socket_setblocking(PyObject flag) {
        setTimeout(Arguments.cLong(flag) == 0 ? 0 : -1);
    }

    @ExposedMethod
    final void socket_settimeout(PyObject value) {
        setTimeout(Timeouts.parse(value));
    }

    @ExposedMethod
    final PyObject socket_gettimeout() {
        return Timeouts.format(seconds);
    }

    /** Sets O_NONBLOCK as well, if there is a socket to set it on; CPython does not look whether there is. */
    private void setTimeout(double value) {
        keepTimeout(value);
        Descriptor<OpenSocket> own = descriptor;
        if (own != null && own.number() >= 0) {
            own.open().setNonBlocking(value >= 0);
        }
    }

    private void keepTimeout(double value) {
        seconds = value;
        timeout = Timeouts.nanoseconds(value);
    }

    @ExposedGet(name = "timeout")
    public final PyObject getTimeout() {
        return Py.newFloat(seconds);
    }

    // ---- names, options, descriptors

    @ExposedGet(name = "family")
    public final PyObject getFamily() {
        return Py.newInteger(family);
    }

    @ExposedGet(name = "type")
    public final PyObject getSocketType() {
        return Py.newInteger(type);
    }

    @ExposedGet(name = "proto")
    public final PyObject getProtocol() {
        return Py.newInteger(protocol);
    }

    @ExposedMethod
    final PyObject socket_getsockname() {
        return call(socket -> format(socket.localAddress()));
    }

    @ExposedMethod
    final PyObject socket_getpeername() {
        return call(socket -> format(socket.remoteAddress()));
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject socket_getsockopt(PyObject level, PyObject option, PyObject size) {
        int number = Arguments.cInt(level);
        int name = Arguments.cInt(option);
        int length = size == null ? 0 : Arguments.cInt(size);
        if (length < 0 || length > LONGEST_OPTION) {
            throw SocketErrors.error("getsockopt buflen out of range");
        }
        return call(socket -> {
            byte[] value = socket.options().get(number, name, length == 0 ? Integer.BYTES : length);
            return length == 0
                    ? Py.newInteger(ByteBuffer.wrap(value)
                            .order(SocketOptions.BYTE_ORDER)
                            .getInt())
                    : Buffers.string(value);
        });
    }

    @ExposedMethod
    final PyObject socket_setsockopt(PyObject level, PyObject option, PyObject value) {
        int number = Arguments.cInt(level);
        int name = Arguments.cInt(option);
        byte[] bytes = Buffers.optionValue(value);
        return call(socket -> {
            socket.options().set(number, name, bytes);
            return Py.None;
        });
    }

    @ExposedMethod
    final PyObject socket_fileno() {
        Descriptor<OpenSocket> own = descriptor;
        if (own != null && own.isForsaken()) {
            // Another thread has closed the object that wraps this one: from now on that says so, and never a number of
            // -1.
            throw SocketErrors.of(Errno.EBADF);
        }
        return own == null ? Py.newInteger(-1) : new PyDescriptor(own.number());
    }

    @ExposedMethod
    final PyObject socket_dup() {
        return call(socket -> new PySocket(socket, family, type, protocol));
    }

    @ExposedMethod(defaults = {"null", "null"})
    final PyObject socket_makefile(PyObject mode, PyObject size) {
        String access = mode == null ? "r" : mode.asString();
        int buffering = size == null ? -1 : Arguments.cInt(size);
        return call(socket ->
                new PyFile(new DescriptorIO(new Descriptor<>(socket).number()), "<socket>", access, buffering));
    }

    @Override
    public final String toString() {
        Descriptor<OpenSocket> own = descriptor;
        return "<socket object, fd=" + (own == null ? -1 : own.number()) + ", family=" + family + ", type=" + type
                + ", protocol=" + protocol + ">";
    }

    @ExposedMethod(names = {"__repr__", "__str__"})
    final String socket___repr__() {
        return toString();
    }
}
