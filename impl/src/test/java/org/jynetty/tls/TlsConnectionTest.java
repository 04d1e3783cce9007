package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jynetty.certs.DhGroup;

class TlsConnectionTest {

    private static MemoryPair connect(TlsContext client, TlsContext server) {
        return new MemoryPair(client, server, "localhost").handshake();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @TestFactory
    Stream<DynamicTest> carriesDataBothWaysWithAllVersionsAndKeys() {
        return Arrays.stream(Protocol.values()).flatMap(protocol -> Stream.of(
                        "server-rsa", "server-ec", "server-ec-p384", "server-ed25519")
                .filter(entry ->
                        !entry.equals("server-ed25519") || protocol == Protocol.TLS || protocol == Protocol.TLSv1_2)
                .map(entry -> dynamicTest(protocol + ", " + entry, () -> {
                    MemoryPair pair = connect(Contexts.verifying(protocol), Contexts.with(protocol, entry));
                    assertNull(pair.clientFailure);
                    assertNull(pair.serverFailure);
                    MemoryPair.send(pair.client, pair.server, "there");
                    assertEquals("there", MemoryPair.read(pair.server));
                    MemoryPair.send(pair.server, pair.client, "and back");
                    assertEquals("and back", MemoryPair.read(pair.client));
                    assertArrayEquals(pair.client.channelBinding(), pair.server.channelBinding());
                })));
    }

    @ParameterizedTest
    @CsvSource({"TLS, TLSv1.3", "TLSv1, TLSv1", "TLSv1_1, TLSv1.1", "TLSv1_2, TLSv1.2"})
    void speaksTheVersionThatTheContextSays(Protocol protocol, String version) {
        MemoryPair pair = connect(new TlsContext(Protocol.TLS), Contexts.with(protocol, "server-rsa"));
        assertEquals(version, pair.client.version());
        assertEquals(version, pair.server.version());
    }

    @Test
    void optionsTakeVersionsAway() {
        TlsContext server = Contexts.with(Protocol.TLS, "server-rsa");
        server.setOptions(server.options() | Options.NO_TLS_1_3 | Options.NO_TLS_1_2);
        assertEquals(
                "TLSv1.1", connect(new TlsContext(Protocol.TLS), server).client.version());
    }

    @Test
    void whereOptionsLeaveAHoleAClientOffersWhatIsBelow() {
        TlsContext client = new TlsContext(Protocol.TLS);
        client.setOptions(client.options() | Options.NO_TLS_1_1);
        MemoryPair pair = connect(client, Contexts.with(Protocol.TLS, "server-rsa"));
        assertEquals("TLSv1", pair.client.version());
    }

    @Test
    void withoutAnyVersionNothingIsOffered() {
        TlsContext client = new TlsContext(Protocol.TLSv1);
        client.setOptions(Options.NO_TLS_1_0);
        assertEquals(
                "NO_PROTOCOLS_AVAILABLE",
                connect(client, Contexts.with(Protocol.TLS, "server-rsa"))
                        .clientFailure
                        .reason());
    }

    @Test
    void recordsAreNotSplitAndKeepTheirBoundaries() throws TlsException {
        for (Protocol protocol : Protocol.values()) {
            MemoryPair pair = connect(new TlsContext(protocol), Contexts.with(protocol, "server-rsa"));
            MemoryPair.send(pair.client, pair.server, "first");
            MemoryPair.send(pair.client, pair.server, "second");
            assertEquals("first", MemoryPair.read(pair.server), protocol.toString());
            assertEquals("second", MemoryPair.read(pair.server), protocol.toString());
            assertNull(MemoryPair.read(pair.server));
        }
    }

    /** What is sent while a server refuses goes unread, and the reset that comes of this can take the server's alert with it. */
    @Test
    void aClientSaysNothingBetweenTheServersHelloAndItsLastWord() throws TlsException {
        MemoryPair pair =
                new MemoryPair(new TlsContext(Protocol.TLS), Contexts.with(Protocol.TLS, "server-rsa"), "localhost");
        assertFalse(pair.client.doHandshake());
        MemoryPair.transfer(pair.client, pair.server);
        assertFalse(pair.server.doHandshake());
        byte[] flight = pair.server.takeOutput();
        int hello = 5 + ((flight[3] & 0xff) << 8 | flight[4] & 0xff);

        pair.client.feed(flight, 0, hello);
        assertFalse(pair.client.doHandshake());
        assertEquals(0, pair.client.outputSize());

        pair.client.feed(flight, hello, flight.length - hello);
        assertTrue(pair.client.doHandshake());
        byte[] answer = pair.client.takeOutput();
        assertArrayEquals(new byte[] {20, 3, 3, 0, 1, 1}, Arrays.copyOf(answer, 6));
        pair.server.feed(answer, 0, answer.length);
        assertTrue(pair.server.doHandshake());
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void closeNotifyEndsReadingButNotWriting(Protocol protocol) throws TlsException {
        MemoryPair pair = connect(new TlsContext(protocol), Contexts.with(protocol, "server-rsa"));
        assertFalse(pair.client.shutdown());
        MemoryPair.transfer(pair.client, pair.server);
        byte[] buffer = new byte[10];
        assertEquals(TlsConnection.CLOSED, pair.server.read(buffer, 0, buffer.length));
        pair.server.write(buffer, 0, 1);
        assertTrue(pair.server.shutdown());
        TlsException failure = assertThrows(TlsException.class, () -> pair.client.write(buffer, 0, 1));
        assertEquals("PROTOCOL_IS_SHUTDOWN", failure.reason());
    }

    @Test
    void whatFollowsCloseNotifyStaysOutside() throws TlsException {
        MemoryPair pair = connect(new TlsContext(Protocol.TLS), Contexts.with(Protocol.TLS, "server-rsa"));
        pair.client.shutdown();
        MemoryPair.transfer(pair.client, pair.server);
        byte[] plain = ascii("plain text");
        pair.server.feed(plain, 0, plain.length);
        assertTrue(pair.server.shutdown());
        assertArrayEquals(plain, pair.server.takeUnusedInput());
    }

    @Test
    void anEndWithoutCloseNotifyIsAnError() throws TlsException {
        MemoryPair pair = connect(new TlsContext(Protocol.TLS), Contexts.with(Protocol.TLS, "server-rsa"));
        MemoryPair.send(pair.client, pair.server, "last words");
        pair.server.endOfInput();
        assertEquals("last words", MemoryPair.read(pair.server));
        TlsException failure = assertThrows(TlsException.class, () -> MemoryPair.read(pair.server));
        assertEquals(SslError.EOF, failure.error());
    }

    @Test
    void aPeerThatVanishesInTheHandshakeIsAnError() {
        TlsConnection client = TlsConnection.client(new TlsContext(Protocol.TLS), null);
        assertThrows(TlsException.class, () -> {
            assertFalse(client.doHandshake());
            client.endOfInput();
            client.doHandshake();
        });
    }

    @Test
    void dataInPlaceOfCloseNotifyFailsTheShutdown() throws TlsException {
        MemoryPair pair = connect(new TlsContext(Protocol.TLS), Contexts.with(Protocol.TLS, "server-rsa"));
        MemoryPair.send(pair.server, pair.client, "not yet read");
        TlsException failure = assertThrows(TlsException.class, pair.client::shutdown);
        assertTrue(failure.getMessage().contains("application data after close notify"), failure.getMessage());
    }

    // ---- what the sides agree on ------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "AES128-SHA, AES128-SHA, SSLv3, 128",
        "ECDHE-RSA-AES256-SHA, ECDHE-RSA-AES256-SHA, TLSv1.0, 256",
        "kEDH+AESGCM, DHE-RSA-AES256-GCM-SHA384, TLSv1.2, 256",
        "CAMELLIA256-SHA, CAMELLIA256-SHA, SSLv3, 256",
        "AES256-CCM8, AES256-CCM8, TLSv1.2, 256",
        "ECDHE-RSA-CHACHA20-POLY1305, ECDHE-RSA-CHACHA20-POLY1305, TLSv1.2, 256"
    })
    void negotiatesTheCipherOfTheServer(String string, String name, String version, int bits) throws TlsException {
        TlsContext server = Contexts.with(Protocol.TLSv1_2, "server-rsa");
        Contexts.setDhGroup(server, DhGroup.DH_2048);
        server.setCiphers(string);
        TlsContext client = new TlsContext(Protocol.TLSv1_2);
        client.setCiphers("ALL");
        Cipher cipher = connect(client, server).client.cipher();
        assertEquals(name, cipher.name());
        assertEquals(version, cipher.version());
        assertEquals(bits, cipher.bits());
    }

