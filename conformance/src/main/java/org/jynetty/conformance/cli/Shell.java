package org.jynetty.conformance.cli;

/** Texts for a shell. */
final class Shell {
    private Shell() {}

    /** As one word, whatever is in it. */
    static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
