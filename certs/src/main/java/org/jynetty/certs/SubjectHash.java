package org.jynetty.certs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.DERVisibleString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The hashes of a subject by which OpenSSL looks up files in a directory of CA certificates, {@code <hash>.0}
 * (X509_LOOKUP_hash_dir(3), {@code openssl x509 -subject_hash} and {@code -subject_hash_old}).
 */
final class SubjectHash {
    private SubjectHash() {}

    /** Since OpenSSL 1.0.0: SHA-1 over the canonical names, without the sequence around them. */
    static String current(X500Name subject) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            for (RDN name : subject.getRDNs()) {
                content.write(canonical(name).getEncoded("DER"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return firstWord("SHA-1", content.toByteArray());
    }

    /** Before OpenSSL 1.0.0: MD5 over the encoded subject. */
    static String old(X500Name subject) {
        try {
            return firstWord("MD5", subject.getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RDN canonical(RDN name) {
        AttributeTypeAndValue[] attributes = Arrays.stream(name.getTypesAndValues())
                .map(attribute -> new AttributeTypeAndValue(attribute.getType(), canonical(attribute.getValue())))
                .toArray(AttributeTypeAndValue[]::new);
        return new RDN(attributes);
    }

    /** Text becomes UTF-8, with ASCII letters small and runs of ASCII white space one blank, none at the ends. */
    private static ASN1Encodable canonical(ASN1Encodable value) {
        return isText(value) ? new DERUTF8String(canonical(((ASN1String) value).getString())) : value;
    }

    private static String canonical(String text) {
        StringBuilder small = new StringBuilder();
        for (String word : text.split("[ \t\n\u000b\f\r]+")) {
            if (!word.isEmpty()) {
                small.append(small.isEmpty() ? "" : " ").append(word);
            }
        }
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                small.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return small.toString();
    }

    private static boolean isText(ASN1Encodable value) {
        return value instanceof DERUTF8String
                || value instanceof DERPrintableString
                || value instanceof DERIA5String
                || value instanceof DERT61String
                || value instanceof DERVisibleString
                || value instanceof DERBMPString
                || value instanceof DERUniversalString;
    }

    private static String firstWord(String algorithm, byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(content);
            int word = hash[0] & 0xff | (hash[1] & 0xff) << 8 | (hash[2] & 0xff) << 16 | (hash[3] & 0xff) << 24;
            return "%08x".formatted(word);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