    @Test
    void withoutAGroupThereIsNoEphemeralDiffieHellman() throws TlsException {
        TlsContext server = Contexts.with(Protocol.TLSv1_2, "server-rsa");
        server.setCiphers("kEDH");
        MemoryPair pair = connect(new TlsContext(Protocol.TLSv1_2), server);
        assertEquals("NO_SHARED_CIPHER", pair.serverFailure.reason());
        assertEquals("SSLV3_ALERT_HANDSHAKE_FAILURE", pair.clientFailure.reason());
    }

    @ParameterizedTest
    @CsvSource({"'h2,http/1.1', 'http/1.1,h2', http/1.1", "'a', 'b', ", "'a', , ", ", 'b', "})
    void applicationProtocolsAreTheServersChoice(String clients, String servers, String agreed) {
        TlsContext client = new TlsContext(Protocol.TLS);
        TlsContext server = Contexts.with(Protocol.TLS, "server-rsa");
        setProtocols(client, clients);
        setProtocols(server, servers);
        MemoryPair pair = connect(client, server);
        assertNull(pair.clientFailure);
        assertArrayEquals(agreed == null ? null : ascii(agreed), pair.client.applicationProtocol());
        assertArrayEquals(agreed == null ? null : ascii(agreed), pair.server.applicationProtocol());
    }

