package org.jynetty.tls;

import java.util.Locale;
import org.jynetty.net.NetException;

/**
 * A failure of TLS as CPython 2.7.18 with OpenSSL 1.1.1 reports it: the number is an {@link SslError} or, for what a context
 * loads, OpenSSL's packed error code; 0 where the SSLError has a message alone.
 */
public final class TlsException extends NetException {
    private static final long serialVersionUID = 1L;

    private final SslError error;
    private final String library;
    private final String reason;

    private TlsException(SslError error, int number, String message, Reason reason, Throwable cause) {
        super(Kind.TLS, number, message, cause);
        this.error = error;
        this.library = reason == null ? null : reason.libraryName();
        this.reason = reason == null ? null : reason.name();
    }

    /** An operation on a connection failed. */
    static TlsException failed(CallSite site, Reason reason, Throwable cause) {
        return new TlsException(SslError.SSL, SslError.SSL.code(), message(site, reason), reason, cause);
    }

    /**
     * A context could not load something.
     *
     * @param function the number of the function of OpenSSL that failed, a part of the code
     */
    static TlsException notLoaded(CallSite site, Reason reason, int function, Throwable cause) {
        int packed = reason.library() << 24 | function << 12 | reason.code();
        return new TlsException(SslError.SSL, packed, message(site, reason), reason, cause);
    }

    /** The connection needs bytes of the peer, or room for its own. */
    static TlsException incomplete(SslError error, CallSite site) {
        String what = error == SslError.WANT_READ ? "read" : "write";
        return plain(error, site, "The operation did not complete (" + what + ")");
    }

    /** The peer has sent close_notify. */
    static TlsException closed(CallSite site) {
        return plain(SslError.ZERO_RETURN, site, "TLS/SSL connection has been closed (EOF)");
    }

    /** The connection has ended without close_notify. */
    static TlsException endOfStream(CallSite site) {
        return plain(SslError.EOF, site, "EOF occurred in violation of protocol");
    }

    /** The connection has broken off where OpenSSL can give no reason: Python sees {@code socket.error(0, 'Error')}. */
    static TlsException brokenOff(CallSite site) {
        return plain(SslError.SYSCALL, site, "Some I/O error occurred");
    }

    /** An SSLError that has a message alone. */
    static TlsException withMessage(String message) {
        return new TlsException(SslError.SSL, 0, message, null, null);
    }

    private static TlsException plain(SslError error, CallSite site, String text) {
        return new TlsException(error, error.code(), text + line(site), null, null);
    }

    private static String message(CallSite site, Reason reason) {
        StringBuilder message = new StringBuilder();
        if (reason.libraryName() != null) {
            message.append('[').append(reason.libraryName());
            if (reason.name() != null) {
                message.append(": ").append(reason.name());
            }
            message.append("] ");
        }
        return message.append(reason.text()).append(line(site)).toString();
    }

    private static String line(CallSite site) {
        return String.format(Locale.ROOT, " (_ssl.c:%d)", site.line());
    }

    /** Which subclass of SSLError it is. */
    public SslError error() {
        return error;
    }

    /** The name of OpenSSL's library, or null. */
    public String library() {
        return library;
    }

    /** The name of OpenSSL's reason, such as CERTIFICATE_VERIFY_FAILED, or null. */
    public String reason() {
        return reason;
    }
}
