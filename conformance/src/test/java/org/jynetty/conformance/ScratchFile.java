package org.jynetty.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the temporary folder that are gone when the JVM ends. */
public final class ScratchFile {
    private ScratchFile() {}

    /** A new one whose name ends so. */
    public static Path create(String suffix) {
        try {
            Path file = Files.createTempFile("scratch", suffix);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
