package org.jynetty.tls;

/** What {@code SSL_get_error(3)} returns, and the two codes that CPython adds: the {@code errno} of Python's SSLError. */
public enum SslError {
    SSL(1),
    WANT_READ(2),
    WANT_WRITE(3),
    WANT_X509_LOOKUP(4),
    SYSCALL(5),
    ZERO_RETURN(6),
    WANT_CONNECT(7),
    EOF(8),
    INVALID_ERROR_CODE(10);

    private final int code;

    SslError(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
