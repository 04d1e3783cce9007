package org.jynetty.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;

/** Looks whether certificates of a path are on the CRLs of the store, if the flags demand it. */
final class RevocationCheck {
    private final CertificateStore store;
    private final int flags;
    private final Date now;

    RevocationCheck(CertificateStore store, int flags, Date now) {
        this.store = store;
        this.flags = flags;
        this.now = now;
    }

    /** Checks a path, its end first. */
    VerifyError check(List<X509Certificate> path) {
        if ((flags & VerifyFlags.CRL_CHECK) == 0) {
            return null;
        }
        int checked = (flags & VerifyFlags.CRL_CHECK_ALL) != 0 ? path.size() : 1;
        for (int i = 0; i < checked; i++) {
            X509Certificate issuer = path.get(Math.min(i + 1, path.size() - 1));
            VerifyError error = check(path.get(i), issuer);
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private VerifyError check(X509Certificate certificate, X509Certificate issuer) {
        List<X509CRL> crls = store.byIssuer(certificate.getIssuerX500Principal());
        if (crls.isEmpty()) {
            return VerifyError.UNABLE_TO_GET_CRL;
        }
        X509CRL crl = crls.get(0);
        for (X509CRL candidate : crls) {
            if (timeError(crl) != null && timeError(candidate) == null
                    || candidate.getThisUpdate().after(crl.getThisUpdate()) && timeError(candidate) == null) {
                crl = candidate;
            }
        }
        try {
            crl.verify(issuer.getPublicKey(), Providers.BOUNCY_CASTLE);
        } catch (GeneralSecurityException e) {
            return VerifyError.CRL_SIGNATURE_FAILURE;
        }
        VerifyError time = timeError(crl);
        return time != null ? time : crl.isRevoked(certificate) ? VerifyError.REVOKED : null;
    }

    private VerifyError timeError(X509CRL crl) {
        if ((flags & VerifyFlags.NO_CHECK_TIME) != 0) {
            return null;
        }
        if (now.before(crl.getThisUpdate())) {
            return VerifyError.CRL_NOT_YET_VALID;
        }
        return crl.getNextUpdate() != null && now.after(crl.getNextUpdate()) ? VerifyError.CRL_HAS_EXPIRED : null;
    }
}
