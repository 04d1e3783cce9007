package org.jynetty.tls;

import java.io.IOException;

/** A PEM file does not hold what it should. */
final class PemException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    PemException(Reason reason, Throwable cause) {
        super(reason.text(), cause);
        this.reason = reason;
    }

    /** What OpenSSL would say was wrong. */
    Reason reason() {
        return reason;
    }
}
