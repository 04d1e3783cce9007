package org.jynetty.python;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jynetty.net.AddressText;
import org.jynetty.net.Errno;
import org.jynetty.net.Linux;
import org.python.core.Py;
import org.python.core.PyInteger;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyString;

/**
 * The functions of {@code _socket} that convert numbers and addresses between a program's forms and the network's. As on
 * every machine that CPython 2.7 is common on, the machine's byte order is the other one.
 */
final class NumberFunctions {
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private NumberFunctions() {}

    static void addTo(PyObject dict, BuiltinModule module) {
        ModuleFunction.add(
                dict,
                module,
                "ntohs",
                "ntohs(integer) -> integer\n\nConvert a 16-bit integer from network to host byte order.",
                NumberFunctions::swapShort);
        ModuleFunction.add(
                dict,
                module,
                "htons",
                "htons(integer) -> integer\n\nConvert a 16-bit integer from host to network byte order.",
                NumberFunctions::swapShort);
        ModuleFunction.add(
                dict,
                module,
                "ntohl",
                "ntohl(integer) -> integer\n\nConvert a 32-bit integer from network to host byte order.",
                NumberFunctions::swapLong);
        ModuleFunction.add(
                dict,
                module,
                "htonl",
                "htonl(integer) -> integer\n\nConvert a 32-bit integer from host to network byte order.",
                NumberFunctions::swapLong);
        ModuleFunction.add(
                dict,
                module,
                "inet_aton",
                "inet_aton(string) -> packed 32-bit address\n\nConvert an IPv4 address to the network's form.",
                NumberFunctions::aton);
        ModuleFunction.add(
                dict,
                module,
                "inet_ntoa",
                "inet_ntoa(packed_ip) -> string\n\nConvert an IPv4 address from the network's form to text.",
                NumberFunctions::ntoa);
        ModuleFunction.add(
                dict,
                module,
                "inet_pton",
                "inet_pton(family, string) -> packed address\n\nConvert an address to the network's form.",
                NumberFunctions::pton);
        ModuleFunction.add(
                dict,
                module,
                "inet_ntop",
                "inet_ntop(family, packed_ip) -> string\n\nConvert an address from the network's form to text.",
                NumberFunctions::ntop);
    }

    private static PyObject swapShort(Arguments arguments) {
        int value = arguments.count(1, 1).integer(0);
        if (value < 0) {
            throw Py.OverflowError("can't convert negative number to unsigned long");
        }
        return new PyInteger(Short.toUnsignedInt(Short.reverseBytes((short) value)));
    }

    private static PyObject swapLong(Arguments arguments) {
        PyObject argument = arguments.only();
        BigInteger value;
        if (argument instanceof PyInteger integer) {
            value = BigInteger.valueOf(integer.getValue());
        } else if (argument instanceof PyLong number) {
            value = number.getValue();
        } else {
            throw Py.TypeError("expected int/long, " + argument.getType().fastGetName() + " found");
        }
        if (value.signum() < 0) {
            String kind = argument instanceof PyInteger ? "number" : "value";
            throw Py.OverflowError("can't convert negative " + kind + " to unsigned long");
        }
        if (value.bitLength() > Long.SIZE) {
            throw Py.OverflowError("long int too large to convert");
        }
        if (value.bitLength() > Integer.SIZE) {
            throw Py.OverflowError("long int larger than 32 bits");
        }
        return new PyLong(Integer.toUnsignedLong(Integer.reverseBytes(value.intValue())));
    }

    private static PyObject aton(Arguments arguments) {
        byte[] address = AddressText.aton(arguments.count(1, 1).string(0));
        if (address == null) {
            throw SocketErrors.error("illegal IP address string passed to inet_aton");
        }
        return packed(address);
    }

    private static PyObject ntoa(Arguments arguments) {
        byte[] address = arguments.count(1, 1).bytes(0);
        if (address.length != IPV4_LENGTH) {
            throw SocketErrors.error("packed IP wrong length for inet_ntoa");
        }
        return new PyString(AddressText.format(address));
    }

    private static PyObject pton(Arguments arguments) {
        arguments.count(2, 2);
        int family = arguments.integer(0);
        String text = arguments.string(1);
        byte[] address =
                switch (family) {
                    case Linux.AF_INET -> AddressText.ipv4(text);
                    case Linux.AF_INET6 -> AddressText.ipv6(text);
                    default -> throw SocketErrors.of(Errno.EAFNOSUPPORT);
                };
        if (address == null) {
            throw SocketErrors.error("illegal IP address string passed to inet_pton");
        }
        return packed(address);
    }

    private static PyObject ntop(Arguments arguments) {
        arguments.count(2, 2);
        int family = arguments.integer(0);
        byte[] address = arguments.bytes(1);
        int length =
                switch (family) {
                    case Linux.AF_INET -> IPV4_LENGTH;
                    case Linux.AF_INET6 -> IPV6_LENGTH;
                    default -> throw Py.ValueError("unknown address family " + family);
                };
        if (address.length != length) {
            throw Py.ValueError("invalid length of packed IP address string");
        }
        return new PyString(AddressText.format(address));
    }

    private static PyObject packed(byte[] address) {
        return new PyString(new String(address, StandardCharsets.ISO_8859_1));
    }
}
