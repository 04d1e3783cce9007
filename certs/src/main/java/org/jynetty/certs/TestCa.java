package org.jynetty.certs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The test CA: every certificate, key and CRL of the catalogue. What it holds is made lazily, when first asked for, with
 * keys of its own; names, subjects, serial numbers and dates are the same for all CAs. Safe for use by several threads.
 */
public final class TestCa {
    /** The password of every encrypted key and PKCS#12 store. */
    public static final String PASSWORD = "jynetty";

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Crl> crls = new LinkedHashMap<>();

    private static final class Shared {
        static final TestCa INSTANCE = create();
    }

    private TestCa() {
        for (Description description : Catalogue.certificates()) {
            Entry issuer = description.isSelfSigned() ? null : entry(description.issuer());
            entries.put(description.name(), new Entry(description, issuer));
        }
        for (CrlDescription description : Catalogue.CRLS) {
            List<Description> revoked = description.revoked().stream()
                    .map(name -> entry(name).description())
                    .toList();
            Entry issuer = entry(description.issuer());
            crls.put(description.name(), new Crl(description, issuer, entry(description.signer()), revoked));
        }
    }

    /** A new CA with keys of its own. */
    public static TestCa create() {
        return new TestCa();
    }

    /** The one CA of this JVM, for tests: a key is then generated once for all of them. */
    public static TestCa shared() {
        return Shared.INSTANCE;
    }

    /** All certificates, each after its issuer. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * The certificate of that name, with its key and chain.
     *
     * @throws IllegalArgumentException if the catalogue has no such certificate
     */
    public Entry entry(String name) {
        return find(entries, name, "certificate");
    }

    public List<Crl> crls() {
        return List.copyOf(crls.values());
    }

    /**
     * The CRL of that name.
     *
     * @throws IllegalArgumentException if the catalogue has no such CRL
     */
    public Crl crl(String name) {
        return find(crls, name, "CRL");
    }

    /** The roots that a verifier is to trust. */
    public List<Entry> trustedRoots() {
        return entries.values().stream()
                .filter(entry -> entry.description().role() == Role.TRUSTED_ROOT)
                .toList();
    }

    /** {@link #trustedRoots()} in PEM, as a {@code cafile}. */
    public String trustedPem() {
        return trustedRoots().stream().map(Entry::certificatePem).collect(Collectors.joining());
    }

    /**
     * Writes everything into a directory, as the command {@code write} does.
     *
     * @throws UnusableDirectoryException if the directory cannot be made or written
     * @throws IOException if writing fails later
     */
    public void writeTo(Path directory) throws IOException {
        List<Item> items = new Items(this).all();
        new DirectoryWriter(directory).write(items, items);
    }

    private static <T> T find(Map<String, T> items, String name, String kind) {
        T item = items.get(name);
        if (item == null) {
            throw new IllegalArgumentException("no " + kind + " \"" + name + "\"; there are " + items.keySet());
        }
        return item;
    }
}
