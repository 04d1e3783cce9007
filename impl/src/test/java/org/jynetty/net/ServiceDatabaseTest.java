package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceDatabaseTest {
    @TempDir
    Path directory;

    private ServiceDatabase database;

    @BeforeEach
    void write() throws IOException {
        Path services = Files.writeString(
                directory.resolve("services"),
                """
                # a comment
                http            80/tcp          www     # WorldWideWeb
                domain\t53/tcp
                domain\t53/udp
                snmp 161/udp
                broken
                broken x/tcp
                """);
        Path protocols = Files.writeString(
                directory.resolve("protocols"),
                """
                ip      0       IP
                tcp     6       TCP
                """);
        database = new ServiceDatabase(services, protocols);
    }

    @Test
    void portsByNameAliasAndProtocol() {
        assertEquals(OptionalInt.of(80), database.port("http", null));
        assertEquals(OptionalInt.of(80), database.port("www", "tcp"));
        assertEquals(OptionalInt.of(53), database.port("domain", "udp"));
        assertEquals(OptionalInt.of(161), database.port("snmp", null));
    }

    @Test
    void unknownServices() {
        assertTrue(database.port("http", "udp").isEmpty());
        assertTrue(database.port("HTTP", null).isEmpty());
        assertTrue(database.port("80/tcp", null).isEmpty());
        assertTrue(database.port("WorldWideWeb", null).isEmpty());
        assertTrue(database.port("broken", null).isEmpty());
    }

    @Test
    void namesByPort() {
        assertEquals(Optional.of("http"), database.service(80, "tcp"));
        assertEquals(Optional.of("snmp"), database.service(161, null));
        assertTrue(database.service(161, "tcp").isEmpty());
        assertTrue(database.service(9999, null).isEmpty());
    }

    @Test
    void protocolsByNameAndAlias() {
        assertEquals(OptionalInt.of(6), database.protocol("tcp"));
        assertEquals(OptionalInt.of(0), database.protocol("IP"));
        assertTrue(database.protocol("6").isEmpty());
    }

    @Test
    void filesThatAreMissingAreEmpty() {
        ServiceDatabase none = new ServiceDatabase(directory.resolve("no"), directory.resolve("no"));
        assertTrue(none.port("http", null).isEmpty());
        assertTrue(none.protocol("tcp").isEmpty());
    }
}
