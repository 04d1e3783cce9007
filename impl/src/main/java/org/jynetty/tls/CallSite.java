package org.jynetty.tls;

/** Where CPython 2.7.18 raises an SSLError: its messages end with the line in {@code _ssl.c}. */
enum CallSite {
    HANDSHAKE(727),
    READ(1946),
    WRITE(1829),
    SHUTDOWN(2051),
    LOAD_CERTIFICATE(2815),
    LOAD_PRIVATE_KEY(2834),
    CHECK_PRIVATE_KEY(2842),
    LOAD_CA_DATA(2938),
    LOAD_CA_FILE(3063),
    LOAD_DH_PARAMETERS(3122),
    SET_CURVE(3236);

    private final int line;

    CallSite(int line) {
        this.line = line;
    }

    int line() {
        return line;
    }
}
