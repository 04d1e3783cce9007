package org.jynetty.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void listPrintsEveryItemWithWhatItIsFor() {
        assertEquals(0, run("list"));
        List<String> lines = out.toString().lines().toList();
        List<Item> items = new Items(TestCa.shared()).all();
        assertEquals(items.size() + 1, lines.size());
        for (int i = 0; i < items.size(); i++) {
            assertTrue(lines.get(i + 1).startsWith(items.get(i).name() + " "));
            assertTrue(lines.get(i + 1).endsWith(items.get(i).about()));
        }
        String rsa = lines.stream()
                .filter(line -> line.startsWith("server-rsa "))
                .findFirst()
                .orElseThrow();
        for (String part : List.of(
                "RSA 2048", "CN=jynetty test server-rsa", "DNS:localhost, IP:127.0.0.1", "2025-01-01 to 2049-12-31")) {
            assertTrue(rsa.contains(part), rsa);
        }
        assertFalse(out.toString().contains("\0"));
    }

    @Test
    void writeOnlyWritesTheItemAndTheAuthoritiesAboveIt() throws IOException {
        assertEquals(
                0, run("write", directory.resolve("new/dir").toString(), "--only", "server-ec-chain"), err::toString);
        assertEquals(
                Set.of(
                        "server-ec-chain.cert.pem",
                        "server-ec-chain.chain.pem",
                        "server-ec-chain.key.pem",
                        "server-ec-chain.pem",
                        "server-ec-chain.p12",
                        "intermediate-ec.cert.pem",
                        "root-ec.cert.pem"),
                files(directory.resolve("new/dir")));
    }

    @Test
    void aSecondRunReplacesTheFilesOfTheFirst() throws IOException {
        String[] command = {"write", directory.toString(), "--only", "server-ed25519-chain"};
        assertEquals(0, run(command), err::toString);
        String first = Files.readString(directory.resolve("server-ed25519-chain.key.pem"));
        assertEquals(0, run(command), err::toString);
        assertFalse(first.equals(Files.readString(directory.resolve("server-ed25519-chain.key.pem"))));
    }

    @Test
    void filesOfTwoAuthoritiesAreNotMixed() throws IOException {
        assertEquals(0, run("write", directory.toString(), "--only", "root-ed25519"));
        Set<String> before = files(directory);
        assertRefused("another CA, such as root-ed25519.", "write", directory.toString(), "--only", "server-ec-chain");
        assertEquals(before, files(directory));
    }

    @Test
    void anUnknownNameIsRefused() throws IOException {
        assertRefused("\"server-rsb\"", "write", directory.toString(), "--only", "server-rsb");
        assertEquals(Set.of(), files(directory));
    }

    @Test
    void aTargetThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        assertRefused(file + ": it is not a directory", "write", file.toString(), "--only", "dh-2048");
        assertRefused(
                "cannot write into " + file, "write", file.resolve("below").toString(), "--only", "dh-2048");
        assertEquals("content", Files.readString(file));
    }

    @Test
    void aTargetThatTakesNoFilesIsRefused() {
        assertRefused("cannot write into /proc/self", "write", "/proc/self", "--only", "dh-2048");
    }

    @Test
    void badUsageIsRefused() {
        assertRefused("a command is missing");
        assertRefused("DIR", "write");
        assertRefused("lst", "lst");
        assertRefused("--bad", "list", "--bad");
    }

    @Test
    void helpIsPrintedForEachCommand() {
        assertEquals(0, run("--help"));
        assertEquals(0, run("write", "--help"));
        assertTrue(out.toString().contains("--only=NAME"), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void whatFailsInTheMakingWritesNothing() throws IOException {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put("good", () -> new byte[1]);
        files.put("bad", () -> {
            throw new IllegalStateException("cannot be made");
        });
        List<Item> items = List.of(new Item("x", "kind", List.of(), "about", files));
        assertThrows(IllegalStateException.class, () -> new DirectoryWriter(directory).write(items, items));
        assertEquals(Set.of(), files(directory));
    }

    private void assertRefused(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(arguments), err::toString);
        assertTrue(err.toString().startsWith("jynetty-certs: "), err::toString);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals(2, err.toString().lines().count(), err::toString);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory))
                    .map(file -> directory.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
