package org.jynetty.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Descriptor 0. Java can only tell how much there is to read. Whether a pipe has ended tells proc(5): when no process has
 * it open for writing any more. Processes whose descriptors may not be seen do not count; if one of them is the writer, a
 * program is sent to read too early and waits there.
 */
public final class StandardInput extends ExaminedSource {
    public static final StandardInput INSTANCE = new StandardInput();

    private static final Path PROCESSES = Path.of("/proc");
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

    /** A descriptor that had the pipe open for writing when it was last looked for; null if none. Guarded by this. */
    private Path writer;

    private StandardInput() {}

    @Override
    int examine() throws IOException {
        if (System.in.available() > 0) {
            return PollEvents.IN;
        }
        String file = Files.readSymbolicLink(DESCRIPTOR).toString();
        if (!file.startsWith("pipe:")) {
            return Files.isRegularFile(DESCRIPTOR) || file.equals("/dev/null") ? PollEvents.IN : 0;
        }
        if (hasWriter(file)) {
            return 0;
        }
        return System.in.available() > 0 ? PollEvents.IN : PollEvents.HANG_UP;
    }

    private boolean hasWriter(String pipe) throws IOException {
        if (writer == null || !isWriter(writer, pipe)) {
            writer = findWriter(pipe);
        }
        return writer != null;
    }

    private static Path findWriter(String pipe) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                Path found = findWriter(process.resolve("fd"), pipe);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static Path findWriter(Path directory, String pipe) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
            for (Path descriptor : descriptors) {
                if (isWriter(descriptor, pipe)) {
                    return descriptor;
                }
            }
        } catch (IOException e) {
            // The process has ended, or is another user's.
        }
        return null;
    }

    private static boolean isWriter(Path descriptor, String pipe) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(pipe)
                    && Files.getPosixFilePermissions(descriptor, LinkOption.NOFOLLOW_LINKS)
                            .contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
