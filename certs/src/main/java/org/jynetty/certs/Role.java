package org.jynetty.certs;

/** What the holder of a certificate does with it. */
public enum Role {
    /** A root that a verifier of the tests trusts. */
    TRUSTED_ROOT,
    /** A root that no verifier of the tests trusts. */
    FOREIGN_ROOT,
    INTERMEDIATE,
    SERVER,
    CLIENT;

    public boolean isAuthority() {
        return this == TRUSTED_ROOT || this == FOREIGN_ROOT || this == INTERMEDIATE;
    }
}
