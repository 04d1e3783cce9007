package org.jynetty.tls;

import java.io.IOException;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
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

    private Signing() {}

    /**
     * @param accepted the schemes that the peer accepts; null if it did not say
     * @throws EngineFailure if there is no scheme in common
     */
    static TlsCredentials signer(org.bouncycastle.tls.TlsContext context, Credentials credentials, Vector<?> accepted)
            throws IOException {
        SignatureAndHashAlgorithm algorithm = null;
        if (TlsUtils.isTLSv12(context)) {
            Vector<?> offered = accepted != null ? accepted : TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
            algorithm = choose(credentials.keyType(), offered, TlsUtils.isTLSv13(context));
        }
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                TlsCryptography.INSTANCE,
                credentials.key(),
                credentials.forWire(context),
                algorithm);
    }

    private static SignatureAndHashAlgorithm choose(Credentials.KeyType type, Vector<?> offered, boolean tls13)
            throws EngineFailure {
        for (Object candidate : offered) {
            SignatureAndHashAlgorithm algorithm = (SignatureAndHashAlgorithm) candidate;
            if (fits(type, algorithm, tls13) && TlsCryptography.INSTANCE.hasSignatureAndHashAlgorithm(algorithm)) {
                return algorithm;
            }
        }
        throw new EngineFailure(AlertDescription.handshake_failure, NO_SUITABLE_SIGNATURE_ALGORITHM);
    }

    private static boolean fits(Credentials.KeyType type, SignatureAndHashAlgorithm algorithm, boolean tls13) {
        int scheme = SignatureScheme.from(algorithm);
        return switch (type) {
            case RSA ->
                SignatureScheme.isRSAPSS(scheme) && !isForPssKeys(scheme)
                        || !tls13 && algorithm.getSignature() == SignatureAlgorithm.rsa;
            case RSA_PSS -> isForPssKeys(scheme);
            case EC -> algorithm.getSignature() == SignatureAlgorithm.ecdsa;
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
