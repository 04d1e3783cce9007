package org.jynetty.tls;

import org.bouncycastle.tls.AlertDescription;

/** Why a chain of certificates is not trusted, by OpenSSL's number, and the alert that tells the peer. */
enum VerifyError {
    UNABLE_TO_GET_ISSUER(2, AlertDescription.unknown_ca),
    UNABLE_TO_GET_LOCAL_ISSUER(20, AlertDescription.unknown_ca),
    SELF_SIGNED(18, AlertDescription.unknown_ca),
    SELF_SIGNED_IN_CHAIN(19, AlertDescription.unknown_ca),
    CHAIN_TOO_LONG(22, AlertDescription.unknown_ca),
    INVALID_CA(24, AlertDescription.unknown_ca),
    PATH_LENGTH_EXCEEDED(25, AlertDescription.unknown_ca),
    INVALID_PURPOSE(26, AlertDescription.unsupported_certificate),
    UNHANDLED_CRITICAL_EXTENSION(34, AlertDescription.certificate_unknown),
    INVALID_EXTENSION(41, AlertDescription.certificate_unknown),
    PERMITTED_SUBTREE_VIOLATION(47, AlertDescription.certificate_unknown),
    END_ENTITY_KEY_TOO_SMALL(66, AlertDescription.bad_certificate),
    CA_KEY_TOO_SMALL(67, AlertDescription.bad_certificate),
    DIGEST_TOO_WEAK(68, AlertDescription.bad_certificate),
    UNABLE_TO_GET_CRL(3, AlertDescription.unknown_ca),
    CRL_SIGNATURE_FAILURE(8, AlertDescription.decrypt_error),
    CRL_NOT_YET_VALID(11, AlertDescription.bad_certificate),
    CRL_HAS_EXPIRED(12, AlertDescription.certificate_expired),
    REVOKED(23, AlertDescription.certificate_revoked),
    SIGNATURE_FAILURE(7, AlertDescription.decrypt_error),
    NOT_YET_VALID(9, AlertDescription.bad_certificate),
    HAS_EXPIRED(10, AlertDescription.certificate_expired);

    private final int code;
    private final short alert;

    VerifyError(int code, short alert) {
        this.code = code;
        this.alert = alert;
    }

    /** OpenSSL's number, {@code X509_V_ERR_*}. */
    int code() {
        return code;
    }

    short alert() {
        return alert;
    }
}
