package org.jynetty.conformance.catalogue;

import java.util.regex.Pattern;

/** A pattern in which {@code *} stands for any text and {@code ?} for one character; everything else for itself. */
final class Glob {
    private final Pattern pattern;

    Glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (char c : glob.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString());
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
