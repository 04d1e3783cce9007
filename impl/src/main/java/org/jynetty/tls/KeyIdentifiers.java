package org.jynetty.tls;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Whether one certificate may have issued another, by its names and key identifiers: {@code X509_check_issued(3)}. */
final class KeyIdentifiers {
    private KeyIdentifiers() {}

    static boolean mayHaveIssued(X509Certificate issuer, X509Certificate subject) {
        return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
                && identifiersAgree(issuer, subject);
    }

    private static boolean identifiersAgree(X509Certificate issuer, X509Certificate subject) {
        byte[] encoded = content(subject, Extension.authorityKeyIdentifier.getId());
        if (encoded == null) {
            return true;
        }
        AuthorityKeyIdentifier authority;
        try {
            authority = AuthorityKeyIdentifier.getInstance(encoded);
        } catch (IllegalArgumentException e) {
            return true;
        }
        byte[] key = content(issuer, Extension.subjectKeyIdentifier.getId());
        if (authority.getKeyIdentifierOctets() != null && key != null) {
            byte[] own = SubjectKeyIdentifier.getInstance(key).getKeyIdentifier();
            if (!Arrays.equals(own, authority.getKeyIdentifierOctets())) {
                return false;
            }
        }
        if (authority.getAuthorityCertSerialNumber() != null
                && !authority.getAuthorityCertSerialNumber().equals(issuer.getSerialNumber())) {
            return false;
        }
        GeneralNames names = authority.getAuthorityCertIssuer();
        return names == null || names(names, issuer);
    }

    private static boolean names(GeneralNames names, X509Certificate issuer) {
        X500Name grandparent =
                X500Name.getInstance(issuer.getIssuerX500Principal().getEncoded());
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                return X500Name.getInstance(name.getName()).equals(grandparent);
            }
        }
        return true;
    }

    private static byte[] content(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
    }
}
