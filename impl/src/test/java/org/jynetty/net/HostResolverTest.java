package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Over files of its own and name servers that are made up; the expected results are those of the GNU C library 2.31. */
class HostResolverTest {
    private static final int STREAM = Linux.SOCK_STREAM;

    @TempDir
    Path directory;

    private final Names dns = new Names();
    private HostResolver resolver;

    /** Name servers that know a few hosts and say once why they do not know another, as Java's resolver does. */
    private static final class Names implements HostDatabase.Resolver {
        private final Map<String, InetAddress[]> hosts = new HashMap<>();
        private final Map<String, String> failures = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public InetAddress[] addresses(String name) throws UnknownHostException {
            asked.add(name);
            InetAddress[] found = hosts.get(name);
            if (found == null) {
                String reason = failures.remove(name);
                throw new UnknownHostException(reason == null ? name : name + ": " + reason);
            }
            return found;
        }

        @Override
        public String name(InetAddress address) {
            return address.getHostAddress();
        }
    }

    @BeforeEach
    void write() throws IOException {
        Path hosts = Files.writeString(
                directory.resolve("hosts"),
                """
                127.0.0.1 localhost
                ::1 localhost ip6-localhost
                10.1.2.3 multi multi.a  # comment
                10.1.2.4 multi.b multi
                fd00::6 six
                ::ffff:10.9.9.9 map
                1.2.3 short
                """);
        Path services = Files.writeString(directory.resolve("services"), "http 80/tcp\ndomain 53/tcp\ndomain 53/udp\n");
        resolver = new HostResolver(
                new HostDatabase(hosts, dns), new ServiceDatabase(services, directory.resolve("protocols")));
        dns.hosts.put("both.example", addresses("192.0.2.1", "2001:db8::1"));
        dns.hosts.put("six.example", addresses("2001:db8::1"));
    }

    private static InetAddress[] addresses(String... texts) {
        return Arrays.stream(texts)
                .map(text -> NumericHost.parse(text).orElseThrow())
                .toArray(InetAddress[]::new);
    }

    private static InetAddress address(String text) {
        return addresses(text)[0];
    }

    private List<String> hosts(String host, int family, int flags) throws NetException {
        return resolver.addressInfo(host, "1", family, STREAM, 0, flags).stream()
                .map(info -> NumericHost.format(info.address().getAddress()))
                .toList();
    }

    private List<String> endpoints(String service, int type, int protocol) throws NetException {
        return resolver.addressInfo("127.0.0.1", service, 0, type, protocol, 0).stream()
                .map(info -> info.socketType() + "/" + info.protocol() + ":"
                        + info.address().getPort())
                .toList();
    }

    private static void assertFails(ResolveError expected, Executable call) {
        NetException thrown = assertThrows(NetException.class, call);
        assertTrue(thrown.is(expected), () -> thrown + " is not " + expected);
    }

    @Test
    void withoutHintsEachUsualTransportIsListed() throws NetException {
        assertEquals(List.of("1/6:80", "2/17:80", "3/0:80"), endpoints("80", 0, 0));
        assertEquals(List.of("1/6:80"), endpoints("http", 0, 0));
        assertEquals(List.of("1/6:53", "2/17:53"), endpoints("domain", 0, 0));
        assertEquals(List.of("3/1:0"), endpoints(null, 0, 1));
    }

    @Test
    void portsAsTheCLibraryReadsThem() throws NetException {
        assertEquals(List.of("1/6:4464"), endpoints("70000", STREAM, 0));
        assertEquals(List.of("1/6:80"), endpoints(" +80", STREAM, 0));
        assertEquals(List.of("1/6:0"), endpoints("", STREAM, 0));
        assertFails(ResolveError.EAI_SERVICE, () -> endpoints("-1", STREAM, 0));
        assertFails(ResolveError.EAI_SERVICE, () -> endpoints("80 ", STREAM, 0));
        assertFails(ResolveError.EAI_SERVICE, () -> endpoints("99999999999999999999", STREAM, 0));
    }

