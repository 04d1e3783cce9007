package org.jynetty.net;

/**
 * The values of {@code h_errno}: how {@code gethostbyname(3)} and {@code gethostbyaddr(3)} fail, with the texts of
 * {@code hstrerror(3)} in the GNU C library.
 */
public enum HostError {
    HOST_NOT_FOUND(1, "Unknown host"),
    TRY_AGAIN(2, "Host name lookup failure"),
    NO_RECOVERY(3, "Unknown server error"),
    NO_DATA(4, "No address associated with name");

    private final int number;
    private final String text;

    HostError(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number, as {@code <netdb.h>} has it. */
    public int number() {
        return number;
    }

    /** The text that {@code hstrerror(3)} gives. */
    public String text() {
        return text;
    }
}
