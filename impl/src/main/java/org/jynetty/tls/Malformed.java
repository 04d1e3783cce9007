package org.jynetty.tls;

import java.io.IOException;

/**
 * Bouncy Castle decodes much of ASN.1 only when it is asked for it, and tells what is wrong then with whatever unchecked
 * exception it runs into. Here that is what it means: malformed input.
 */
final class Malformed {
    private Malformed() {}

    /** A decoding. */
    @FunctionalInterface
    interface Decoding<T> {
        T decode() throws IOException;
    }

    /** Decodes. @throws IOException if the input is malformed, however that shows */
    static <T> T checked(Decoding<T> decoding) throws IOException {
        try {
            return decoding.decode();
        } catch (RuntimeException e) {
            throw new IOException("malformed: " + e, e);
        }
    }
}
