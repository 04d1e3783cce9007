package org.jynetty.conformance.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The threads of a process as Linux sees them, in {@code /proc}; see proc(5). */
final class KernelThreads {
    /** A thread of every Java virtual machine that wakes up many times a second, to see that there is nothing to do. */
    private static final String TICKER = "(VM Periodic Tas)";

    private KernelThreads() {}

    /** Whether a thread of the process runs or waits for a processor; false where there is no {@code /proc} to tell. */
    static boolean isAnyRunnable(long pid) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                if (isRunnable(thread)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or there is no such file system.
        }
        return false;
    }

    /** The file has the thread's number, its name in parentheses, then its state: R is for running or waiting to. */
    private static boolean isRunnable(Path thread) {
        try {
            String stat = new String(Files.readAllBytes(thread.resolve("stat")), StandardCharsets.ISO_8859_1);
            return stat.startsWith("R", stat.lastIndexOf(')') + 2) && !stat.contains(TICKER);
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }
}
