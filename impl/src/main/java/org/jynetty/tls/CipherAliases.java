package org.jynetty.tls;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The words of a cipher string that stand for many suites, as in {@code ciphers(1)} of OpenSSL 1.1.1. */
final class CipherAliases {
    private static final Map<String, Predicate<Cipher>> ALIASES = new HashMap<>();

    static {
        Predicate<Cipher> encrypts = cipher -> !cipher.encryptsNothing();
        Predicate<Cipher> authenticated = cipher -> !cipher.isAnonymous();
        Predicate<Cipher> anonymous = Cipher::isAnonymous;
        Predicate<Cipher> dh = keyExchange("DH");
        Predicate<Cipher> ecdh = keyExchange("ECDH");

        put(encrypts, "ALL");
        put(encrypts.negate(), "COMPLEMENTOFALL", "eNULL", "NULL");
        put(cipher -> encrypts.test(cipher) && !cipher.classes().contains("DEFAULT"), "COMPLEMENTOFDEFAULT");
        for (String strength : new String[] {"HIGH", "MEDIUM", "LOW", "FIPS"}) {
            put(cipher -> cipher.classes().contains(strength), strength);
        }

        put(keyExchange("RSA"), "kRSA");
        put(dh, "kEDH", "kDHE", "DH");
        put(ecdh, "kEECDH", "kECDHE", "ECDH");
        for (String shared : new String[] {"PSK", "RSAPSK", "DHEPSK", "ECDHEPSK", "SRP"}) {
            put(keyExchange(shared), "k" + shared);
        }
        put(keyExchange("SRP"), "SRP");
        put(cipher -> cipher.keyExchange().endsWith("PSK"), "PSK");

        put(anonymous, "aNULL");
        put(authentication("RSA"), "aRSA");
        put(authentication("DSS"), "aDSS", "DSS");
        put(authentication("ECDSA"), "aECDSA", "ECDSA");
        put(authentication("PSK"), "aPSK");
        put(authentication("SRP"), "aSRP");

        put(dh.and(authenticated), "EDH", "DHE");
        put(ecdh.and(authenticated), "EECDH", "ECDHE");
        put(dh.and(anonymous), "ADH");
        put(ecdh.and(anonymous), "AECDH");
        put(keyExchange("RSA").and(authentication("RSA")), "RSA");

        family("AES", "AES", "AESGCM", "AESCCM", "AESCCM8");
        family("CAMELLIA", "Camellia");
        family("ARIA", "ARIAGCM");
        put(encryption("AESGCM"), "AESGCM");
        put(encryption("AESCCM", "AESCCM8"), "AESCCM");
        put(encryption("AESCCM8"), "AESCCM8");
        put(encryption("ARIAGCM"), "ARIAGCM");
        put(encryption("CHACHA20/POLY1305"), "CHACHA20");
        put(encryption("SEED"), "SEED");

        put(mac("MD5"), "MD5");
        put(mac("SHA1"), "SHA1", "SHA");
        put(mac("SHA256"), "SHA256");
        put(mac("SHA384"), "SHA384");

        put(version("SSLv3"), "SSLv3");
        put(version("TLSv1.0"), "TLSv1", "TLSv1.0");
        put(version("TLSv1.2"), "TLSv1.2");
    }

    private CipherAliases() {}

    /** The suites that the word stands for: those of an alias, or the one of this name; null if there is none. */
    static Predicate<Cipher> find(String word) {
        Predicate<Cipher> alias = ALIASES.get(word);
        if (alias != null) {
            return alias;
        }
        Predicate<Cipher> named = cipher -> cipher.name().equals(word) && !cipher.isForTls13();
        return Cipher.all().stream().anyMatch(named) ? named : null;
    }

    private static void put(Predicate<Cipher> suites, String... words) {
        for (String word : words) {
            ALIASES.put(word, suites);
        }
    }

    /** The encryption with keys of any size, of 128 and of 256 bits. */
    private static void family(String name, String... encryptions) {
        Predicate<Cipher> any = encryption(encryptions);
        put(any, name);
        put(cipher -> any.test(cipher) && cipher.bits() == 128, name + "128");
        put(cipher -> any.test(cipher) && cipher.bits() == 256, name + "256");
    }

    private static Predicate<Cipher> encryption(String... encryptions) {
        Set<String> names = Set.of(encryptions);
        return cipher -> names.contains(cipher.encryption());
    }

    private static Predicate<Cipher> keyExchange(String name) {
        return cipher -> cipher.keyExchange().equals(name);
    }

    private static Predicate<Cipher> authentication(String name) {
        return cipher -> cipher.authentication().equals(name);
    }

    private static Predicate<Cipher> mac(String name) {
        return cipher -> cipher.mac().equals(name);
    }

    private static Predicate<Cipher> version(String name) {
        return cipher -> cipher.version().equals(name);
    }
}
