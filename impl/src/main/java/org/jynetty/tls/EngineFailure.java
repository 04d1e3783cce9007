package org.jynetty.tls;

import org.bouncycastle.tls.TlsFatalAlert;

/** A fatal alert of ours whose reason is known. */
final class EngineFailure extends TlsFatalAlert {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    EngineFailure(short alert, Reason reason) {
        super(alert, reason.text());
        this.reason = reason;
    }

    EngineFailure(short alert, String reasonName) {
        this(alert, Reason.ssl(reasonName));
    }

    /** @param reasonCode OpenSSL's number, for the reasons that CPython 2.7.18 has no name for */
    EngineFailure(short alert, int reasonCode) {
        this(alert, Reason.of(Reason.LIBRARY_SSL, reasonCode));
    }

    Reason reason() {
        return reason;
    }
}
