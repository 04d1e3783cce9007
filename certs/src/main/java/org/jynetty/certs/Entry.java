package org.jynetty.certs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate of the catalogue with its key and its chain, made when first asked for and the same from then on.
 * Safe for use by several threads.
 */
public final class Entry {
    private final Description description;
    private final Entry issuer;
    /** Guarded by this; null until generated. */
    private KeyPair ownKeys;
    /** Guarded by this; null until generated. */
    private PrivateKey privateKey;
    /** Guarded by this; null until issued. */
    private X509Certificate certificate;

    /**
     * @param issuer the entry that signs it, null when it signs itself
     */
    Entry(Description description, Entry issuer) {
        this.description = description;
        this.issuer = issuer;
    }

    public Description description() {
        return description;
    }

    public String name() {
        return description.name();
    }

    public synchronized X509Certificate certificate() {
        if (certificate == null) {
            Issuing.Authority signer = (issuer == null ? this : issuer).authority();
            certificate = Issuing.certificate(description, keys().getPublic(), signer);
        }
        return certificate;
    }

    /** What a peer of TLS sends: this certificate, then those of the CAs above it, without the root. */
    public List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate()));
        for (Entry above = issuer; above != null && above.issuer != null; above = above.issuer) {
            chain.add(above.certificate());
        }
        return List.copyOf(chain);
    }

    /** The key that goes with the certificate, or another one where the description says so. */
    public synchronized PrivateKey privateKey() {
        if (privateKey == null) {
            privateKey = description.keyMatches()
                    ? keys().getPrivate()
                    : description.key().generate().getPrivate();
        }
        return privateKey;
    }

    public String certificatePem() {
        return Pem.of(certificate());
    }

    /** {@link #chain()} in PEM. */
    public String chainPem() {
        return chain().stream().map(Pem::of).collect(Collectors.joining());
    }

    /** The private key as plain PKCS#8. */
    public String keyPem() {
        return keyPem(PemDialect.PKCS8);
    }

    /**
     * The private key in any form, encrypted with {@link TestCa#PASSWORD} if the form is an encrypted one.
     *
     * @throws IllegalArgumentException if keys of its kind have no such form
     */
    public String keyPem(PemDialect dialect) {
        if (!dialect.supports(description.key())) {
            throw new IllegalArgumentException(name() + " has a key "
                    + description.key().label() + ", which has no form \"" + dialect.label() + "\"");
        }
        return dialect.encode(privateKey(), TestCa.PASSWORD.toCharArray());
    }

    /** All in one: the private key as plain PKCS#8, then the chain. */
    public String bundlePem() {
        return keyPem() + chainPem();
    }

    /** A PKCS#12 store with key and chain under the name of the entry, its password {@link TestCa#PASSWORD}. */
    public byte[] pkcs12() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        char[] password = TestCa.PASSWORD.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(name(), privateKey(), password, chain().toArray(Certificate[]::new));
            store.store(bytes, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot write " + name() + " as PKCS#12", e);
        }
        return bytes.toByteArray();
    }

    Issuing.Authority authority() {
        KeyPair keys = keys();
        return new Issuing.Authority(description.subject(), description.key(), keys.getPrivate(), keys.getPublic());
    }

    private synchronized KeyPair keys() {
        if (ownKeys == null) {
            ownKeys = description.key().generate();
        }
        return ownKeys;
    }

    @Override
    public String toString() {
        return name();
    }
}
