package org.jynetty.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * Finds a path from the peer's certificate to a trusted one and checks it, as {@code X509_verify_cert(3)} of OpenSSL 1.1.1
 * does, whose rules are not those of Java: an end-entity certificate that signed itself may be an anchor, the order of
 * the checks decides which error is reported, and CRLs are those of the store alone.
 */
final class PathVerifier {
    /** OpenSSL's default for {@code SSL_CTX_set_verify_depth(3)}. */
    private static final int MAXIMUM_DEPTH = 100;

    private final CertificateStore store;
    private final int flags;
    private final CertificatePurpose purpose;
    private final SecurityLevel level;
    private final Date now = new Date();

    /** @param flags of {@link VerifyFlags} */
    PathVerifier(CertificateStore store, int flags, CertificatePurpose purpose, SecurityLevel level) {
        this.store = store;
        this.flags = flags;
        this.purpose = purpose;
        this.level = level;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /**
     * Verifies a chain.
     *
     * @param chain what the peer sent, its own certificate first
     * @return what is wrong; null if nothing is
     */
    VerifyError verify(List<X509Certificate> chain) {
        try {
            return Malformed.checked(() -> verifyDecoded(chain));
        } catch (IOException e) {
            return VerifyError.INVALID_EXTENSION; // which are decoded as they are needed
        }
    }

    private VerifyError verifyDecoded(List<X509Certificate> chain) {
        List<X509Certificate> path = new ArrayList<>();
        VerifyError error = build(chain, path);
        if (error == null) {
            error = purpose.check(path);
        }
        if (error == null) {
            error = NameConstraints.check(path);
        }
        if (error == null) {
            error = level.check(path);
        }
        if (error == null) {
            error = new RevocationCheck(store, flags, now).check(path);
        }
        return error == null ? checkSignaturesAndTimes(path) : error;
    }

    private VerifyError build(List<X509Certificate> untrusted, List<X509Certificate> path) {
        X509Certificate current = untrusted.get(0);
        path.add(current);
        boolean trusted = false;
        while (path.size() <= MAXIMUM_DEPTH) {
            if (KeyIdentifiers.mayHaveIssued(current, current)) { // self-signed
                if (store.contains(current)) {
                    return null;
                }
                return trusted
                        ? VerifyError.UNABLE_TO_GET_ISSUER
                        : path.size() == 1 ? VerifyError.SELF_SIGNED : VerifyError.SELF_SIGNED_IN_CHAIN;
            }
            X509Certificate issuer = issuer(current, store.bySubject(current.getIssuerX500Principal()), path);
            trusted |= issuer != null;
            if (trusted && issuer == null) {
                return has(VerifyFlags.PARTIAL_CHAIN) ? null : VerifyError.UNABLE_TO_GET_ISSUER;
            }
            if (issuer == null) {
                issuer = issuer(current, untrusted, path);
            }
            if (issuer == null) {
                return has(VerifyFlags.PARTIAL_CHAIN) && store.contains(path.get(0))
                        ? null
                        : VerifyError.UNABLE_TO_GET_LOCAL_ISSUER;
            }
            path.add(issuer);
            current = issuer;
        }
        return VerifyError.CHAIN_TOO_LONG;
    }

    /** Whether its names say so; it need not have signed itself: a CA may certify its next key with the present one. */
    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Who issued a certificate: of several candidates one that is valid now, if there is any. */
    private X509Certificate issuer(
            X509Certificate certificate, List<X509Certificate> candidates, List<X509Certificate> path) {
        X509Certificate found = null;
        for (X509Certificate candidate : candidates) {
            if (!path.contains(candidate) && KeyIdentifiers.mayHaveIssued(candidate, certificate)) {
                boolean valid = !now.before(candidate.getNotBefore()) && !now.after(candidate.getNotAfter());
                if (valid) {
                    return candidate;
                }
                found = found == null ? candidate : found;
            }
        }
        return found;
    }

    /** From the anchor down. The anchor's own signature says nothing: it is trusted because it is in the store. */
    private VerifyError checkSignaturesAndTimes(List<X509Certificate> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            X509Certificate certificate = path.get(i);
            if (i + 1 < path.size() && !isSignedBy(certificate, path.get(i + 1).getPublicKey())) {
                return VerifyError.SIGNATURE_FAILURE;
            }
            if (!has(VerifyFlags.NO_CHECK_TIME)) {
                if (now.before(certificate.getNotBefore())) {
                    return VerifyError.NOT_YET_VALID;
                }
                if (now.after(certificate.getNotAfter())) {
                    return VerifyError.HAS_EXPIRED;
                }
            }
        }
        return null;
    }

    private static boolean isSignedBy(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key, Providers.BOUNCY_CASTLE);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
