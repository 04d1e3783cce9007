package org.jynetty.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A socket type with its protocol and the port of a service: the part of {@code getaddrinfo(3)} that is not the host. */
record Endpoint(int socketType, int protocol, int port) {
    private static final int SOCK_DCCP = 6;
    private static final int IPPROTO_DCCP = 33;
    private static final int IPPROTO_SCTP = 132;
    private static final int IPPROTO_UDPLITE = 136;

    /** What the C library knows, in its order. Where nothing narrows the choice, those that are usual are meant. */
    private static final List<Transport> TRANSPORTS = List.of(
            new Transport("tcp", Linux.SOCK_STREAM, Linux.IPPROTO_TCP, true),
            new Transport("udp", Linux.SOCK_DGRAM, Linux.IPPROTO_UDP, true),
            new Transport("dccp", SOCK_DCCP, IPPROTO_DCCP, false),
            new Transport("udplite", Linux.SOCK_DGRAM, IPPROTO_UDPLITE, false),
            new Transport("sctp", Linux.SOCK_STREAM, IPPROTO_SCTP, false),
            new Transport("sctp", Linux.SOCK_SEQPACKET, IPPROTO_SCTP, false),
            new Transport("raw", Linux.SOCK_RAW, 0, true));

    /** As {@code strtoul(3)} reads it; an empty text is 0 there. */
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]+)|");

    private record Transport(String name, int socketType, int protocol, boolean usual) {
        boolean isRaw() {
            return socketType == Linux.SOCK_RAW;
        }

        boolean fits(int wantedType, int wantedProtocol) {
            boolean typeFits = wantedType == 0 || wantedType == socketType;
            boolean protocolFits = wantedProtocol == 0 || isRaw() || wantedProtocol == protocol;
            return typeFits && protocolFits;
        }
    }

    /**
     * The endpoints of a service.
     *
     * @param service a name or a port number; null for port 0
     * @param numeric whether it must be a number
     * @param socketType 0 for all
     * @param protocol 0 for all
     * @throws NetException with a {@link ResolveError}
     */
    static List<Endpoint> find(ServiceDatabase services, String service, boolean numeric, int socketType, int protocol)
            throws NetException {
        OptionalInt number = service == null ? OptionalInt.of(0) : number(service);
        if (number.isEmpty() && numeric) {
            throw NetException.of(ResolveError.EAI_NONAME);
        }
        boolean narrowed = socketType != 0 || protocol != 0;
        List<Transport> candidates = narrowed
                ? List.of(transport(socketType, protocol, service != null))
                : TRANSPORTS.stream().filter(Transport::usual).toList();

        List<Endpoint> endpoints = new ArrayList<>();
        for (Transport transport : candidates) {
            OptionalInt port =
                    number.isPresent() || transport.isRaw() ? number : services.port(service, transport.name());
            if (port.isPresent()) {
                int itsProtocol = transport.isRaw() ? protocol : transport.protocol();
                endpoints.add(new Endpoint(transport.socketType(), itsProtocol, port.getAsInt() & 0xFFFF));
            }
        }
        if (endpoints.isEmpty()) {
            throw NetException.of(ResolveError.EAI_SERVICE);
        }
        return endpoints;
    }

    private static Transport transport(int socketType, int protocol, boolean withService) throws NetException {
        Transport transport = TRANSPORTS.stream()
                .filter(candidate -> candidate.fits(socketType, protocol))
                .findFirst()
                .orElseThrow(
                        () -> NetException.of(socketType == 0 ? ResolveError.EAI_SERVICE : ResolveError.EAI_SOCKTYPE));
        if (transport.isRaw() && withService) {
            throw NetException.of(ResolveError.EAI_SERVICE);
        }
        return transport;
    }

    /** A number that is negative as a C int is taken for a name. */
    private static OptionalInt number(String service) {
        Matcher number = NUMBER.matcher(service);
        if (!number.matches()) {
            return OptionalInt.empty();
        }
        BigInteger value = number.group(1) == null ? BigInteger.ZERO : new BigInteger(number.group(1));
        int port = (value.bitLength() > Long.SIZE ? BigInteger.ONE.negate() : value).intValue();
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
