package org.jynetty.net;

/**
 * The failures of {@code getaddrinfo(3)} and {@code getnameinfo(3)} with the numbers of {@code <netdb.h>} and the texts of
 * {@code gai_strerror(3)} in the GNU C library.
 */
public enum ResolveError {
    EAI_BADFLAGS(-1, "Bad value for ai_flags"),
    EAI_NONAME(-2, "Name or service not known"),
    EAI_AGAIN(-3, "Temporary failure in name resolution"),
    EAI_FAIL(-4, "Non-recoverable failure in name resolution"),
    EAI_NODATA(-5, "No address associated with hostname"),
    EAI_FAMILY(-6, "ai_family not supported"),
    EAI_SOCKTYPE(-7, "ai_socktype not supported"),
    EAI_SERVICE(-8, "Servname not supported for ai_socktype"),
    EAI_ADDRFAMILY(-9, "Address family for hostname not supported"),
    EAI_MEMORY(-10, "Memory allocation failure"),
    EAI_SYSTEM(-11, "System error"),
    /** The GNU C library has a number but no text of its own for it. */
    EAI_OVERFLOW(-12, "Unknown error");

    private final int number;
    private final String text;

    ResolveError(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number, as {@code <netdb.h>} has it: negative. */
    public int number() {
        return number;
    }

    /** The text that {@code gai_strerror(3)} gives. */
    public String text() {
        return text;
    }
}
