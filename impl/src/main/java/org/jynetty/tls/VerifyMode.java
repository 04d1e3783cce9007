package org.jynetty.tls;

/** The {@code CERT_} constants: whether the peer must have a certificate, and whether it is verified. */
public enum VerifyMode {
    NONE,
    OPTIONAL,
    REQUIRED;

    /** Python's number for it. */
    public int number() {
        return ordinal();
    }

    /** The mode with this number; null if there is none. */
    public static VerifyMode of(int number) {
        return number < 0 || number >= values().length ? null : values()[number];
    }
}
