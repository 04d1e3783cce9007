package org.jynetty.certs;

import java.io.IOException;
import java.nio.file.Path;

/** A directory cannot take the files of a CA: it is none, cannot be written, or holds another CA. */
public final class UnusableDirectoryException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableDirectoryException(Path directory, String reason, Throwable cause) {
        super("cannot write into %s: %s".formatted(directory, reason), cause);
    }
}