    private static void setProtocols(TlsContext context, String names) {
        if (names != null) {
            context.setApplicationProtocols(
                    Stream.of(names.split(",")).map(TlsConnectionTest::ascii).toList());
        }
    }

    @Test
    void aServerMayReplaceItsContextWhenItHearsTheName() throws Exception {
        for (Protocol protocol : Protocol.values()) {
            TlsContext other = Contexts.with(protocol, "server-rsa");
            TlsContext server = Contexts.with(protocol, "server-wrong-host");
            List<String> names = new ArrayList<>();
            server.setServerNameCallback((connection, name) -> {
                names.add(new String(name, StandardCharsets.US_ASCII));
                connection.setContext(other);
                return ServerNameCallback.CONTINUE;
            });
            MemoryPair pair = connect(Contexts.verifying(protocol), server);
            assertEquals(List.of("localhost"), names);
            assertArrayEquals(
                    other.settings()
                            .credentials()
                            .all()
                            .get(0)
                            .chain()
                            .get(0)
                            .getPublicKey()
                            .getEncoded(),
                    CertificateFiles.certificate(pair.client.peerCertificate())
                            .getPublicKey()
                            .getEncoded(),
                    protocol.toString());
        }
    }

    @Test
    void aServerMayRejectANameWithAnyAlert() {
        TlsContext server = Contexts.with(Protocol.TLS, "server-rsa");
        server.setServerNameCallback((connection, name) -> 49);
        MemoryPair pair = connect(new TlsContext(Protocol.TLS), server);
        assertEquals("TLSV1_ALERT_ACCESS_DENIED", pair.clientFailure.reason());
    }

    // ---- certificates -----------------------------------------------------------------------------------------------

