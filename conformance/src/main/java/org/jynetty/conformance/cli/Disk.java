package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk that a run works on. Where it is full, tests fail that are right, so that nothing can be said of any. */
final class Disk {
    /** Bytes; what a run of everything leaves is a tenth of it. */
    private static final long LEAST = 64L << 20;

    private Disk() {}

    /**
     * Looks whether there is room.
     *
     * @param folder made, if it is missing
     * @throws UserException if there is too little of it for results to mean anything
     */
    static void check(Path folder) throws IOException, UserException {
        long left = Files.getFileStore(Files.createDirectories(folder)).getUsableSpace();
        if (left < LEAST) {
            throw new UserException(
                    "%d MB are left on the disk of %s, and a run needs %d: its results would mean nothing"
                            .formatted(left >> 20, folder, LEAST >> 20));
        }
    }
}
