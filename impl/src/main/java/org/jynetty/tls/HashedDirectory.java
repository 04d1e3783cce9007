package org.jynetty.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A directory of certificates and CRLs under names made of the hash of their subject or issuer, as {@code c_rehash(1)} makes
 * it: {@code 9d66eef0.0}, {@code 9d66eef0.r0}. Files that cannot be read count as absent, as with OpenSSL.
 *
 * @param path the directory; it need not exist
 */
record HashedDirectory(Path path) {

    /** Certificates whose subject has this name's hash. */
    List<X509Certificate> certificates(X500Principal subject) {
        List<X509Certificate> found = new ArrayList<>();
        for (byte[] file : files(hash(subject), "")) {
            try {
                found.addAll(CertificateFiles.parse(file).certificates());
            } catch (PemException e) {
                // Not a certificate: nothing is found in it.
            }
        }
        return found;
    }

    /** CRLs whose issuer has this name's hash. */
    List<X509CRL> crls(X500Principal issuer) {
        List<X509CRL> found = new ArrayList<>();
        for (byte[] file : files(hash(issuer), "r")) {
            try {
                found.addAll(CertificateFiles.parse(file).crls());
            } catch (PemException e) {
                // Not a CRL: nothing is found in it.
            }
        }
        return found;
    }

    private List<byte[]> files(int hash, String kind) {
        List<byte[]> files = new ArrayList<>();
        for (int number = 0; ; number++) {
            Path file = path.resolve(String.format(Locale.ROOT, "%08x.%s%d", hash, kind, number));
            try {
                files.add(Files.readAllBytes(file));
            } catch (IOException e) {
                return files;
            }
        }
    }

    /** {@code X509_NAME_hash}: the first four bytes, little-endian, of the SHA-1 of the canonical name. */
    static int hash(X500Principal name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(canonical(X500Name.getInstance(name.getEncoded())));
            return digest[3] << 24 | (digest[2] & 0xff) << 16 | (digest[1] & 0xff) << 8 | digest[0] & 0xff;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a name that was decoded can be encoded", e);
        }
    }

    /** The RDNs without the sequence around them, text as UTF-8 in lower case with single spaces. */
    private static byte[] canonical(X500Name name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (RDN rdn : name.getRDNs()) {
            ASN1EncodableVector set = new ASN1EncodableVector();
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                ASN1EncodableVector pair = new ASN1EncodableVector();
                pair.add(attribute.getType());
                pair.add(canonical(attribute.getValue()));
                set.add(new DERSequence(pair));
            }
            out.write(new DERSet(set).getEncoded(ASN1Encoding.DER));
        }
        return out.toByteArray();
    }

    private static ASN1Encodable canonical(ASN1Encodable value) {
        if (!(value instanceof ASN1String string)) {
            return value;
        }
        String text = string.getString().strip().replaceAll("[ \\t\\n\\x0b\\f\\r]+", " ");
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return new DERUTF8String(lower.toString());
    }
}