    @Test
    void clientCertificatesAreVerified() throws TlsException {
        for (Protocol protocol : Protocol.values()) {
            TlsContext server = Contexts.with(protocol, "server-rsa");
            Contexts.trust(server);
            server.setVerifyMode(VerifyMode.REQUIRED);
            for (String entry : new String[] {"client-rsa", "client-ec"}) {
                MemoryPair good = connect(Contexts.with(protocol, entry), server);
                assertNull(good.serverFailure);
                assertTrue(good.server.peerCertificate().length > 0);
            }
            MemoryPair without = connect(new TlsContext(protocol), server);
            assertEquals("PEER_DID_NOT_RETURN_A_CERTIFICATE", without.serverFailure.reason());
            MemoryPair foreign = connect(Contexts.with(protocol, "client-foreign-ca"), server);
            assertEquals("CERTIFICATE_VERIFY_FAILED", foreign.serverFailure.reason());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1_2, aRSA, RSA",
        "TLSv1_2, aECDSA, EC",
        "TLSv1_2, kRSA, RSA",
        "TLSv1, aECDSA, EC",
        "TLSv1, aRSA, RSA",
        "TLS, HIGH, EC"
    })
    void aServerHasACertificateForEachTypeOfKey(Protocol protocol, String ciphers, String algorithm) throws Exception {
        TlsContext server = Contexts.with(protocol, "server-rsa");
        Contexts.identify(server, "server-ec");
        TlsContext client = Contexts.verifying(protocol);
        client.setCiphers(ciphers);
        MemoryPair pair = connect(client, server);
        assertNull(pair.clientFailure);
        assertEquals(
                algorithm,
                CertificateFiles.certificate(pair.client.peerCertificate())
                        .getPublicKey()
                        .getAlgorithm());
    }

    @ParameterizedTest
    @CsvSource({
        "server-expired, SSLV3_ALERT_CERTIFICATE_EXPIRED",
        "server-not-yet-valid, SSLV3_ALERT_BAD_CERTIFICATE",
        "server-self-signed, TLSV1_ALERT_UNKNOWN_CA",
        "server-foreign-ca, TLSV1_ALERT_UNKNOWN_CA",
        "server-client-only, SSLV3_ALERT_UNSUPPORTED_CERTIFICATE"
    })
    void serversHearWhyTheyAreNotTrusted(String entry, String alert) {
        MemoryPair pair = connect(Contexts.verifying(Protocol.TLS), Contexts.with(Protocol.TLS, entry));
        assertEquals("CERTIFICATE_VERIFY_FAILED", pair.clientFailure.reason());
        assertEquals(
                "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:727)",
                pair.clientFailure.getMessage());
        assertEquals(alert, pair.serverFailure.reason());
    }

    // ---- what is no TLS ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.0, HTTP_REQUEST",
        "POST / HTTP/1.0, HTTP_REQUEST",
        "CONNECT a:1 HTTP/1.0, HTTPS_PROXY_REQUEST",
        "hello world, WRONG_VERSION_NUMBER"
    })
    void plainTextIsNamed(String text, String reason) {
        TlsConnection server = TlsConnection.server(Contexts.with(Protocol.TLS, "server-rsa"));
        server.feed(ascii(text), 0, text.length());
        TlsException failure = assertThrows(TlsException.class, server::doHandshake);
        assertEquals(reason, failure.reason());
    }

    @Test
    void aDamagedRecordIsRejected() throws TlsException {
        MemoryPair pair = connect(new TlsContext(Protocol.TLS), Contexts.with(Protocol.TLS, "server-rsa"));
        pair.client.write(new byte[100], 0, 100);
        byte[] record = pair.client.takeOutput();
        record[20] ^= 1;
        pair.server.feed(record, 0, record.length);
        TlsException failure = assertThrows(TlsException.class, () -> MemoryPair.read(pair.server));
        assertEquals("DECRYPTION_FAILED_OR_BAD_RECORD_MAC", failure.reason());
        MemoryPair.transfer(pair.server, pair.client);
        TlsException heard = assertThrows(TlsException.class, () -> MemoryPair.read(pair.client));
        assertEquals("SSLV3_ALERT_BAD_RECORD_MAC", heard.reason());
    }
}
