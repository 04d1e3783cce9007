package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.certs.Entry;
import org.jynetty.certs.PemDialect;
import org.jynetty.certs.TestCa;

/** Keys, passwords and what is sent stay out of logs, standard output and the texts of exceptions. */
class SecretsTest {
    private static final String WRONG_PASSWORD = "Tr0ub4dor-and-3";
    private static final String MESSAGE = "correct horse battery staple";

    private final TestCa ca = TestCa.shared();
    private final StringBuffer said = new StringBuffer();
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said.append(record.getMessage()).append(' ');
            if (record.getParameters() != null) {
                said.append(List.of(record.getParameters()));
            }
            if (record.getThrown() != null) {
                said.append(everything(record.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        listening.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(listening);
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(listening);
        root.setLevel(level);
    }

    @Test
    void aKeyThatCannotBeLoadedIsNotTold() throws Exception {
        for (String name : List.of("server-rsa", "server-ec", "server-ed25519")) {
            Entry entry = ca.entry(name);
            List<String> secrets = secrets(entry);
            for (PemDialect dialect : PemDialect.values()) {
                if (dialect.supports(entry.description().key())) {
                    String pem = entry.keyPem(dialect);
                    List<String> hidden = new ArrayList<>(secrets);
                    hidden.addAll(lines(pem));
                    fail(hidden, entry, damaged(pem), TestCa.PASSWORD);
                    fail(hidden, entry, pem.substring(0, pem.length() / 2), TestCa.PASSWORD);
                    if (dialect.isEncrypted()) {
                        fail(hidden, entry, pem, WRONG_PASSWORD);
                    }
                }
            }
        }
    }

    @Test
    void aFailedConnectionTellsNothingOfKeysAndContents() throws Exception {
        List<String> secrets = secrets(ca.entry("server-rsa"));
        for (Protocol protocol : Protocol.values()) {
            TlsContext server = Contexts.with(protocol, "server-rsa");
            MemoryPair pair = new MemoryPair(new TlsContext(protocol), server, "localhost").handshake();
            assertTrue(pair.server.isHandshakeComplete());
            byte[] message = MESSAGE.getBytes(StandardCharsets.US_ASCII);
            pair.client.write(message, 0, message.length);
            byte[] record = pair.client.takeOutput();
            record[record.length - 1] ^= 1;
            pair.server.feed(record, 0, record.length);
            TlsException failure = assertThrows(TlsException.class, () -> MemoryPair.read(pair.server));
            assertSilent(secrets, everything(failure));
            for (Object each : List.of(server, server.settings(), pair.server, pair.client)) {
                assertSilent(secrets, each.toString());
            }
        }
    }

    private void fail(List<String> secrets, Entry entry, String keyPem, String password) throws Exception {
        Path certificate = Files.writeString(directory.resolve("certificate"), entry.certificatePem());
        Path key = Files.writeString(directory.resolve("key"), keyPem);
        TlsException failure = assertThrows(TlsException.class, () -> new TlsContext(Protocol.TLS)
                .loadCertificateChain(certificate, key, () -> password.getBytes(StandardCharsets.US_ASCII)));
        assertSilent(secrets, everything(failure));
    }

    private void assertSilent(List<String> secrets, String text) {
        String all = (text + said + printed.toString(StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
        for (String secret : secrets) {
            assertFalse(all.contains(secret.toLowerCase(Locale.ROOT)), () -> "a secret is told: " + all);
        }
        assertFalse(all.contains(WRONG_PASSWORD.toLowerCase(Locale.ROOT)), "the wrong password is told");
        assertFalse(all.contains(MESSAGE), "the message is told");
    }

    /** The numbers of the key, and its encoding as it stands in PEM. */
    private static List<String> secrets(Entry entry) throws Exception {
        PrivateKey key = PrivateKeys.read(entry.keyPem().getBytes(StandardCharsets.US_ASCII), PasswordSource.NONE);
        List<String> secrets = new ArrayList<>(lines(entry.keyPem()));
        secrets.add(Base64.getEncoder().encodeToString(key.getEncoded()));
        if (key instanceof RSAPrivateCrtKey rsa) {
            secrets.addAll(List.of(
                    rsa.getPrivateExponent().toString(),
                    rsa.getPrivateExponent().toString(16),
                    rsa.getPrimeP().toString(),
                    rsa.getPrimeP().toString(16)));
        } else if (key instanceof ECPrivateKey ec) {
            secrets.addAll(List.of(ec.getS().toString(), ec.getS().toString(16)));
        }
        return secrets;
    }

    private static List<String> lines(String pem) {
        List<String> lines = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^[A-Za-z0-9+/]{40,}=*$").matcher(pem);
        while (matcher.find()) {
            lines.add(matcher.group());
        }
        assertFalse(lines.isEmpty() && pem.contains("PRIVATE KEY") && pem.length() > 200, "what to look for");
        return lines;
    }

    /** Changes eight characters at the beginning of the key, which is the last object of the file. */
    private static String damaged(String pem) {
        int key = pem.lastIndexOf("-----BEGIN");
        return pem.substring(0, key)
                + pem.substring(key).replaceFirst("\n[A-Za-z0-9+/]{8}(?=[A-Za-z0-9+/]{32})", "\nAAAAAAAA");
    }

    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void theTestWouldNoticeASecret() throws Exception {
        List<String> secrets = secrets(ca.entry("server-rsa"));
        root.log(Level.FINE, "the key is {0}", secrets.get(0));
        assertThrows(AssertionError.class, () -> assertSilent(secrets, ""));
        assertEquals(true, said.length() > 0);
    }
}
