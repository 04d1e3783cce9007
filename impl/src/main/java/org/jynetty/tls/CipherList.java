package org.jynetty.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a cipher string selects, by the rules of {@code ciphers(1)} of OpenSSL 1.1.1.
 *
 * @param ciphers the suites of TLS 1.3, which no string can remove, then the selected ones, best first
 * @param securityLevel what {@code @SECLEVEL} set; see {@code SSL_CTX_set_security_level(3)}
 */
public record CipherList(List<Cipher> ciphers, int securityLevel) {

    /** OpenSSL's own; a distribution's configuration file may raise it. */
    static final int DEFAULT_SECURITY_LEVEL = 1;

    private static final int HIGHEST_SECURITY_LEVEL = 5;
    private static final String DEFAULT_WORD = "DEFAULT";
    private static final String DEFAULT_RULES = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";

    /** What a context has before anybody sets its ciphers. */
    static final CipherList DEFAULT = parse(DEFAULT_WORD);

    /**
     * Reads a cipher string. Words that mean nothing are passed over, as OpenSSL does.
     *
     * @return null if the string is wrong or selects nothing
     */
    static CipherList parse(String string) {
        Parser parser = new Parser(string);
        return parser.parse() ? parser.result() : null;
    }

    /** The list in the making: all suites in order of preference, those that are selected marked. */
    private static final class Selection {
        private static final class Entry {
            final Cipher cipher;
            boolean active;

            Entry(Cipher cipher, boolean active) {
                this.cipher = cipher;
                this.active = active;
            }
        }

        private List<Entry> entries = new ArrayList<>();

        /** Everything in OpenSSL's order of preference, nothing selected. */
        Selection() {
            for (Cipher cipher : Cipher.all()) {
                if (!cipher.isForTls13()) {
                    entries.add(new Entry(cipher, false));
                }
            }
            Predicate<Cipher> ecdhe = cipher -> cipher.keyExchange().equals("ECDH");
            add(ecdhe.and(cipher -> cipher.authentication().equals("ECDSA")));
            add(ecdhe);
            remove(ecdhe);
            add(cipher -> cipher.encryption().equals("AESGCM"));
            add(cipher -> cipher.encryption().startsWith("CHACHA20"));
            add(cipher -> cipher.encryption().startsWith("AES"));
            add(cipher -> true);
            moveToEnd(cipher -> cipher.mac().equals("MD5"));
            moveToEnd(Cipher::isAnonymous);
            moveToEnd(cipher -> cipher.keyExchange().equals("RSA"));
            moveToEnd(cipher -> cipher.keyExchange().equals("PSK"));
            sortByStrength();
            Predicate<Cipher> aead = cipher -> cipher.mac().equals("AEAD");
            Predicate<Cipher> ephemeral =
                    ecdhe.or(cipher -> cipher.keyExchange().equals("DH"));
            moveToFront(cipher -> cipher.version().equals("TLSv1.2"));
            moveToFront(aead);
            moveToFront(ephemeral);
            moveToFront(ephemeral.and(aead));
            remove(cipher -> true);
        }

        /** Selects what is not yet selected, at the end. */
        void add(Predicate<Cipher> suites) {
            List<Entry> added = take(entry -> !entry.active && suites.test(entry.cipher));
            added.forEach(entry -> entry.active = true);
            entries.addAll(added);
        }

        /** Takes the selection back; what is selected again stands where it stood, before all that never was. */
        void remove(Predicate<Cipher> suites) {
            List<Entry> removed = take(entry -> entry.active && suites.test(entry.cipher));
            removed.forEach(entry -> entry.active = false);
            entries.addAll(0, removed);
        }

        /** Takes the suites away for good. */
        void forbid(Predicate<Cipher> suites) {
            take(entry -> suites.test(entry.cipher));
        }

        void moveToEnd(Predicate<Cipher> suites) {
            List<Entry> moved = take(entry -> entry.active && suites.test(entry.cipher));
            entries.addAll(moved);
        }

