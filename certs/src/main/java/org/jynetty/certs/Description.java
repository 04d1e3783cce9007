package org.jynetty.certs;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What a certificate of the catalogue is to be. Data only: nothing is generated until an {@link Entry} is asked.
 *
 * @param issuer the name of the entry that signs it; its own name for a self-signed certificate
 * @param signature the standard name of the signature on it, when not the usual one of the issuer's key; or null
 * @param pathLength the path length constraint of a CA, when it has one
 * @param keyMatches whether the private key that goes with it is its own
 * @param verdict what a verifier must make of its chain
 * @param about what it is for, in a few words
 */
public record Description(
        String name,
        Role role,
        KeyAlgorithm key,
        X500Name subject,
        String issuer,
        List<SubjectAltName> alternativeNames,
        Validity validity,
        String signature,
        OptionalInt pathLength,
        List<Extension> otherExtensions,
        boolean keyMatches,
        ChainVerdict verdict,
        String about) {

    boolean isSelfSigned() {
        return issuer.equals(name);
    }

    /** The same for a name in every build: 8 bytes of the SHA-256 of the name, made positive. */
    public BigInteger serialNumber() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOf(digest, 8)).setBit(0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A description in the making; it starts as a valid certificate with an EC key, signed by {@code intermediate}. */
    static final class Builder {
        private final String name;
        private final Role role;
        private final List<SubjectAltName> alternativeNames = new ArrayList<>();
        private final List<Extension> otherExtensions = new ArrayList<>();
        private KeyAlgorithm key = KeyAlgorithm.EC_P256;
        private X500Name subject;
        private String issuer = "intermediate";
        private Validity validity = Validity.CURRENT;
        private String signature;
        private OptionalInt pathLength = OptionalInt.empty();
        private boolean keyMatches = true;
        private ChainVerdict verdict = ChainVerdict.VALID;

        Builder(String name, Role role) {
            this.name = name;
            this.role = role;
            subject("jynetty test " + name);
        }

        Builder key(KeyAlgorithm algorithm) {
            key = algorithm;
            return this;
        }

        /** The subject: the organisation of all the tests and these common names, in this order. */
        Builder subject(String... commonNames) {
            X500NameBuilder names = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, "jynetty tests");
            for (String commonName : commonNames) {
                names.addRDN(BCStyle.CN, commonName);
            }
            subject = names.build();
            return this;
        }

        Builder emptySubject() {
            subject = new X500NameBuilder(BCStyle.INSTANCE).build();
            return this;
        }

        Builder issuer(String entry) {
            issuer = entry;
            return this;
        }

        Builder selfSigned() {
            return issuer(name);
        }

        Builder dns(String... names) {
            return alternativeNames(SubjectAltName.Type.DNS, names);
        }

        Builder ip(String... addresses) {
            return alternativeNames(SubjectAltName.Type.IP, addresses);
        }

        /** The names under which the tests reach a server on their own machine. */
        Builder localhost() {
            return dns("localhost").ip("127.0.0.1", "::1");
        }

        Builder alternativeNames(SubjectAltName.Type type, String... values) {
            for (String value : values) {
                alternativeNames.add(new SubjectAltName(type, value));
            }
            return this;
        }

        Builder validity(Validity dates) {
            validity = dates;
            return this;
        }

        Builder signature(String algorithm) {
            signature = algorithm;
            return this;
        }

        Builder pathLength(int length) {
            pathLength = OptionalInt.of(length);
            return this;
        }

        Builder extension(Extension extension) {
            otherExtensions.add(extension);
            return this;
        }

        Builder foreignKey() {
            keyMatches = false;
            return this;
        }

        Builder verdict(ChainVerdict expected) {
            verdict = expected;
            return this;
        }

        Description about(String text) {
            return new Description(
                    name,
                    role,
                    key,
                    subject,
                    issuer,
                    List.copyOf(alternativeNames),
                    validity,
                    signature,
                    pathLength,
                    List.copyOf(otherExtensions),
                    keyMatches,
                    verdict,
                    text);
        }
    }
}
