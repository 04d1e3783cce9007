package org.jynetty.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hosts and services: {@code getaddrinfo(3)}, {@code getnameinfo(3)}, {@code gethostbyname(3)} and
 * {@code gethostbyaddr(3)} as the GNU C library has them.
 *
 * <p>Numeric hosts and {@code /etc/hosts} are dealt with here; other names go to Java's resolver, with Java's cache in front
 * of it. A host that comes from there has no aliases, and the name that was asked for is its canonical one: Java does not
 * tell more.
 */
public final class HostResolver {
    private static final HostResolver SYSTEM =
            new HostResolver(new HostDatabase(Path.of("/etc/hosts"), HostDatabase.JAVA), ServiceDatabase.system());

    private static final int KNOWN_ADDRESS_FLAGS = 0x7FF;
    private static final int KNOWN_NAME_FLAGS = 0xFF;

    private static final InetAddress BROADCAST = NumericHost.ofBytes(AddressText.ipv4("255.255.255.255"));

    private final HostDatabase hosts;
    private final ServiceDatabase services;

    HostResolver(HostDatabase hosts, ServiceDatabase services) {
        this.hosts = hosts;
        this.services = services;
    }

    /** The resolver over this machine's files and name servers. */
    public static HostResolver system() {
        return SYSTEM;
    }

    /**
     * The ways to reach a service at a host: {@code getaddrinfo(3)}.
     *
     * @param host a name or a numeric host; null for this machine
     * @param service a name or a port number; null for port 0
     * @param family AF_INET, AF_INET6, or AF_UNSPEC for both
     * @param socketType SOCK_STREAM and so on, 0 for all
     * @param protocol IPPROTO_TCP and so on, 0 for all
     * @param flags AI_PASSIVE and so on
     * @throws NetException with a {@link ResolveError}
     */
    public List<AddressInfo> addressInfo(
            String host, String service, int family, int socketType, int protocol, int flags) throws NetException {
        String node = "*".equals(host) ? null : host;
        String port = "*".equals(service) ? null : service;
        if (node == null && port == null) {
            throw NetException.of(ResolveError.EAI_NONAME);
        }
        if ((flags & ~KNOWN_ADDRESS_FLAGS) != 0 || (flags & Linux.AI_CANONNAME) != 0 && node == null) {
            throw NetException.of(ResolveError.EAI_BADFLAGS);
        }
        if (family != Linux.AF_UNSPEC && family != Linux.AF_INET && family != Linux.AF_INET6) {
            throw NetException.of(ResolveError.EAI_FAMILY);
        }
        boolean numericService = (flags & Linux.AI_NUMERICSERV) != 0;
        List<Endpoint> endpoints = Endpoint.find(services, port, numericService, socketType, protocol);
        HostEntry found = node == null ? thisHost(family, flags) : namedHost(node, family, flags);

        List<AddressInfo> infos = new ArrayList<>();
        String canonicalName = (flags & Linux.AI_CANONNAME) != 0 ? found.name() : "";
        for (InetAddress address : AddressOrder.sort(found.addresses())) {
            for (Endpoint endpoint : endpoints) {
                infos.add(new AddressInfo(
                        NumericHost.familyOf(address),
                        endpoint.socketType(),
                        endpoint.protocol(),
                        infos.isEmpty() ? canonicalName : "",
                        new InetSocketAddress(address, endpoint.port())));
            }
        }
        return infos;
    }

    private static HostEntry thisHost(int family, int flags) {
        boolean passive = (flags & Linux.AI_PASSIVE) != 0;
        List<InetAddress> addresses = Stream.of(passive ? "::" : "::1", passive ? "0.0.0.0" : "127.0.0.1")
                .map(text -> NumericHost.parse(text).orElseThrow())
                .filter(address -> family == Linux.AF_UNSPEC || NumericHost.familyOf(address) == family)
                .toList();
        return new HostEntry("", List.of(), addresses);
    }

    private HostEntry namedHost(String name, int family, int flags) throws NetException {
        boolean mayMap = family == Linux.AF_INET6 && (flags & Linux.AI_V4MAPPED) != 0;
        Optional<InetAddress> numeric = NumericHost.parse(name);
        if (numeric.isPresent()) {
            InetAddress address = inFamily(numeric.get(), family, mayMap);
            return new HostEntry(name, List.of(), List.of(address));
        }
        if ((flags & Linux.AI_NUMERICHOST) != 0) {
            throw NetException.of(ResolveError.EAI_NONAME);
        }
        boolean all = (flags & Linux.AI_ALL) != 0;
        HostEntry own = null;
        try {
            own = hosts.byName(name, family);
        } catch (NetException e) {
            boolean known = e.is(ResolveError.EAI_NODATA) || e.is(ResolveError.EAI_NONAME);
            if (!mayMap || !known) {
                throw e;
            }
        }
        return own != null && !(mayMap && all) ? own : withMapped(own, name);
    }

    /** Adds a host's IPv4 addresses as mapped ones to its IPv6 addresses, of which there may be none: null. */
    private HostEntry withMapped(HostEntry ipv6, String name) throws NetException {
        HostEntry ipv4;
        try {
            ipv4 = hosts.byName(name, Linux.AF_INET);
        } catch (NetException e) {
            if (ipv6 == null) {
                throw e;
            }
            return ipv6;
        }
        List<InetAddress> addresses = new ArrayList<>(ipv6 == null ? List.of() : ipv6.addresses());
        ipv4.addresses().forEach(address -> addresses.add(NumericHost.mapped(address)));
        return new HostEntry(ipv4.name(), ipv4.aliases(), addresses);
    }

