package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What this process has open, by what the descriptors are on: sockets and pipes each have a name of their own. Names rather
 * than a number, since what other tests have dropped may be collected, and closed, at any time.
 */
public final class OpenDescriptors {
    private final Map<String, Long> counts;

    private OpenDescriptors(Map<String, Long> counts) {
        this.counts = counts;
    }

    public static OpenDescriptors now() throws IOException {
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    targets.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException e) {
                    // Closed since.
                }
            }
        }
        return new OpenDescriptors(
                targets.stream().collect(Collectors.groupingBy(target -> target, Collectors.counting())));
    }

    /** Fails if something is open now that was not. */
    public void assertNothingNew() throws IOException {
        now().counts
                .forEach((target, count) -> assertTrue(
                        count <= counts.getOrDefault(target, 0L), () -> target + " is open; before: " + counts));
    }
}
