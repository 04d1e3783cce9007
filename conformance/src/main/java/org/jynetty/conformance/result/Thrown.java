package org.jynetty.conformance.result;

import java.util.List;

/**
 * An exception that ended a test, as data.
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

    /** Type and the first line of the message: enough to tell two failures apart. */
    public String headline() {
        String first =
                message == null ? "" : message.strip().lines().findFirst().orElse("");
        return first.isEmpty() ? type : type + ": " + first;
    }
}
