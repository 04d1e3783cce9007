package org.jynetty.conformance.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Values of options as Maven passes them on: an empty one counts as not given. */
final class OptionText {
    private OptionText() {}

    /** A jar file, absolute. */
    static Optional<Path> jar(String path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path).toAbsolutePath());
    }

    /**
     * A number from 0 on.
     *
     * @param property what a user of Maven calls the option
     */
    static Optional<Integer> number(String property, String text) throws UserException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UserException(property + " is a number from 0 on, not " + text);
    }
}