    @Test
    void hintsThatDoNotFit() {
        assertFails(ResolveError.EAI_SERVICE, () -> endpoints("http", Linux.SOCK_DGRAM, 0));
        assertFails(ResolveError.EAI_SERVICE, () -> endpoints("80", Linux.SOCK_RAW, 0));
        assertFails(ResolveError.EAI_SERVICE, () -> endpoints("80", 0, 99));
        assertFails(ResolveError.EAI_SOCKTYPE, () -> endpoints("80", 99, 0));
        assertFails(ResolveError.EAI_SOCKTYPE, () -> endpoints("80", STREAM, Linux.IPPROTO_UDP));
        assertFails(ResolveError.EAI_FAMILY, () -> hosts("127.0.0.1", Linux.AF_UNIX, 0));
        assertFails(ResolveError.EAI_BADFLAGS, () -> hosts("127.0.0.1", 0, 0x800));
        assertFails(ResolveError.EAI_BADFLAGS, () -> hosts(null, 0, Linux.AI_CANONNAME));
        assertFails(ResolveError.EAI_NONAME, () -> resolver.addressInfo(null, null, 0, 0, 0, 0));
        assertFails(
                ResolveError.EAI_NONAME,
                () -> resolver.addressInfo("127.0.0.1", "http", 0, STREAM, 0, Linux.AI_NUMERICSERV));
    }

    @Test
    void numericHostsNeverGoToTheNameServers() throws NetException {
        assertEquals(List.of("127.0.0.1"), hosts("127.1", 0, 0));
        assertEquals(List.of("::ffff:1.2.3.4"), hosts("::ffff:1.2.3.4", 0, 0));
        assertEquals(List.of("1.2.3.4"), hosts("::ffff:1.2.3.4", Linux.AF_INET, 0));
        assertEquals(List.of("::ffff:127.0.0.1"), hosts("127.0.0.1", Linux.AF_INET6, Linux.AI_V4MAPPED));
        assertEquals(List.of("fe80::1%77"), hosts("fe80::1%77", 0, 0));
        assertFails(ResolveError.EAI_ADDRFAMILY, () -> hosts("127.0.0.1", Linux.AF_INET6, 0));
        assertFails(ResolveError.EAI_ADDRFAMILY, () -> hosts("::1", Linux.AF_INET, 0));
        assertFails(ResolveError.EAI_NONAME, () -> hosts("both.example", 0, Linux.AI_NUMERICHOST));
        assertEquals(List.of(), dns.asked);
    }

    @Test
    void impossibleNamesNeverGoToTheNameServers() {
        for (String name : List.of("", "[::1]", "::1%nosuchinterface", "a b", "\u00e4", "1:2:3")) {
            assertFails(ResolveError.EAI_NONAME, () -> hosts(name, 0, 0));
        }
        assertEquals(List.of(), dns.asked);
    }

    @Test
    void thisMachine() throws NetException {
        assertEquals(List.of("127.0.0.1"), hosts(null, Linux.AF_INET, 0));
        assertEquals(List.of("::1"), hosts("*", Linux.AF_INET6, 0));
        assertEquals(List.of("0.0.0.0"), hosts(null, Linux.AF_INET, Linux.AI_PASSIVE));
        assertEquals(List.of("::"), hosts(null, Linux.AF_INET6, Linux.AI_PASSIVE));
    }

    @Test
    void theHostsFileComesFirst() throws NetException {
        assertEquals(List.of("10.1.2.3", "10.1.2.4"), hosts("MULTI", 0, 0));
        assertEquals(List.of("fd00::6"), hosts("six", 0, 0));
        assertEquals(List.of("10.9.9.9"), hosts("map", Linux.AF_INET, 0));
        assertEquals(List.of("127.0.0.1"), hosts("ip6-localhost", Linux.AF_INET, 0));
        assertEquals(List.of(), dns.asked);
        assertFails(ResolveError.EAI_NONAME, () -> hosts("short", 0, 0));
    }

    @Test
    void namesOfTheNameServers() throws NetException {
        assertEquals(List.of("192.0.2.1"), hosts("both.example", Linux.AF_INET, 0));
        assertEquals(List.of("2001:db8::1"), hosts("both.example", Linux.AF_INET6, 0));
        assertFails(ResolveError.EAI_NODATA, () -> hosts("six.example", Linux.AF_INET, 0));
        assertFails(ResolveError.EAI_NONAME, () -> hosts("unknown.example", 0, 0));
    }

    @Test
    void mappedAddresses() throws NetException {
        int all = Linux.AI_V4MAPPED | Linux.AI_ALL;
        assertEquals(List.of("::ffff:10.1.2.3", "::ffff:10.1.2.4"), hosts("multi", Linux.AF_INET6, Linux.AI_V4MAPPED));
        assertEquals(List.of("2001:db8::1"), hosts("both.example", Linux.AF_INET6, Linux.AI_V4MAPPED));
        assertEquals(2, hosts("both.example", Linux.AF_INET6, all).size());
        assertTrue(hosts("both.example", Linux.AF_INET6, all).contains("::ffff:192.0.2.1"));
    }

