package org.jynetty.conformance.result;

import java.util.List;

/**
 * An exception that ended a test, as data. What is empty counts as absent, as it does in the file.
 *
 * @param type the class with its module, as in {@code socket.error}
 * @param errno the number that it carries, or null
 * @param args {@code repr()} of each of its arguments, without addresses of objects; null where it has none
 * @param reason the reason of an {@code SSLError}, or null
 * @param library the library of an {@code SSLError}, or null
 * @param message {@code str()} of it
 * @param traceback the Python traceback, followed by the Java stack where it came from Java
 */
public record Thrown(
        String type, Long errno, List<String> args, String reason, String library, String message, String traceback) {
    public Thrown {
        args = args == null || args.isEmpty() ? null : args;
        message = message == null || message.isEmpty() ? null : message;
        traceback = traceback == null || traceback.isEmpty() ? null : traceback;
    }

    /** Type and the first line of the message: enough to tell two failures apart. */
    public String headline() {
        String first =
                message == null ? "" : message.strip().lines().findFirst().orElse("");
        return first.isEmpty() ? type : type + ": " + first;
    }
}
