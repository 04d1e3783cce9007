package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerHello;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.junit.jupiter.api.Test;

/** What a client makes of servers that are not quite right. */
class ServerHelloTest {
    @Test
    void encryptThenMacIsOverlookedWhereTheCipherSuiteHasNoMac() throws IOException {
        assertFalse(agreesToEncryptThenMac(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
        assertTrue(agreesToEncryptThenMac(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA));
    }

    private static boolean agreesToEncryptThenMac(int cipherSuite) throws IOException {
        Hashtable<Integer, byte[]> extensions = new Hashtable<>();
        TlsExtensionsUtils.addEncryptThenMACExtension(extensions);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        new ServerHello(ProtocolVersion.TLSv12, new byte[32], new byte[0], cipherSuite, extensions)
                .encode(null, message);
        ServerHello read =
                new Engine.Client().receiveServerHelloMessage(new ByteArrayInputStream(message.toByteArray()));
        return TlsExtensionsUtils.hasEncryptThenMACExtension(read.getExtensions());
    }
}
