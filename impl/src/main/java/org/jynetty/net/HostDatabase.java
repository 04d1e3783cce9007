package org.jynetty.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hosts by name and by address: first the file {@code hosts(5)}, read here because Java tells neither canonical names nor
 * aliases, then the names that Java's resolver finds. Numeric hosts are not looked up here.
 */
final class HostDatabase {
    private static final InetAddress IPV4_LOOPBACK = NumericHost.ofBytes(AddressText.ipv4("127.0.0.1"));

    private static final int REMEMBERED_FAILURES = 256;

    /** Asks the domain name system. */
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;

        /** @return the address as text where it has no name */
        String name(InetAddress address);
    }

    /** Java's own resolver. */
    static final Resolver JAVA = new Resolver() {
        @Override
        public InetAddress[] addresses(String name) throws UnknownHostException {
            return InetAddress.getAllByName(name);
        }

        @Override
        public String name(InetAddress address) {
            return NumericHost.ofBytes(address.getAddress()).getCanonicalHostName();
        }
    };

    private final DatabaseFile hosts;
    private final Resolver resolver;

    /**
     * Why names were not found, the latest of them: Java caches failures without their reasons, and a temporary failure
     * must not become a permanent one. Guarded by itself.
     */
    private final Map<String, ResolveError> reasons = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ResolveError> eldest) {
            return size() > REMEMBERED_FAILURES;
        }
    };

    HostDatabase(Path hosts, Resolver resolver) {
        this.hosts = new DatabaseFile(hosts);
        this.resolver = resolver;
    }

    /**
     * The host of a name, with its addresses of one family.
     *
     * @param family AF_INET, AF_INET6, or AF_UNSPEC for both
     * @throws NetException EAI_NONAME for an unknown name, EAI_NODATA for one without an address of the family, EAI_AGAIN
     *     and EAI_FAIL as the name servers' fault
     */
    HostEntry byName(String name, int family) throws NetException {
        Optional<HostEntry> listed = listed(name, family);
        if (listed.isPresent()) {
            return listed.get();
        }
        if (!isPossible(name)) {
            throw NetException.of(ResolveError.EAI_NONAME);
        }
        List<InetAddress> addresses = new ArrayList<>(Arrays.asList(resolve(name)));
        addresses.removeIf(address -> family != Linux.AF_UNSPEC && NumericHost.familyOf(address) != family);
        if (addresses.isEmpty()) {
            // Java's resolver reads the hosts file too. A name from there is unknown to the name servers, as a rule.
            boolean onlyListed = listed(name, Linux.AF_UNSPEC).isPresent();
            throw NetException.of(onlyListed ? ResolveError.EAI_NONAME : ResolveError.EAI_NODATA);
        }
        return new HostEntry(name, List.of(), addresses);
    }

    /** The host of an address; the name is never numeric. */
    Optional<HostEntry> byAddress(InetAddress address) {
        for (List<String> line : hosts.lines().toList()) {
            if (line.size() >= 2 && isSame(address, parse(line.get(0)))) {
                return Optional.of(new HostEntry(line.get(1), line.subList(2, line.size()), List.of(address)));
            }
        }
        String name = resolver.name(address);
        return NumericHost.parse(name).isPresent()
                ? Optional.empty()
                : Optional.of(new HostEntry(name, List.of(), List.of(address)));
    }

    /** @param listed null for none */
    private static boolean isSame(InetAddress address, InetAddress listed) {
        return address.equals(listed)
                || listed != null
                        && NumericHost.unmapped(listed).filter(address::equals).isPresent();
    }

    private Optional<HostEntry> listed(String name, int family) {
        String canonicalName = null;
        List<String> aliases = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (List<String> line : hosts.lines().toList()) {
            InetAddress address = parse(line.get(0));
            if (address == null || !containsIgnoringCase(line.subList(1, line.size()), name)) {
                continue;
            }
            Optional<InetAddress> wanted = inFamily(address, family);
            if (wanted.isEmpty()) {
                continue;
            }
            addresses.add(wanted.get());
            aliases.addAll(line.subList(2, line.size()));
            String itsName = line.get(1);
            if (canonicalName == null) {
                canonicalName = itsName;
            } else if (!itsName.equals(canonicalName)) {
                aliases.add(itsName);
            }
        }
        return addresses.isEmpty() ? Optional.empty() : Optional.of(new HostEntry(canonicalName, aliases, addresses));
    }

    /** The C library takes an IPv4-mapped address, and the IPv6 loopback address too, for IPv4 addresses. */
    private static Optional<InetAddress> inFamily(InetAddress address, int family) {
        if (family == Linux.AF_UNSPEC || NumericHost.familyOf(address) == family) {
            return Optional.of(address);
        }
        if (family == Linux.AF_INET6) {
            return Optional.empty();
        }
        return address.isLoopbackAddress() ? Optional.of(IPV4_LOOPBACK) : NumericHost.unmapped(address);
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static InetAddress parse(String text) {
        byte[] ipv4 = AddressText.ipv4(text);
        return ipv4 != null
                ? NumericHost.ofBytes(ipv4)
                : NumericHost.parse(text).filter(host -> text.contains(":")).orElse(null);
    }

    /** Whether a name can be one; Java would take some of the others for numeric hosts, or for this machine. */
    private static boolean isPossible(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7F && "[]:%/".indexOf(c) < 0);
    }

    private InetAddress[] resolve(String name) throws NetException {
        try {
            return resolver.addresses(name);
        } catch (UnknownHostException e) {
            ResolveError told = Errors.reasonOf(e).orElse(null);
            synchronized (reasons) {
                if (told != null) {
                    reasons.put(name, told);
                }
                throw NetException.of(reasons.getOrDefault(name, ResolveError.EAI_NONAME), e);
            }
        }
    }
}
