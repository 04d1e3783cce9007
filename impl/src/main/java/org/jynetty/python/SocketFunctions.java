package org.jynetty.python;

import org.jynetty.net.Descriptors;
import org.jynetty.net.Errno;
import org.jynetty.net.Family;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.jynetty.net.SocketType;
import org.jynetty.net.StreamSocket;
import org.python.core.PyObject;
import org.python.core.PyTuple;

/** The functions of {@code _socket} that make sockets: {@code socketpair} and {@code fromfd}. */
final class SocketFunctions {
    private SocketFunctions() {}

    static void add(PyObject dict, BuiltinModule module) {
        ModuleFunction.add(
                dict,
                module,
                "socketpair",
                "socketpair([family[, type[, proto]]]) -> (socket object, socket object)\n\n"
                        + "Create a pair of socket objects that are connected to each other.\n"
                        + "The family defaults to AF_UNIX, the type to SOCK_STREAM, the protocol to 0.",
                SocketFunctions::pair);
        ModuleFunction.add(
                dict,
                module,
                "fromfd",
                "fromfd(fd, family, type[, proto]) -> socket object\n\n"
                        + "Create a socket object from a duplicate of a socket's descriptor.",
                SocketFunctions::fromDescriptor);
    }

    private static PyObject pair(Arguments arguments) {
        arguments.count(0, 3);
        int family = arguments.integer(0, Family.UNIX.number());
        int type = arguments.integer(1, SocketType.STREAM.number());
        int protocol = arguments.integer(2, 0);
        try {
            StreamSocket[] pair = StreamSocket.pair(family, type, protocol);
            return new PyTuple(
                    new PySocket(pair[0], family, type, protocol), new PySocket(pair[1], family, type, protocol));
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    private static PyObject fromDescriptor(Arguments arguments) {
        arguments.count(3, 4);
        int number = arguments.integer(0);
        int family = arguments.integer(1);
        int type = arguments.integer(2);
        int protocol = arguments.integer(3, 0);
        if (!(Descriptors.get(number) instanceof OpenSocket socket)) {
            throw SocketErrors.of(Errno.EBADF);
        }
        return new PySocket(socket, family, type, protocol);
    }
}
