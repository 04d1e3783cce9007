package org.jynetty.conformance.cli;

/** Something that the user of the command can put right; the message says how. */
final class UserException extends Exception {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
