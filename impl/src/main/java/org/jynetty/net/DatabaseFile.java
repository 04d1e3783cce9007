package org.jynetty.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of the C library's name databases, such as {@code /etc/services}: lines of words, {@code #} starts a comment.
 * It is read anew for each look-up, as there, so that changes show at once. A file that cannot be read is empty.
 */
record DatabaseFile(Path path) {
    List<List<String>> lines() {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return List.of();
        }
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").trim())
                .filter(line -> !line.isEmpty())
                .map(line -> List.of(line.split("\\s+")))
                .toList();
    }
}
