package org.jynetty.certs;

/**
 * What a verifier must find who trusts the roots of {@link Role#TRUSTED_ROOT}, gets the chain of the entry, and checks
 * the purpose of the entry's role. Host names are no part of it.
 */
public enum ChainVerdict {
    VALID(0),
    NOT_YET_VALID(9),
    EXPIRED(10),
    SELF_SIGNED(18),
    /** The chain ends at an issuer that the verifier does not have, or has under the same name with another key. */
    UNKNOWN_ISSUER(20),
    /** Only a verifier that has the CRLs and checks the whole chain finds it; to any other the chain is valid. */
    REVOKED(23),
    /** An issuer in the chain is no CA. OpenSSL 3 calls it error 79. */
    ISSUER_IS_NO_CA(24),
    PATH_TOO_LONG(25),
    /** The extended key usage forbids the role, as OpenSSL's {@code -purpose} and every TLS peer check it. */
    WRONG_PURPOSE(26),
    NAME_NOT_PERMITTED(47);

    private final int opensslError;

    ChainVerdict(int opensslError) {
        this.opensslError = opensslError;
    }

    /** The number that OpenSSL 1.1.1 gives, {@code X509_V_ERR_*} in x509_vfy.h; 0 for a valid chain. */
    public int opensslError() {
        return opensslError;
    }
}