        private void moveToFront(Predicate<Cipher> suites) {
            List<Entry> moved = take(entry -> entry.active && suites.test(entry.cipher));
            entries.addAll(0, moved);
        }

        void sortByStrength() {
            List<Entry> active = take(entry -> entry.active);
            active.sort(Comparator.comparingInt((Entry entry) -> entry.cipher.bits())
                    .reversed());
            entries.addAll(active);
        }

        private List<Entry> take(Predicate<Entry> wanted) {
            List<Entry> taken = new ArrayList<>();
            List<Entry> left = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                (wanted.test(entry) ? taken : left).add(entry);
            }
            entries = left;
            return taken;
        }

        List<Cipher> selected() {
            return entries.stream()
                    .filter(entry -> entry.active)
                    .map(entry -> entry.cipher)
                    .toList();
        }
    }

    private static final class Parser {
        private final String string;
        private final Selection selection = new Selection();
        private int position;
        private int securityLevel = DEFAULT_SECURITY_LEVEL;

        Parser(String string) {
            this.string = string;
        }

        boolean parse() {
            if (string.startsWith(DEFAULT_WORD)) {
                for (String rule : DEFAULT_RULES.split(":")) {
                    apply(rule.charAt(0) == '!' ? '!' : ' ', CipherAliases.find(rule.replaceFirst("^!", "")));
                }
                position = DEFAULT_WORD.length();
            }
            while (position < string.length()) {
                if (!rule()) {
                    return false;
                }
            }
            return true;
        }

        CipherList result() {
            List<Cipher> selected = selection.selected();
            if (selected.isEmpty()) {
                return null;
            }
            List<Cipher> all = new ArrayList<>(Cipher.ofTls13());
            all.addAll(selected);
            return new CipherList(List.copyOf(all), securityLevel);
        }

        /** One rule, or one separator. */
        private boolean rule() {
            char first = string.charAt(position);
            if (isSeparator(first)) {
                position++;
                return true;
            }
            char operator = ' ';
            if (first == '-' || first == '+' || first == '!' || first == '@') {
                operator = first;
                position++;
            }
            if (operator == '@') {
                return command();
            }
            return suites(operator);
        }

        private boolean suites(char operator) {
            Predicate<Cipher> suites = cipher -> true;
            while (true) {
                String word = word();
                if (word.isEmpty()) {
                    return false;
                }
                Predicate<Cipher> meant = CipherAliases.find(word);
                suites = suites == null || meant == null ? null : suites.and(meant);
                if (position == string.length() || string.charAt(position) != '+') {
                    break;
                }
                position++;
            }
            if (suites == null) {
                skipToSeparator();
            } else {
                apply(operator, suites);
            }
            return true;
        }

        private void apply(char operator, Predicate<Cipher> suites) {
            switch (operator) {
                case '-' -> selection.remove(suites);
                case '+' -> selection.moveToEnd(suites);
                case '!' -> selection.forbid(suites);
                default -> selection.add(suites);
            }
        }

        private boolean command() {
            String word = word();
            if (word.equals("STRENGTH")) {
                selection.sortByStrength();
            } else if (word.startsWith("SECLEVEL=") && word.length() == "SECLEVEL=".length() + 1) {
                int level = word.charAt(word.length() - 1) - '0';
                if (level < 0 || level > HIGHEST_SECURITY_LEVEL) {
                    return false;
                }
                securityLevel = level;
            } else {
                return false;
            }
            skipToSeparator();
            return true;
        }

        private String word() {
            int start = position;
            while (position < string.length() && isWordCharacter(string.charAt(position))) {
                position++;
            }
            return string.substring(start, position);
        }

        private void skipToSeparator() {
            while (position < string.length() && !isSeparator(string.charAt(position))) {
                position++;
            }
        }

        private static boolean isSeparator(char character) {
            return character == ':' || character == ' ' || character == ';' || character == ',';
        }

        private static boolean isWordCharacter(char character) {
            return character >= 'A' && character <= 'Z'
                    || character >= 'a' && character <= 'z'
                    || character >= '0' && character <= '9'
                    || character == '-'
                    || character == '.'
                    || character == '=';
        }
    }
}
