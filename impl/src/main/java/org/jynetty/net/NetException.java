package org.jynetty.net;

import java.io.IOException;

/**
 * The one exception of everything below the Python layer. It says which of Python's socket exceptions it becomes
 * ({@link #kind()}), with which {@link #number()} and which text ({@link #getMessage()}).
 *
 * <p>Not a place for programming errors: those stay unchecked exceptions of Java.
 */
public class NetException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Which exception of Python's {@code socket} module it becomes. */
    public enum Kind {
        /** {@code socket.error}; the number is an {@link Errno}. */
        OS,
        /** {@code socket.timeout}; has no number. */
        TIMEOUT,
        /** {@code socket.gaierror}; the number is a {@link ResolveError}. */
        RESOLVE,
        /** {@code socket.herror}; the number is a {@link HostError}. */
        HOST,
        /** {@code ssl.SSLError}; the number is an SSL error code. Thrown by the TLS layer, in a subclass of its own. */
        TLS
    }

    private final Kind kind;
    private final int number;

    protected NetException(Kind kind, int number, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.number = number;
    }

    /** An error of the operating system, with the text of {@code strerror(3)}. */
    public static NetException of(Errno errno) {
        return of(errno, null);
    }

    /** The same, and the Java exception that it was made from. */
    public static NetException of(Errno errno, Throwable cause) {
        return new NetException(Kind.OS, errno.number(), errno.text(), cause);
    }

    /** The time that the program allowed is over. */
    public static NetException timedOut() {
        return new NetException(Kind.TIMEOUT, 0, "timed out", null);
    }

    /** A failure of {@code getaddrinfo(3)} or {@code getnameinfo(3)}, with the text of {@code gai_strerror(3)}. */
    public static NetException of(ResolveError error) {
        return of(error, null);
    }

    /** The same, and the Java exception that it was made from. */
    public static NetException of(ResolveError error, Throwable cause) {
        return new NetException(Kind.RESOLVE, error.number(), error.text(), cause);
    }

    /** A failure of {@code gethostbyname(3)} or {@code gethostbyaddr(3)}, with the text of {@code hstrerror(3)}. */
    public static NetException of(HostError error) {
        return new NetException(Kind.HOST, error.number(), error.text(), null);
    }

    /** An error that has a text but no number, such as CPython's {@code socket.error("AF_UNIX path too long")}. */
    public static NetException withoutNumber(String message) {
        return new NetException(Kind.OS, 0, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The number in the numbering of the {@link #kind()}; 0 where there is none. */
    public int number() {
        return number;
    }

    /** Whether this is the given error of the operating system. */
    public boolean is(Errno errno) {
        return kind == Kind.OS && number == errno.number();
    }

    /** Whether this is the given failure of name resolution. */
    public boolean is(ResolveError error) {
        return kind == Kind.RESOLVE && number == error.number();
    }
}
