package org.jynetty.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    private static final Path SCRIPTS = Path.of("../fixtures/src/main/peers");
    private static final Path CONVERSATIONS = Path.of("src/main/python/peers");

    @TempDir
    Path folder;

    @Test
    void everyScriptSaysWhatItCanDo() throws IOException {
        List<Stack> stacks = Stack.readAll(SCRIPTS);

        for (Stack stack : stacks) {
            assertTrue(List.of("1.2", "1.3").containsAll(stack.versions()), stack.script());
            assertTrue(List.of("rsa", "ec", "ed25519").containsAll(stack.certificates()), stack.script());
        }
    }

    @Test
    void thePeersAreManyAndOfManyMakes() throws IOException {
        List<Stack> stacks = Stack.readAll(SCRIPTS);
        long servers = stacks.stream()
                .filter(stack -> stack.role() == Stack.Role.SERVER)
                .count();
        long clients = stacks.size() - servers;
        Set<String> libraries = stacks.stream().map(Stack::library).collect(Collectors.toSet());

        assertTrue(servers >= 8, servers + " servers");
        assertTrue(clients >= 5, clients + " clients");
        assertTrue(libraries.containsAll(List.of("OpenSSL", "GnuTLS", "NSS", "wolfSSL", "mbedTLS", "Botan")));
    }

    @Test
    void aScriptWithoutItsHeaderIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("server"));
        Files.createDirectories(folder.resolve("client"));
        Files.writeString(folder.resolve("server/some"), "# library: X\nexec x\n");

        IOException refusal = assertThrows(IOException.class, () -> Stack.readAll(folder));

        assertTrue(refusal.getMessage().contains("needs"), refusal.getMessage());
    }

    @Test
    void everyConversationHasANameOfItsOwn() throws IOException {
        List<Cell> cells = Matrix.of(Stack.readAll(SCRIPTS));
        Set<String> names = new HashSet<>();
        cells.forEach(cell -> assertTrue(names.add(cell.name()), cell.name()));

        assertTrue(names.contains("client.gnutls.tls13.ec.exchange"));
        assertTrue(names.contains("server.openssl.tls12.rsa.renegotiation"));
        assertEquals(
                0,
                names.stream()
                        .filter(name -> name.matches(".*tls13.*renegotiation"))
                        .count());
        assertEquals(
                0,
                names.stream()
                        .filter(name -> name.matches(".*tls12.*key-update"))
                        .count());
    }

    @Test
    void everyFeatureAndFailureIsTriedInBothRoles() throws IOException {
        List<String> all = List.of(
                "exchange",
                "sni",
                "alpn",
                "client-certificate",
                "large",
                "half-close",
                "close-notify",
                "renegotiation",
                "key-update",
                "resumption",
                "non-blocking",
                "starttls",
                "wrong-host",
                "expired",
                "unknown-ca",
                "revoked",
                "no-common-version",
                "no-common-cipher",
                "no-common-suite",
                "killed",
                "fault-delay",
                "fault-trickle",
                "fault-split",
                "fault-coalesce",
                "fault-stall",
                "fault-reset",
                "fault-truncate",
                "plain-faults");
        Set<String> tried = Matrix.of(Stack.readAll(SCRIPTS)).stream()
                .map(cell -> cell.stack().role() + " " + cell.scenario())
                .collect(Collectors.toSet());

        for (String scenario : all) {
            assertTrue(tried.contains(Stack.Role.SERVER + " " + scenario), scenario);
            assertTrue(tried.contains(Stack.Role.CLIENT + " " + scenario), scenario);
        }
    }

    @Test
    void whatADistributionLacksIsAVersionOrAScenarioOfTheStack() throws IOException {
        for (Stack stack : Stack.readAll(SCRIPTS)) {
            Set<String> parts = new HashSet<>(stack.versions());
            Matrix.of(List.of(stack)).forEach(cell -> parts.add(cell.scenario()));
            for (String place : stack.without()) {
                int slash = place.indexOf('/');
                assertTrue(slash < 0 || parts.contains(place.substring(slash + 1)), stack.script() + ": " + place);
            }
        }
    }

    @Test
    void aScenarioMayBeLackingInOneDistribution() throws IOException {
        Cell cell = Matrix.of(Stack.readAll(SCRIPTS)).stream()
                .filter(each -> each.name().equals("client.lighttpd-mbedtls.tls12.rsa.expired"))
                .findFirst()
                .orElseThrow();

        assertTrue(cell.isIn("bookworm"));
        assertFalse(cell.isIn("trixie"));
    }

    @Test
    void everyScenarioIsAFunctionOfTheScript() throws IOException {
        for (Cell cell : Matrix.of(Stack.readAll(SCRIPTS))) {
            String script = cell.stack().role() == Stack.Role.SERVER ? "client.py" : "server.py";
            String function = cell.scenario().startsWith("fault-")
                    ? "fault"
                    : cell.scenario().replace('-', '_');

            assertTrue(
                    Files.readString(CONVERSATIONS.resolve(script)).contains("\ndef " + function + "(see, cell):"),
                    cell.name());
        }
    }
}
