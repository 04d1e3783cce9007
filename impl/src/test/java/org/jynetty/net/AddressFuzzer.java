package org.jynetty.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jynetty.fuzz.Bounds;

/**
 * Addresses and the arguments of {@code getaddrinfo()}. An input is flags, family, type and protocol, one byte each, and
 * then the host and, behind a null byte, the service. Nobody is asked: name servers that know nobody stand in.
 */
public final class AddressFuzzer {
    private static final int NUMBERS = 4;
    private static final int[] FAMILIES = {Linux.AF_UNSPEC, Linux.AF_INET, Linux.AF_INET6, 1, -1};

    /** Those of sockets, whose family the program does not say again. */
    private static final int OF_SOCKETS = 3;

    private static final HostResolver RESOLVER = new HostResolver(
            new HostDatabase(Path.of("/etc/hosts"), new HostDatabase.Resolver() {
                @Override
                public InetAddress[] addresses(String name) throws UnknownHostException {
                    throw new UnknownHostException(name);
                }

                @Override
                public String name(InetAddress address) {
                    return address.getHostAddress();
                }
            }),
            ServiceDatabase.system());

    private AddressFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < NUMBERS) {
            return;
        }
        String text = new String(Arrays.copyOfRange(input, NUMBERS, input.length), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String host = end < 0 ? text : text.substring(0, end);
        String service = end < 0 ? null : text.substring(end + 1);
        Bounds.within(input, () -> {
            checkRoundTrip(AddressText.ipv4(host), host);
            checkRoundTrip(AddressText.ipv6(host), host);
            AddressText.aton(host);
            AddressText.numericIpv4(host);
            Optional<InetAddress> numeric = NumericHost.parse(host);
            numeric.ifPresent(NumericHost::format);
            int number = input[1] & 0xff;
            int family = FAMILIES[number % FAMILIES.length];
            try {
                RESOLVER.addressInfo(host, service, family, input[2], input[3], input[0] & 0xff);
            } catch (NetException e) {
                // What a program is told.
            }
            try {
                RESOLVER.address(host, FAMILIES[number % OF_SOCKETS]);
            } catch (NetException e) {
                // What a program is told.
            }
            if (numeric.isPresent()) {
                try {
                    RESOLVER.names(new InetSocketAddress(numeric.get(), input[3] & 0xff), input[0] & 0xff);
                } catch (NetException e) {
                    // What a program is told.
                }
            }
        });
    }

    /** The text of an address is read as the same address. */
    private static void checkRoundTrip(byte[] address, String host) {
        if (address == null) {
            return;
        }
        String text = AddressText.format(address);
        byte[] again = address.length == 4 ? AddressText.ipv4(text) : AddressText.ipv6(text);
        if (!Arrays.equals(address, again)) {
            throw new AssertionError(host + " is " + text + ", which is another address");
        }
    }
}