    @Test
    void aTemporaryFailureStaysOneWhileJavaRemembersIt() {
        dns.failures.put("slow.example", "Temporary failure in name resolution");
        assertFails(ResolveError.EAI_AGAIN, () -> hosts("slow.example", 0, 0));
        assertFails(ResolveError.EAI_AGAIN, () -> hosts("slow.example", 0, 0));
    }

    @Test
    void theFirstEntryHasTheCanonicalName() throws NetException {
        List<AddressInfo> infos = resolver.addressInfo("Multi.A", "80", 0, 0, 0, Linux.AI_CANONNAME);
        assertEquals("multi", infos.get(0).canonicalName());
        assertTrue(infos.stream().skip(1).allMatch(info -> info.canonicalName().isEmpty()));
        assertEquals(
                "127.1",
                resolver.addressInfo("127.1", "80", 0, STREAM, 0, Linux.AI_CANONNAME)
                        .get(0)
                        .canonicalName());
    }

    @Test
    void hostsOfSocketAddresses() throws NetException {
        assertEquals(address("0.0.0.0"), resolver.address("", Linux.AF_INET));
        assertEquals(address("::"), resolver.address("", Linux.AF_INET6));
        assertEquals(address("255.255.255.255"), resolver.address("<broadcast>", Linux.AF_INET));
        assertEquals(address("127.0.0.1"), resolver.address(" 127.+0.0.001", Linux.AF_INET));
        assertEquals(address("10.1.2.3"), resolver.address("multi", Linux.AF_INET));
        NetException wildcard = assertThrows(NetException.class, () -> resolver.address("", Linux.AF_UNSPEC));
        assertEquals("wildcard resolved to multiple address", wildcard.getMessage());
        NetException broadcast =
                assertThrows(NetException.class, () -> resolver.address("<broadcast>", Linux.AF_INET6));
        assertEquals("address family mismatched", broadcast.getMessage());
        assertEquals(0, broadcast.number());
    }

    @Test
    void hostsWithTheirAliases() throws NetException {
        HostEntry multi = resolver.hostByName("multi");
        assertEquals("multi", multi.name());
        assertEquals(List.of("multi.a", "multi", "multi.b"), multi.aliases());
        assertEquals(List.of(address("10.1.2.3"), address("10.1.2.4")), multi.addresses());
        assertEquals(new HostEntry("127.1", List.of(), List.of(address("127.0.0.1"))), resolver.hostByName("127.1"));
        NetException unknown = assertThrows(NetException.class, () -> resolver.hostByName("unknown.example"));
        assertEquals(NetException.Kind.HOST, unknown.kind());
        assertEquals(HostError.HOST_NOT_FOUND.number(), unknown.number());
    }

    @Test
    void hostsOfAddresses() throws NetException {
        assertEquals("multi", resolver.hostByAddress(address("10.1.2.3")).name());
        assertEquals("map", resolver.hostByAddress(address("10.9.9.9")).name());
        NetException unknown = assertThrows(NetException.class, () -> resolver.hostByAddress(address("10.0.0.9")));
        assertEquals("Unknown host", unknown.getMessage());
    }

    @Test
    void namesOfAnAddress() throws NetException {
        InetSocketAddress web = new InetSocketAddress(address("10.1.2.3"), 80);
        assertEquals(new HostResolver.Names("multi", "http"), resolver.names(web, 0));
        assertEquals(new HostResolver.Names("10.1.2.3", "http"), resolver.names(web, Linux.NI_NUMERICHOST));
        assertEquals(new HostResolver.Names("multi", "80"), resolver.names(web, Linux.NI_NUMERICSERV));
        assertEquals(new HostResolver.Names("multi", "80"), resolver.names(web, Linux.NI_DGRAM));
        InetSocketAddress unknown = new InetSocketAddress(address("10.0.0.9"), 81);
        assertEquals(new HostResolver.Names("10.0.0.9", "81"), resolver.names(unknown, 0));
        assertFails(ResolveError.EAI_NONAME, () -> resolver.names(unknown, Linux.NI_NAMEREQD));
        assertFails(ResolveError.EAI_BADFLAGS, () -> resolver.names(unknown, 0x200));
    }

    @Test
    void loopbackIsTriedOverIpv6First() {
        List<InetAddress> sorted = AddressOrder.sort(List.of(addresses("127.0.0.1", "::1")));
        assertEquals(List.of(addresses("::1", "127.0.0.1")), sorted);
        List<InetAddress> wildcards = AddressOrder.sort(List.of(addresses("::", "0.0.0.0")));
        assertEquals(List.of(addresses("0.0.0.0", "::")), wildcards);
    }
}
