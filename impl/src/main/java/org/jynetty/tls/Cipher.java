package org.jynetty.tls;

import java.util.List;
import java.util.Set;

/**
 * A cipher suite as OpenSSL describes it.
 *
 * @param id the number of the TLS registry
 * @param name OpenSSL's name, such as {@code ECDHE-RSA-AES128-GCM-SHA256}
 * @param version the oldest protocol it was defined for, as {@code SSL_CIPHER_get_version(3)} says it
 * @param keyExchange as in {@code ciphers(1)}: RSA, DH, ECDH, PSK, …; {@code any} in TLS 1.3
 * @param authentication RSA, DSS, ECDSA, PSK, SRP, None; {@code any} in TLS 1.3
 * @param encryption AES, AESGCM, Camellia, None, … without the number of bits
 * @param mac SHA1, SHA256, SHA384, MD5, AEAD
 * @param bits the strength of the encryption
 * @param classes which of HIGH, MEDIUM, LOW, FIPS and DEFAULT it belongs to
 */
public record Cipher(
        int id,
        String name,
        String version,
        String keyExchange,
        String authentication,
        String encryption,
        String mac,
        int bits,
        Set<String> classes) {

    private static final String TLS_1_3 = "TLSv1.3";
    private static final int EXPLICIT_NONCE = 8;
    private static final int AEAD_TAG = 16;

    /** The greatest of {@link #aeadOverhead}. Bytes. */
    static final int MOST_OVERHEAD = EXPLICIT_NONCE + AEAD_TAG;

    /** All that OpenSSL 1.1.1 knows, in descending order of the id. */
    private static final List<Cipher> ALL =
            Table.rows("ciphers.tsv").stream().map(Cipher::of).toList();

    /** The suites of TLS 1.3, which a cipher string does not touch, in OpenSSL's order. */
    private static final List<Cipher> OF_TLS_1_3 = List.of(byId(0x1302), byId(0x1303), byId(0x1301));

    private static Cipher of(String[] row) {
        return new Cipher(
                Integer.parseInt(row[0], 16),
                row[1],
                row[2],
                row[3],
                row[4],
                row[5],
                row[6],
                Integer.parseInt(row[7]),
                Set.of(row[8].split(",")));
    }

    static List<Cipher> all() {
        return ALL;
    }

    static List<Cipher> ofTls13() {
        return OF_TLS_1_3;
    }

    /**
     * The suite with this number.
     *
     * @throws IllegalArgumentException if OpenSSL has no such suite
     */
    static Cipher byId(int id) {
        for (Cipher cipher : ALL) {
            if (cipher.id == id) {
                return cipher;
            }
        }
        throw new IllegalArgumentException("no cipher suite " + Integer.toHexString(id));
    }

    boolean isForTls13() {
        return version.equals(TLS_1_3);
    }

    /** How many bytes a record of TLS 1.2 has beside its text, if the encryption is authenticated: RFC 5288, 6655, 7905. */
    int aeadOverhead() {
        if (!mac.equals("AEAD")) {
            return 0;
        }
        boolean halfTag = name.endsWith("CCM8");
        return encryption.startsWith("CHACHA20") || halfTag ? AEAD_TAG : EXPLICIT_NONCE + AEAD_TAG;
    }

    boolean isAnonymous() {
        return authentication.equals("None");
    }

    boolean encryptsNothing() {
        return encryption.equals("None");
    }

    /** Whether it needs a shared key or a password, which Python 2.7's {@code ssl} cannot give. */
    boolean needsSharedSecret() {
        return keyExchange.endsWith("PSK") || keyExchange.equals("SRP");
    }
}
