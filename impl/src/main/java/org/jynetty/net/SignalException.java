package org.jynetty.net;

/** EINTR because a signal came, see {@link MainThread}; not because a Java program wants the thread to end. */
final class SignalException extends NetException {
    private static final long serialVersionUID = 1L;

    SignalException() {
        super(Kind.OS, Errno.EINTR.number(), Errno.EINTR.text(), null);
    }
}
