package org.jynetty.tls;

/** The {@code X509_V_FLAG_} bits of OpenSSL 1.1.1, see {@code X509_VERIFY_PARAM_set_flags(3)}. */
public final class VerifyFlags {
    public static final int CRL_CHECK = 0x4;
    public static final int CRL_CHECK_ALL = 0x8;
    public static final int X509_STRICT = 0x20;
    public static final int TRUSTED_FIRST = 0x8000;
    static final int PARTIAL_CHAIN = 0x80000;
    static final int NO_CHECK_TIME = 0x200000;

    private VerifyFlags() {}
}
