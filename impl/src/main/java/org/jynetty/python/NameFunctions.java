package org.jynetty.python;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.jynetty.net.AddressInfo;
import org.jynetty.net.HostEntry;
import org.jynetty.net.HostResolver;
import org.jynetty.net.Linux;
import org.jynetty.net.LocalHost;
import org.jynetty.net.NetException;
import org.jynetty.net.NumericHost;
import org.jynetty.net.ServiceDatabase;
import org.python.core.Py;
import org.python.core.PyInteger;
import org.python.core.PyList;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;
import org.python.core.PyUnicode;

/** The functions of {@code _socket} that deal with the names of hosts, services and protocols. */
final class NameFunctions {
    private static final int LARGEST_PORT = 0xFFFF;

    private NameFunctions() {}

    static void addTo(PyObject dict, BuiltinModule module) {
        ModuleFunction.add(
                dict,
                module,
                "gethostname",
                "gethostname() -> string\n\nThe name of this machine.",
                NameFunctions::gethostname);
        ModuleFunction.add(
                dict,
                module,
                "gethostbyname",
                "gethostbyname(host) -> address\n\nThe IPv4 address of a host, such as '192.0.2.1'.",
                arguments -> raising(() -> gethostbyname(arguments)));
        ModuleFunction.add(
                dict,
                module,
                "gethostbyname_ex",
                "gethostbyname_ex(host) -> (name, aliaslist, addresslist)\n\n"
                        + "The canonical name, the other names and the IPv4 addresses of a host.",
                arguments -> raising(() -> gethostbynameEx(arguments)));
        ModuleFunction.add(
                dict,
                module,
                "gethostbyaddr",
                "gethostbyaddr(host) -> (name, aliaslist, addresslist)\n\n"
                        + "The canonical name and the other names of the host that has an address.",
                arguments -> raising(() -> gethostbyaddr(arguments)));
        ModuleFunction.add(
                dict,
                module,
                "getaddrinfo",
                "getaddrinfo(host, port [, family, socktype, proto, flags])\n"
                        + "    -> list of (family, socktype, proto, canonname, sockaddr)\n\n"
                        + "The ways to reach a service at a host.",
                arguments -> raising(() -> getaddrinfo(arguments)));
        ModuleFunction.add(
                dict,
                module,
                "getnameinfo",
                "getnameinfo(sockaddr, flags) -> (host, port)\n\nThe names of the host and of the port of an address.",
                arguments -> raising(() -> getnameinfo(arguments)));
        ModuleFunction.add(
                dict,
                module,
                "getservbyname",
                "getservbyname(servicename [, protocolname]) -> integer\n\nThe port of a service.",
                NameFunctions::getservbyname);
        ModuleFunction.add(
                dict,
                module,
                "getservbyport",
                "getservbyport(port [, protocolname]) -> string\n\nThe name of the service at a port.",
                NameFunctions::getservbyport);
        ModuleFunction.add(
                dict,
                module,
                "getprotobyname",
                "getprotobyname(name) -> integer\n\nThe number of a protocol.",
                NameFunctions::getprotobyname);
    }

    private interface Resolution {
        PyObject run() throws NetException;
    }

