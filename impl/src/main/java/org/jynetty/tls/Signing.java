package org.jynetty.tls;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;

/** Credentials that sign, with the first scheme that the peer accepts and the key can do. */
final class Signing {
    /** OpenSSL's reason. */
    private static final int NO_SUITABLE_SIGNATURE_ALGORITHM = 118;

    /** What OpenSSL 1.1.1 accepts, in its order, but for DSA. */
    private static final int[] SCHEMES = {
        0x0403, 0x0503, 0x0603, // ECDSA
        0x0807, 0x0808, // EdDSA
        0x0809, 0x080a, 0x080b, // RSASSA-PSS, keys for that alone
        0x0804, 0x0805, 0x0806, // RSASSA-PSS
        0x0401, 0x0501, 0x0601, // PKCS #1
        0x0303, 0x0203, // ECDSA with SHA-224, SHA-1
        0x0301, 0x0201, // PKCS #1 with SHA-224, SHA-1
    };

    private static final int SHA1_BITS = 80;

    private Signing() {}

    /** The signature algorithms that a side accepts of its peer, best first. */
    static Vector<SignatureAndHashAlgorithm> algorithms(TlsSettings settings) {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (int scheme : SCHEMES) {
            SignatureAndHashAlgorithm algorithm = SignatureScheme.getSignatureAndHashAlgorithm(scheme);
            boolean strong = algorithm.getHash() != HashAlgorithm.sha1
                    || settings.securityLevel().minimumBits() <= SHA1_BITS;
            if (strong && TlsCryptography.INSTANCE.hasSignatureAndHashAlgorithm(algorithm)) {
                algorithms.add(algorithm);
            }
        }
        return algorithms;
    }

    /** Credentials and the scheme that they sign with; null before TLS 1.2, which leaves no choice. */
    record Choice(Credentials credentials, SignatureAndHashAlgorithm algorithm) {}

    /**
     * @param candidates the credentials that may be used, at least one
     * @param accepted the schemes that the peer accepts, best first; null if it did not say
     * @throws EngineFailure if there is no scheme in common
     */
    static TlsCredentials signer(
            org.bouncycastle.tls.TlsContext context, List<Credentials> candidates, Vector<?> accepted)
            throws IOException {
        Choice choice;
        if (TlsUtils.isTLSv12(context)) {
            Vector<?> offered = accepted != null ? accepted : TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
            choice = choose(candidates, offered, TlsUtils.isTLSv13(context));
        } else {
            choice = new Choice(candidates.get(0), null);
        }
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                TlsCryptography.INSTANCE,
                choice.credentials.key(),
                choice.credentials.forWire(context),
                choice.algorithm);
    }

    static Choice choose(List<Credentials> candidates, Vector<?> offered, boolean tls13) throws EngineFailure {
        for (Object each : offered) {
            SignatureAndHashAlgorithm algorithm = (SignatureAndHashAlgorithm) each;
            if (TlsCryptography.INSTANCE.hasSignatureAndHashAlgorithm(algorithm)) {
                for (Credentials candidate : candidates) {
                    if (fits(candidate, algorithm, tls13)) {
                        return new Choice(candidate, algorithm);
                    }
                }
            }
        }
        throw new EngineFailure(AlertDescription.handshake_failure, NO_SUITABLE_SIGNATURE_ALGORITHM);
    }

    private static boolean fits(Credentials candidate, SignatureAndHashAlgorithm algorithm, boolean tls13) {
        int scheme = SignatureScheme.from(algorithm);
        return switch (candidate.keyType()) {
            case RSA ->
                SignatureScheme.isRSAPSS(scheme) && !isForPssKeys(scheme)
                        || !tls13 && algorithm.getSignature() == SignatureAlgorithm.rsa;
            case RSA_PSS -> isForPssKeys(scheme);
            case EC ->
                algorithm.getSignature() == SignatureAlgorithm.ecdsa
                        && (!tls13
                                || candidate.isOnCurve(
                                        SignatureScheme.getNamedGroup(scheme))); // RFC 8446 section 4.2.3
            case ED25519 -> scheme == SignatureScheme.ed25519;
            case ED448 -> scheme == SignatureScheme.ed448;
        };
    }

    private static boolean isForPssKeys(int scheme) {
        return scheme == SignatureScheme.rsa_pss_pss_sha256
                || scheme == SignatureScheme.rsa_pss_pss_sha384
                || scheme == SignatureScheme.rsa_pss_pss_sha512;
    }
}
