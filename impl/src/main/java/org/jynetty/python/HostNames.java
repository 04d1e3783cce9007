package org.jynetty.python;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.python.core.Py;
import org.python.core.PyException;
import org.python.core.PyUnicode;

/** Host names as programs write them in unicode. */
final class HostNames {
    /** RFC 3490 section 3.1: what separates labels. */
    private static final String DOTS = "[.\u3002\uFF0E\uFF61]";

    private static final int LONGEST_LABEL = 63;

    private HostNames() {}

    /**
     * The name in Python's encoding {@code idna} (RFC 3490), one character a byte. Not through Python's codec: it takes
     * longer to load than all else that is done with a name, and Jython's lets Java's exceptions through.
     *
     * @throws PyException UnicodeError where the name has no such form
     */
    static String encode(PyUnicode name) {
        String text = name.getString();
        if (text.isEmpty()) {
            return text;
        }
        String[] labels = text.split(DOTS, -1);
        boolean rooted = labels.length > 1 && labels[labels.length - 1].isEmpty();
        String encoded = Arrays.stream(labels)
                .limit(rooted ? labels.length - 1 : labels.length)
                .map(HostNames::encodeLabel)
                .collect(Collectors.joining("."));
        return rooted ? encoded + "." : encoded;
    }

    /** The name that a peer has sent, decoded from {@code idna}. */
    static PyUnicode decode(byte[] name) {
        return new PyUnicode(IDN.toUnicode(new String(name, StandardCharsets.ISO_8859_1), IDN.ALLOW_UNASSIGNED));
    }

    private static String encodeLabel(String label) {
        String encoded;
        try {
            encoded = label.chars().allMatch(c -> c < 0x80) ? label : IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw Py.UnicodeError(
                    label.length() > LONGEST_LABEL ? "label empty or too long" : String.valueOf(e.getMessage()));
        }
        if (encoded.isEmpty() || encoded.length() > LONGEST_LABEL) {
            throw Py.UnicodeError("label empty or too long");
        }
        return encoded;
    }
}
