package org.jynetty.tls;

/** The {@code SSL_OP_} bits of OpenSSL 1.1.1, see {@code SSL_CTX_set_options(3)}. */
public final class Options {
    public static final long ALL = 0x80000054L;
    public static final long NO_COMPRESSION = 0x00020000L;
    public static final long ENABLE_MIDDLEBOX_COMPAT = 0x00100000L;
    public static final long CIPHER_SERVER_PREFERENCE = 0x00400000L;
    public static final long NO_SSL_3 = 0x02000000L;
    public static final long NO_TLS_1_0 = 0x04000000L;
    public static final long NO_TLS_1_2 = 0x08000000L;
    public static final long NO_TLS_1_1 = 0x10000000L;
    public static final long NO_TLS_1_3 = 0x20000000L;

    /** Without effect since OpenSSL 1.1.0; kept for programs that name it. */
    public static final long NONE = 0;

    /** What CPython 2.7.18 gives a new context. */
    static final long INITIAL = ALL | NO_SSL_3 | NO_COMPRESSION | CIPHER_SERVER_PREFERENCE | ENABLE_MIDDLEBOX_COMPAT;

    private Options() {}
}