    private static InetAddress inFamily(InetAddress address, int family, boolean mayMap) throws NetException {
        if (family == Linux.AF_UNSPEC || NumericHost.familyOf(address) == family) {
            return address;
        }
        if (mayMap) {
            return NumericHost.mapped(address);
        }
        return (family == Linux.AF_INET ? NumericHost.unmapped(address) : Optional.<InetAddress>empty())
                .orElseThrow(() -> NetException.of(ResolveError.EAI_ADDRFAMILY));
    }

    /**
     * The address that a program means by the host of a socket address, as CPython's {@code setipaddr} finds it: the empty
     * host is every address of this machine, {@code <broadcast>} is 255.255.255.255.
     *
     * @param family as for {@link #addressInfo}
     * @throws NetException with a {@link ResolveError}, or without a number
     */
    public InetAddress address(String host, int family) throws NetException {
        if (host.isEmpty()) {
            if (family == Linux.AF_UNSPEC) {
                throw NetException.withoutNumber("wildcard resolved to multiple address");
            }
            return thisHost(family, Linux.AI_PASSIVE).addresses().get(0);
        }
        if (host.equals("<broadcast>")) {
            if (family == Linux.AF_INET6) {
                throw NetException.withoutNumber("address family mismatched");
            }
            return BROADCAST;
        }
        byte[] dotted = dottedQuad(host);
        if (dotted != null) {
            InetAddress address = NumericHost.ofBytes(dotted);
            return family == Linux.AF_INET6 ? NumericHost.mapped(address) : address;
        }
        return addressInfo(host, null, family, 0, 0, 0).get(0).address().getAddress();
    }

    /**
     * Four decimal numbers as {@code scanf(3)} reads them: with leading zeros, a plus, or white space in front. Each connect
     * comes by here, so that it takes no pattern.
     */
    private static byte[] dottedQuad(String host) {
        byte[] address = new byte[4];
        int start = 0;
        for (int i = 0; i < address.length; i++) {
            int dot = host.indexOf('.', start);
            if (dot < 0 != (i == address.length - 1)) {
                return null;
            }
            int end = dot < 0 ? host.length() : dot;
            int number = number(host, start, end);
            if (number < 0) {
                return null;
            }
            address[i] = (byte) number;
            start = end + 1;
        }
        return address;
    }

    /** One of the four; -1 if it is none. */
    private static int number(String text, int start, int end) {
        int at = start;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < end && text.charAt(at) == '+') {
            at++;
        }
        int number = at < end ? 0 : -1;
        for (; at < end; at++) {
            char digit = text.charAt(at);
            number = number * 10 + digit - '0';
            if (digit < '0' || digit > '9' || number > 255) {
                return -1;
            }
        }
        return number;
    }

    /**
     * A host with its IPv4 addresses: {@code gethostbyname(3)}.
     *
     * @throws NetException with a {@link HostError}
     */
    public HostEntry hostByName(String name) throws NetException {
        byte[] numeric = AddressText.numericIpv4(name);
        if (numeric != null) {
            return new HostEntry(name, List.of(), List.of(NumericHost.ofBytes(numeric)));
        }
        try {
            return hosts.byName(name, Linux.AF_INET);
        } catch (NetException e) {
            throw NetException.of(hostError(name, e));
        }
    }

    private static HostError hostError(String name, NetException failure) {
        if (name.isEmpty() || name.startsWith("<") || failure.is(ResolveError.EAI_FAIL)) {
            return HostError.NO_RECOVERY;
        }
        if (failure.is(ResolveError.EAI_AGAIN)) {
            return HostError.TRY_AGAIN;
        }
        return failure.is(ResolveError.EAI_NODATA) ? HostError.NO_DATA : HostError.HOST_NOT_FOUND;
    }

    /**
     * The host of an address: {@code gethostbyaddr(3)}.
     *
     * @throws NetException with a {@link HostError}
     */
    public HostEntry hostByAddress(InetAddress address) throws NetException {
        return hosts.byAddress(address).orElseThrow(() -> NetException.of(HostError.HOST_NOT_FOUND));
    }

    /** A host and a service as text. */
    public record Names(String host, String service) {}

    /**
     * The names of a host and of a service there: {@code getnameinfo(3)}.
     *
     * @param flags NI_NUMERICHOST and so on
     * @throws NetException with a {@link ResolveError}
     */
    public Names names(InetSocketAddress address, int flags) throws NetException {
        if ((flags & ~KNOWN_NAME_FLAGS) != 0) {
            throw NetException.of(ResolveError.EAI_BADFLAGS);
        }
        return new Names(hostName(address.getAddress(), flags), serviceName(address.getPort(), flags));
    }

    private String hostName(InetAddress address, int flags) throws NetException {
        if ((flags & Linux.NI_NUMERICHOST) == 0) {
            Optional<HostEntry> entry = hosts.byAddress(address);
            if (entry.isPresent()) {
                String name = entry.get().name();
                return (flags & Linux.NI_NOFQDN) != 0 ? withoutOwnDomain(name) : name;
            }
        }
        if ((flags & Linux.NI_NAMEREQD) != 0) {
            throw NetException.of(ResolveError.EAI_NONAME);
        }

        return NumericHost.format(address);
    }

    private String withoutOwnDomain(String name) {
        String self = LocalHost.name();
        int dot = self.indexOf('.');
        return dot >= 0 && name.endsWith(self.substring(dot))
                ? name.substring(0, name.length() - (self.length() - dot))
                : name;
    }

    private String serviceName(int port, int flags) {
        if ((flags & Linux.NI_NUMERICSERV) != 0) {
            return Integer.toString(port);
        }
        String protocol = (flags & Linux.NI_DGRAM) != 0 ? "udp" : "tcp";
        return services.service(port, protocol).orElseGet(() -> Integer.toString(port));
    }
}
