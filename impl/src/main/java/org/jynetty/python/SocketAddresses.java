package org.jynetty.python;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.jynetty.net.HostResolver;
import org.jynetty.net.Linux;
import org.jynetty.net.NetException;
import org.jynetty.net.NumericHost;
import org.python.core.Py;
import org.python.core.PyByteArray;
import org.python.core.PyInteger;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;

/**
 * Socket addresses as Python programs write them, with the messages of CPython 2.7's {@code getsockaddrarg} and
 * {@code makesockaddr}: {@code (host, port)} for AF_INET, {@code (host, port, flow information, scope)} for AF_INET6, a
 * path for AF_UNIX.
 */
final class SocketAddresses {
    private static final int LARGEST_PORT = 0xFFFF;
    private static final int LARGEST_FLOW_INFORMATION = 0xFFFFF;

    /** The size of {@code sun_path} (unix(7)). */
    private static final int UNIX_PATH_SIZE = 108;

    private SocketAddresses() {}

    /**
     * The address that an argument means. Host names are looked up.
     *
     * @param family the family of the socket
     * @param caller the name of the C function that messages name
     * @throws org.python.core.PyException TypeError, OverflowError, or an exception of {@code socket}
     */
    static SocketAddress parse(int family, PyObject address, String caller) {
        return switch (family) {
            case Linux.AF_INET -> parseIpv4(address, caller);
            case Linux.AF_INET6 -> parseIpv6(address, caller);
            case Linux.AF_UNIX -> parseUnix(address);
            default -> throw SocketErrors.error(caller + ": bad family");
        };
    }

    private static SocketAddress parseIpv4(PyObject address, String caller) {
        Arguments parts = new Arguments(caller, tuple(address, "AF_INET", caller)).count(2, 2);
        String host = parts.hostName(0);
        int port = parts.integer(1);
        InetAddress resolved = resolve(host, Linux.AF_INET);
        return new InetSocketAddress(resolved, checkedPort(port, caller));
    }

    private static SocketAddress parseIpv6(PyObject address, String caller) {
        Arguments parts = new Arguments(null, tuple(address, "AF_INET6", caller)).count(2, 4);
        String host = parts.hostName(0);
        int port = parts.integer(1);
        int flow = parts.unsignedInteger(2, 0);
        int scope = parts.unsignedInteger(3, 0);
        InetAddress resolved = resolve(host, Linux.AF_INET6);
        checkedPort(port, caller);
        checkFlowInformation(flow);
        // As on CPython the scope in the tuple counts, not one in the host's text.
        return new InetSocketAddress(NumericHost.scoped(resolved.getAddress(), scope), port);
    }

    private static PyObject[] tuple(PyObject address, String family, String caller) {
        if (!(address instanceof PyTuple tuple)) {
            throw Py.TypeError(caller + ": " + family + " address must be tuple, not "
                    + address.getType().fastGetName());
        }
        return tuple.getArray();
    }

    private static InetAddress resolve(String host, int family) {
        try {
            return HostResolver.system().address(host, family);
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    private static int checkedPort(int port, String caller) {
        if (port < 0 || port > LARGEST_PORT) {
            throw Py.OverflowError(caller + ": port must be 0-65535.");
        }
        return port;
    }

    /** Java cannot send flow information; it is checked all the same. */
    static void checkFlowInformation(int flow) {
        if (flow < 0 || flow > LARGEST_FLOW_INFORMATION) {
            throw Py.OverflowError("getsockaddrarg: flowinfo must be 0-1048575.");
        }
    }

    private static SocketAddress parseUnix(PyObject address) {
        if (address instanceof PyByteArray) {
            throw Py.TypeError("argument must be string or pinned buffer, not bytearray");
        }
        if (!(address instanceof PyString) && !Arguments.isReadOnlyBuffer(address)) {
            throw Py.TypeError("argument must be string or read-only character buffer, not "
                    + address.getType().fastGetName());
        }
        PyString path = new PyString(Arguments.bytesOf(address));
        String bytes = path.getString();
        boolean isAbstract = bytes.startsWith("\0");
        if (bytes.length() > (isAbstract ? UNIX_PATH_SIZE : UNIX_PATH_SIZE - 1)) {
            throw SocketErrors.error("AF_UNIX path too long");
        }
        if (isAbstract) {
            throw SocketErrors.error("abstract AF_UNIX addresses are not available on Java");
        }
        int end = bytes.indexOf('\0');
        PyString cPath = end < 0 ? path : new PyString(bytes.substring(0, end));
        return UnixDomainSocketAddress.of(inWorkingDirectory(Py.fileSystemDecode(cPath)));
    }

    /** Python's {@code os.chdir} does not change the directory of the Java process. */
    private static Path inWorkingDirectory(String path) {
        Path given = Path.of(path);
        String directory = Py.getSystemState().getCurrentWorkingDir();
        boolean same = directory.equals(System.getProperty("user.dir"));
        return path.isEmpty() || given.isAbsolute() || same
                ? given
                : Path.of(directory).resolve(given);
    }

    /**
     * An address as a Python program sees it.
     *
     * @param family the family of the socket
     * @param address null for that of a socket without one
     */
    static PyObject format(int family, SocketAddress address) {
        if (family == Linux.AF_UNIX) {
            return address == null
                    ? Py.EmptyString
                    : Py.fileSystemEncode(
                            ((UnixDomainSocketAddress) address).getPath().toString());
        }
        if (address == null) {
            return family == Linux.AF_INET6 ? tuple("::", 0, 0) : tuple("0.0.0.0", 0);
        }
        InetSocketAddress socketAddress = (InetSocketAddress) address;
        int port = socketAddress.getPort();
        InetAddress host = socketAddress.getAddress();
        if (family != Linux.AF_INET6) {
            return tuple(NumericHost.format(host), port);
        }
        if (host.isAnyLocalAddress()) {
            return tuple("::", port, 0);
        }
        // Java turns mapped addresses into IPv4 ones.
        Inet6Address ipv6 = NumericHost.mapped(host);
        return tuple(NumericHost.format(ipv6), port, ipv6.getScopeId());
    }

    private static PyObject tuple(String host, int port) {
        return new PyTuple(new PyString(host), new PyInteger(port));
    }

    private static PyObject tuple(String host, int port, int scope) {
        PyObject unsignedScope = scope >= 0 ? new PyInteger(scope) : new PyLong(Integer.toUnsignedLong(scope));
        return new PyTuple(new PyString(host), new PyInteger(port), Py.Zero, unsignedScope);
    }
}
