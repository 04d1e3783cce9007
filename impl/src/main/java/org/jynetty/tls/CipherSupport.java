package org.jynetty.tls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;

/** Which of OpenSSL's cipher suites Bouncy Castle implements. */
final class CipherSupport {
    private static final Map<Integer, Boolean> IMPLEMENTED = new ConcurrentHashMap<>();

    private CipherSupport() {}

    static boolean isImplemented(Cipher cipher) {
        return IMPLEMENTED.computeIfAbsent(cipher.id(), CipherSupport::look);
    }

    private static boolean look(int id) {
        TlsCrypto crypto = TlsCryptography.INSTANCE;
        return TlsUtils.isSupportedCipherSuite(crypto, id);
    }
}
