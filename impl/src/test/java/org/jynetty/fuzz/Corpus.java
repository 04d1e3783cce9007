package org.jynetty.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that are kept for a target of fuzzing: a folder of files under {@code src/test/fuzz}, which bears the name of the
 * target's class. Some are examples to begin with, some were found: each of those is a test for ever after.
 */
public final class Corpus {
    private static final Path ALL = Path.of("src", "test", "fuzz");

    private Corpus() {}

    /** The names of all targets. */
    public static List<String> targets() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The inputs of a target, in the order of their names. */
    public static List<byte[]> of(String target) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(ALL.resolve(target))) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }
}
