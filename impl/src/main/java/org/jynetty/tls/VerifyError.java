package org.jynetty.tls;

import org.bouncycastle.tls.AlertDescription;

/** Why a chain of certificates is not trusted, in OpenSSL's words, and the alert that tells the peer. */
enum VerifyError {
    UNABLE_TO_GET_ISSUER("unable to get issuer certificate", AlertDescription.unknown_ca),
    UNABLE_TO_GET_LOCAL_ISSUER("unable to get local issuer certificate", AlertDescription.unknown_ca),
    SELF_SIGNED("self signed certificate", AlertDescription.unknown_ca),
    SELF_SIGNED_IN_CHAIN("self signed certificate in certificate chain", AlertDescription.unknown_ca),
    CHAIN_TOO_LONG("certificate chain too long", AlertDescription.unknown_ca),
    INVALID_CA("invalid CA certificate", AlertDescription.unknown_ca),
    PATH_LENGTH_EXCEEDED("path length constraint exceeded", AlertDescription.unknown_ca),
    INVALID_PURPOSE("unsupported certificate purpose", AlertDescription.unsupported_certificate),
    UNHANDLED_CRITICAL_EXTENSION("unhandled critical extension", AlertDescription.certificate_unknown),
    PERMITTED_SUBTREE_VIOLATION("permitted subtree violation", AlertDescription.certificate_unknown),
    END_ENTITY_KEY_TOO_SMALL("EE certificate key too weak", AlertDescription.bad_certificate),
    CA_KEY_TOO_SMALL("CA certificate key too weak", AlertDescription.bad_certificate),
    DIGEST_TOO_WEAK("CA signature digest algorithm too weak", AlertDescription.bad_certificate),
    UNABLE_TO_GET_CRL("unable to get certificate CRL", AlertDescription.unknown_ca),
    CRL_SIGNATURE_FAILURE("CRL signature failure", AlertDescription.decrypt_error),
    CRL_NOT_YET_VALID("CRL is not yet valid", AlertDescription.bad_certificate),
    CRL_HAS_EXPIRED("CRL has expired", AlertDescription.certificate_expired),
    REVOKED("certificate revoked", AlertDescription.certificate_revoked),
    SIGNATURE_FAILURE("certificate signature failure", AlertDescription.decrypt_error),
    NOT_YET_VALID("certificate is not yet valid", AlertDescription.bad_certificate),
    HAS_EXPIRED("certificate has expired", AlertDescription.certificate_expired);

    private final String text;
    private final short alert;

    VerifyError(String text, short alert) {
        this.text = text;
        this.alert = alert;
    }

    String text() {
        return text;
    }

    short alert() {
        return alert;
    }
}
