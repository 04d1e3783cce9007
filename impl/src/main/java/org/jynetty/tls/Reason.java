package org.jynetty.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why OpenSSL fails: an entry of its error tables.
 *
 * @param library the number of the part of OpenSSL, such as 20 for SSL
 * @param code the number within the library
 * @param name the symbol without its prefix, such as NO_SHARED_CIPHER; null where CPython 2.7.18 does not know it
 * @param text OpenSSL's words
 */
public record Reason(int library, int code, String name, String text) {
    static final int LIBRARY_PEM = 9;
    static final int LIBRARY_X509 = 11;
    static final int LIBRARY_ASN1 = 13;
    static final int LIBRARY_EC = 16;
    static final int LIBRARY_SSL = 20;

    /** The libraries that CPython has a name for. */
    private static final Map<Integer, String> LIBRARY_NAMES =
            Map.of(LIBRARY_PEM, "PEM", LIBRARY_X509, "X509", LIBRARY_SSL, "SSL");

    /** Reasons that every library has: the failure came from another library. */
    private static final Map<Integer, String> COMMON_TEXTS =
            Map.of(9, "PEM lib", 13, "ASN1 lib", 58, "nested asn1 error", 68, "internal error");

    /** OpenSSL's reason for an alert of the peer is its number and this. */
    private static final int ALERT_OFFSET = 1000;

    private static final Map<Long, Reason> BY_CODE = new HashMap<>();
    private static final Map<String, Reason> OF_SSL_BY_NAME = new HashMap<>();

    static {
        for (String[] row : Table.rows("reasons.tsv")) {
            Reason reason = new Reason(
                    Integer.parseInt(row[0]), Integer.parseInt(row[1]), row[2].isEmpty() ? null : row[2], row[3]);
            BY_CODE.put(key(reason.library, reason.code), reason);
            if (reason.library == LIBRARY_SSL && reason.name != null) {
                OF_SSL_BY_NAME.put(reason.name, reason);
            }
        }
    }

    private static long key(int library, int code) {
        return (long) library << Integer.SIZE | code;
    }

    static Reason of(int library, int code) {
        Reason reason = BY_CODE.get(key(library, code));
        return reason != null
                ? reason
                : new Reason(library, code, null, COMMON_TEXTS.getOrDefault(code, "unknown error"));
    }

    /** The reason of the SSL library with this name. */
    static Reason ssl(String name) {
        Reason reason = OF_SSL_BY_NAME.get(name);
        if (reason == null) {
            throw new IllegalArgumentException("OpenSSL has no reason " + name);
        }
        return reason;
    }

    /** The peer sent this alert. */
    static Reason alert(int description) {
        return of(LIBRARY_SSL, ALERT_OFFSET + description);
    }

    /** The names of the libraries by number. */
    public static Map<Integer, String> libraryNames() {
        return LIBRARY_NAMES;
    }

    /** All reasons that CPython has a name for. */
    public static List<Reason> named() {
        List<Reason> named = new ArrayList<>(BY_CODE.values());
        named.removeIf(reason -> reason.name == null);
        return named;
    }

    /** The name of the library; null where CPython has none. */
    public String libraryName() {
        return LIBRARY_NAMES.get(library);
    }
}
