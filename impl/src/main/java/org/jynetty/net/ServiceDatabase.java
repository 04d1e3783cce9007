package org.jynetty.net;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The services and protocols that the system knows by name: {@code services(5)}, {@code protocols(5)}. Names are
 * case-sensitive.
 */
public final class ServiceDatabase {
    private static final ServiceDatabase SYSTEM =
            new ServiceDatabase(Path.of("/etc/services"), Path.of("/etc/protocols"));

    /** So many fit into an int. */
    private static final int DIGITS = 9;

    private final DatabaseFile services;
    private final DatabaseFile protocols;

    private record Service(String name, int port, String protocol, List<String> words) {
        /** @return null where the line is not of the form {@code name port/protocol aliases…} */
        static Service of(List<String> words) {
            String port = words.size() < 2 ? "" : words.get(1);
            int slash = port.indexOf('/');
            return slash > 0 && isNumber(port.substring(0, slash))
                    ? new Service(
                            words.get(0), Integer.parseInt(port.substring(0, slash)), port.substring(slash + 1), words)
                    : null;
        }

        boolean isNamed(String name) {
            return this.name.equals(name) || words.lastIndexOf(name) >= 2;
        }
    }

    ServiceDatabase(Path services, Path protocols) {
        this.services = new DatabaseFile(services);
        this.protocols = new DatabaseFile(protocols);
    }

    /** The database of this machine. */
    public static ServiceDatabase system() {
        return SYSTEM;
    }

    /**
     * The port of a service: {@code getservbyname(3)}.
     *
     * @param protocol such as {@code "tcp"}, or null for the first protocol that the service has
     */
    public OptionalInt port(String name, String protocol) {
        return services(protocol)
                .filter(service -> service.isNamed(name))
                .mapToInt(Service::port)
                .findFirst();
    }

    /**
     * The name of the service at a port: {@code getservbyport(3)}.
     *
     * @param protocol as for {@link #port}
     */
    public Optional<String> service(int port, String protocol) {
        return services(protocol)
                .filter(service -> service.port() == port)
                .map(Service::name)
                .findFirst();
    }

    /** The number of a protocol: {@code getprotobyname(3)}. */
    public OptionalInt protocol(String name) {
        return protocols
                .lines()
                .filter(words -> words.size() >= 2 && isNumber(words.get(1)))
                .filter(words -> words.get(0).equals(name) || words.lastIndexOf(name) >= 2)
                .mapToInt(words -> Integer.parseInt(words.get(1)))
                .findFirst();
    }

    private Stream<Service> services(String protocol) {
        return services.lines()
                .map(Service::of)
                .filter(Objects::nonNull)
                .filter(service -> protocol == null || service.protocol().equals(protocol));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
