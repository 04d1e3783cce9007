package org.jynetty.tls;

import java.util.List;
import org.bouncycastle.tls.crypto.DHGroup;

/**
 * What a context says at one moment. A connection keeps what it began with, as OpenSSL's SSL_new copies it.
 *
 * @param protocol which versions are spoken before the options
 * @param options of {@link Options}
 * @param verifyMode whether the peer is verified
 * @param verifyFlags of {@link VerifyFlags}
 * @param ciphers best first, and the security level
 * @param credentials what it identifies itself with
 * @param dhGroup for ephemeral Diffie-Hellman; null: none is offered
 * @param curve the only group for elliptic curves up to TLS 1.2; -1 if any will do
 * @param applicationProtocols for ALPN, best first; null if they were never set
 */
record TlsSettings(
        Protocol protocol,
        long options,
        VerifyMode verifyMode,
        int verifyFlags,
        CipherList ciphers,
        OwnCredentials credentials,
        DHGroup dhGroup,
        int curve,
        List<byte[]> applicationProtocols) {

    SecurityLevel securityLevel() {
        return new SecurityLevel(ciphers.securityLevel());
    }

    boolean has(long option) {
        return (options & option) != 0;
    }

    /** The suites that may be negotiated, as numbers: those that Bouncy Castle has and the security level allows. */
    int[] usableCiphers() {
        boolean strict = ciphers.securityLevel() > 0;
        return ciphers.ciphers().stream()
                .filter(cipher -> !cipher.needsSharedSecret())
                .filter(cipher -> !strict
                        || !cipher.isAnonymous()
                                && cipher.bits() >= securityLevel().minimumBits())
                .filter(CipherSupport::isImplemented)
                .mapToInt(Cipher::id)
                .toArray();
    }
}
