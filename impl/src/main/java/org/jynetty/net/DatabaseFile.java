package org.jynetty.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * A file of the C library's name databases, such as {@code /etc/services}: lines of words, {@code #} starts a comment.
 * It is read anew for each look-up, as there, so that changes show at once. A file that cannot be read is empty.
 */
record DatabaseFile(Path path) {
    /** The words of each line that has some, taken apart as they are asked for. */
    Stream<List<String>> lines() {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return Stream.empty();
        }
        return text.lines().map(DatabaseFile::words).filter(words -> !words.isEmpty());
    }

    private static List<String> words(String line) {
        int comment = line.indexOf('#');
        StringTokenizer tokens = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
        List<String> words = new ArrayList<>(tokens.countTokens());
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
