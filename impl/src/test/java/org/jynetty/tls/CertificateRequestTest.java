package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says when it asks a client of another make for its certificate. */
class CertificateRequestTest {
    /** A client that is told of some may have no certificate of theirs, but one of an authority below. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void namesNoAuthorities(String version) throws Exception {
        TlsContext context = Contexts.with(Protocol.TLS, "server-rsa");
        Contexts.trust(context);
        context.setVerifyMode(VerifyMode.OPTIONAL);
        TlsConnection server = TlsConnection.server(context);
        AskedFor asked = new AskedFor();
        JavaPeer client = JavaPeer.client(JavaPeer.clientContext(asked), version);
        client.engine.beginHandshake();
        for (boolean moved = true; moved; server.doHandshake()) {
            moved = client.exchange(server);
        }
        assertTrue(server.isHandshakeComplete());
        assertTrue(asked.times > 0);
        assertEquals(List.of(), asked.issuers);
    }

    /** Has no certificate but remembers what it was asked for. */
    private static final class AskedFor extends X509ExtendedKeyManager {
        private final List<Principal> issuers = new ArrayList<>();
        private int times;

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] names, SSLEngine engine) {
            times++;
            issuers.addAll(names == null ? List.of() : List.of(names));
            return null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] names, Socket socket) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] names, Socket socket) {
            return null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] names) {
            return null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] names) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
