package org.jynetty.tls;

import java.security.Key;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Locale;

/**
 * How much strength OpenSSL demands, see {@code SSL_CTX_set_security_level(3)}.
 *
 * @param level 0 to 5
 */
record SecurityLevel(int level) {
    /** Bits of security that each level demands. */
    private static final int[] MINIMUM_BITS = {0, 80, 112, 128, 192, 256};

    private static final int[][] RSA_STRENGTH = {{15360, 256}, {7680, 192}, {3072, 128}, {2048, 112}, {1024, 80}};

    int minimumBits() {
        return MINIMUM_BITS[level];
    }

    /** Checks the keys of a path and the digests of the signatures on it; the anchor's signature does not count. */
    VerifyError check(List<X509Certificate> path) {
        for (int i = 0; i < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            if (!accepts(certificate)) {
                return i == 0 ? VerifyError.END_ENTITY_KEY_TOO_SMALL : VerifyError.CA_KEY_TOO_SMALL;
            }
            if (i + 1 < path.size() && digestBits(certificate) < minimumBits()) {
                return VerifyError.DIGEST_TOO_WEAK;
            }
        }
        return null;
    }

    /** Whether a certificate's key is strong enough; one that cannot be decoded is not, except where nothing is demanded. */
    boolean accepts(X509Certificate certificate) {
        PublicKey key = Credentials.publicKey(certificate);
        return minimumBits() == 0 || key != null && strength(key) >= minimumBits();
    }

    /** Whether a Diffie-Hellman prime of this many bits is strong enough. */
    boolean acceptsDhBits(int bits) {
        return strengthOfModulus(bits) >= minimumBits();
    }

    private static int strength(Key key) {
        if (key instanceof RSAKey rsa) {
            return strengthOfModulus(rsa.getModulus().bitLength());
        }
        if (key instanceof ECKey ec) {
            return ec.getParams().getOrder().bitLength() / 2;
        }
        return Integer.MAX_VALUE;
    }

    private static int strengthOfModulus(int bits) {
        for (int[] step : RSA_STRENGTH) {
            if (bits >= step[0]) {
                return step[1];
            }
        }
        return 0;
    }

    private static int digestBits(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("MD5")) {
            return 64; // half the digest, as OpenSSL 1.1.1 counts
        } else if (algorithm.startsWith("SHA1")) {
            return 80;
        }
        return Integer.MAX_VALUE;
    }
}
