package org.jynetty.python;

import org.python.core.PyUnicode;

/** Host names as programs write them in unicode. */
final class HostNames {
    private static final int LONGEST_LABEL = 63;

    private HostNames() {}

    /**
     * The name in the encoding {@code idna}, one character a byte.
     *
     * @throws org.python.core.PyException UnicodeError as that encoding's
     */
    static String encode(PyUnicode name) {
        String text = name.getString();
        // Python's codec leaves such a name as it is; loading the codec takes longer than anything done with the name.
        return isPlain(text) ? text : name.encode("idna", "strict");
    }

    /** Whether it consists of ASCII labels that have a legal length; a dot at the end is legal. */
    private static boolean isPlain(String name) {
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            if (c == '.') {
                if (i == start || i - start > LONGEST_LABEL) {
                    return false;
                }
                start = i + 1;
            }
        }
        return name.length() - start <= LONGEST_LABEL;
    }
}
