package org.jynetty.certs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that a CA can write, by name: certificates, CRLs, Diffie-Hellman parameters, and sets of CA certificates. */
final class Items {
    /** The entries whose keys are written in every PEM dialect. */
    private static final List<String> IN_EVERY_DIALECT = List.of("server-rsa", "server-ec", "server-ed25519");

    private static final int LISTED_NAMES = 4;

    private final TestCa ca;
    private final Map<String, Item> items = new LinkedHashMap<>();

    Items(TestCa ca) {
        this.ca = ca;
        ca.entries().forEach(entry -> add(item(entry)));
        ca.crls().forEach(crl -> add(item(crl)));
        for (DhGroup group : DhGroup.values()) {
            add(plain(group.itemName(), "DH", group.about(), Map.of(group.itemName() + ".pem", text(group::pem))));
        }
        add(plain("ca", "CA file", "the trusted roots in one file", Map.of("ca.pem", text(ca::trustedPem))));
        add(directory("capath", "the trusted roots under their old and new hashes", CaPath.Names.values()));
        add(directory("capath-old", "the trusted roots under their old hashes only", CaPath.Names.OLD));
        add(plain(
                "capath-crl",
                "CA path",
                "the trusted roots and intermediate, and the CRLs of root and intermediate",
                CaPath.withCrls("capath-crl", ca)));
        add(plain(
                "capath-collision",
                "CA path",
                "root-impostor and root, whose hashes are the same",
                CaPath.collision("capath-collision", ca)));
    }

    List<Item> all() {
        return List.copyOf(items.values());
    }

    /** The item of that name, or null. */
    Item find(String name) {
        return items.get(name);
    }

    private void add(Item item) {
        items.put(item.name(), item);
    }

    private Item item(Entry entry) {
        Description description = entry.description();
        String kind = description.role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        List<String> columns = List.of(
                description.key().label(),
                printable(description.subject().toString()),
                printable(alternativeNames(description)),
                description.validity().toString());
        return new Item(entry.name(), kind, columns, description.about(), files(entry));
    }

    private Item item(Crl crl) {
        CrlDescription description = crl.description();
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put(crl.name() + ".pem", text(crl::pem));
        addAuthorities(files, description.issuer());
        List<String> columns = List.of(
                "", "issuer " + description.issuer(), "", description.validity().toString());
        return new Item(crl.name(), "CRL", columns, description.about(), files);
    }

    private Item directory(String name, String about, CaPath.Names... names) {
        return plain(name, "CA path", about, CaPath.of(name, ca.trustedRoots(), names));
    }

    private static Item plain(String name, String kind, String about, Map<String, Supplier<byte[]>> files) {
        return new Item(name, kind, List.of("", "", "", ""), about, files);
    }

    private Map<String, Supplier<byte[]>> files(Entry entry) {
        String name = entry.name();
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put(name + ".cert.pem", text(entry::certificatePem));
        files.put(name + ".chain.pem", text(entry::chainPem));
        files.put(name + ".key.pem", text(entry::keyPem));
        files.put(name + ".pem", text(entry::bundlePem));
        files.put(name + ".p12", entry::pkcs12);
        if (IN_EVERY_DIALECT.contains(name)) {
            for (PemDialect dialect : PemDialect.values()) {
                if (dialect.supports(entry.description().key())) {
                    files.put("keys/%s.%s.pem".formatted(name, dialect.fileName()), text(() -> entry.keyPem(dialect)));
                }
            }
        }
        addAuthorities(files, entry.description().issuer());
        return files;
    }

    /** The certificates of the issuers up to the root, without which nobody could check what is written alone. */
    private void addAuthorities(Map<String, Supplier<byte[]>> files, String issuer) {
        Entry above = ca.entry(issuer);
        files.putIfAbsent(issuer + ".cert.pem", text(above::certificatePem));
        if (!above.description().isSelfSigned()) {
            addAuthorities(files, above.description().issuer());
        }
    }

    static Supplier<byte[]> text(Supplier<String> text) {
        return () -> text.get().getBytes(StandardCharsets.US_ASCII);
    }

    private static String alternativeNames(Description description) {
        List<SubjectAltName> names = description.alternativeNames();
        List<String> listed = new ArrayList<>(
                names.stream().limit(LISTED_NAMES).map(SubjectAltName::toString).toList());
        if (names.size() > LISTED_NAMES) {
            listed.add("and %d more".formatted(names.size() - LISTED_NAMES));
        }
        return String.join(", ", listed);
    }

    /** With control characters, which a terminal would swallow, as {@code \xhh}. */
    private static String printable(String text) {
        return text.chars()
                .mapToObj(c -> Character.isISOControl(c) ? "\\x%02x".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