    private static PyObject raising(Resolution resolution) {
        try {
            return resolution.run();
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    private static PyObject gethostname(Arguments arguments) {
        arguments.none();
        return new PyString(LocalHost.name());
    }

    private static PyObject gethostbyname(Arguments arguments) throws NetException {
        String name = arguments.count(1, 1).string(0);
        return new PyString(NumericHost.format(HostResolver.system().address(name, Linux.AF_INET)));
    }

    private static PyObject gethostbynameEx(Arguments arguments) throws NetException {
        String name = arguments.count(1, 1).string(0);
        // CPython resolves twice; the first time fails with gaierror.
        HostResolver.system().address(name, Linux.AF_INET);
        return hostEntry(HostResolver.system().hostByName(name));
    }

    private static PyObject gethostbyaddr(Arguments arguments) throws NetException {
        String name = arguments.count(1, 1).string(0);
        return hostEntry(
                HostResolver.system().hostByAddress(HostResolver.system().address(name, Linux.AF_UNSPEC)));
    }

    private static PyObject hostEntry(HostEntry entry) {
        PyList aliases = new PyList();
        entry.aliases().forEach(alias -> aliases.append(new PyString(alias)));
        PyList addresses = new PyList();
        entry.addresses().forEach(address -> addresses.append(new PyString(NumericHost.format(address))));
        return new PyTuple(new PyString(entry.name()), aliases, addresses);
    }

    private static PyObject getaddrinfo(Arguments arguments) throws NetException {
        arguments.count(2, 6);
        int family = arguments.integer(2, Linux.AF_UNSPEC);
        int socketType = arguments.integer(3, 0);
        int protocol = arguments.integer(4, 0);
        int flags = arguments.integer(5, 0);
        String host = host(arguments.get(0));
        String service = service(arguments.get(1));
        List<AddressInfo> infos = HostResolver.system().addressInfo(host, service, family, socketType, protocol, flags);
        PyList list = new PyList();
        for (AddressInfo info : infos) {
            list.append(new PyTuple(
                    new PyInteger(info.family()),
                    new PyInteger(info.socketType()),
                    new PyInteger(info.protocol()),
                    new PyString(info.canonicalName()),
                    SocketAddresses.format(info.family(), info.address())));
        }
        return list;
    }

    private static String host(PyObject host) {
        if (host == Py.None) {
            return null;
        }
        if (host instanceof PyUnicode unicode) {
            return cString(HostNames.encode(unicode));
        }
        if (host instanceof PyString string) {
            return cString(string.getString());
        }
        throw Py.TypeError("getaddrinfo() argument 1 must be string or None");
    }

    private static String service(PyObject service) {
        if (service == Py.None) {
            return null;
        }
        if (service instanceof PyInteger || service instanceof PyLong) {
            return Long.toString(Arguments.cLong(service));
        }
        if (service instanceof PyString string && !(service instanceof PyUnicode)) {
            return cString(string.getString());
        }
        throw SocketErrors.error("getaddrinfo() argument 2 must be integer or string");
    }

    /** What C sees of a string: it ends before the first null character. */
    private static String cString(String string) {
        int end = string.indexOf('\0');
        return end < 0 ? string : string.substring(0, end);
    }

    private static PyObject getnameinfo(Arguments arguments) throws NetException {
        arguments.count(2, 2);
        int flags = arguments.integer(1);
        if (!(arguments.get(0) instanceof PyTuple tuple)) {
            throw Py.TypeError("getnameinfo() argument 1 must be a tuple");
        }
        Arguments parts = new Arguments(null, tuple.getArray()).count(2, 4);
        String host = parts.string(0);
        int port = parts.integer(1);
        int flow = parts.unsignedInteger(2, 0);
        int scope = parts.unsignedInteger(3, 0);
        SocketAddresses.checkFlowInformation(flow);
        String service = Integer.toString(port);
        List<AddressInfo> infos =
                HostResolver.system().addressInfo(host, service, Linux.AF_UNSPEC, Linux.SOCK_DGRAM, 0, 0);
        if (infos.size() > 1) {
            throw SocketErrors.error("sockaddr resolved to multiple addresses");
        }
        InetSocketAddress found = infos.get(0).address();
        InetAddress address = found.getAddress();
        if (infos.get(0).family() == Linux.AF_INET) {
            if (tuple.size() != 2) {
                throw SocketErrors.error("IPv4 sockaddr must be 2 tuple");
            }
        } else {
            address = NumericHost.scoped(address.getAddress(), scope);
        }
        HostResolver.Names names = HostResolver.system().names(new InetSocketAddress(address, found.getPort()), flags);
        return new PyTuple(new PyString(names.host()), new PyString(names.service()));
    }

    private static PyObject getservbyname(Arguments arguments) {
        arguments.count(1, 2);
        String name = arguments.string(0);
        OptionalInt port = ServiceDatabase.system().port(name, arguments.string(1, null));
        return new PyInteger(port.orElseThrow(() -> SocketErrors.error("service/proto not found")));
    }

    private static PyObject getservbyport(Arguments arguments) {
        arguments.count(1, 2);
        int port = arguments.integer(0);
        String protocol = arguments.string(1, null);
        if (port < 0 || port > LARGEST_PORT) {
            throw Py.OverflowError("getservbyport: port must be 0-65535.");
        }
        return new PyString(ServiceDatabase.system()
                .service(port, protocol)
                .orElseThrow(() -> SocketErrors.error("port/proto not found")));
    }

    private static PyObject getprotobyname(Arguments arguments) {
        String name = arguments.count(1, 1).string(0);
        return new PyInteger(
                ServiceDatabase.system().protocol(name).orElseThrow(() -> SocketErrors.error("protocol not found")));
    }
}
