package org.jynetty.tls;

import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The trusted certificates and the CRLs of a context, and the directories in which more of them are looked for when a chain is
 * verified: OpenSSL's X509_STORE. What is found in a directory stays.
 */
final class CertificateStore {
    // All guarded by this.

    /** By their DER: Bouncy Castle's {@code equals()} decodes more of a certificate than may be right. */
    private final Map<ByteBuffer, X509Certificate> certificates = new LinkedHashMap<>();

    private final Set<X509CRL> crls = new LinkedHashSet<>();
    private final Set<HashedDirectory> directories = new LinkedHashSet<>();

    synchronized void add(X509Certificate certificate) {
        certificates.putIfAbsent(der(certificate), certificate);
    }

    synchronized void add(X509CRL crl) {
        crls.add(crl);
    }

    synchronized void add(HashedDirectory directory) {
        directories.add(directory);
    }

    synchronized List<X509Certificate> certificates() {
        return List.copyOf(certificates.values());
    }

    synchronized int crlCount() {
        return crls.size();
    }

    synchronized boolean contains(X509Certificate certificate) {
        ByteBuffer der = der(certificate);
        if (!certificates.containsKey(der)) {
            bySubject(certificate.getSubjectX500Principal()); // which looks into the directories
        }
        return certificates.containsKey(der);
    }

    private static ByteBuffer der(X509Certificate certificate) {
        try {
            return ByteBuffer.wrap(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded can be encoded", e);
        }
    }

    /** The trusted certificates with this subject. */
    synchronized List<X509Certificate> bySubject(X500Principal subject) {
        for (HashedDirectory directory : directories) {
            directory.certificates(subject).forEach(this::add);
        }
        List<X509Certificate> found = new ArrayList<>();
        for (X509Certificate certificate : certificates.values()) {
            if (certificate.getSubjectX500Principal().equals(subject)) {
                found.add(certificate);
            }
        }
        return found;
    }

    /** The CRLs of this issuer. */
    synchronized List<X509CRL> byIssuer(X500Principal issuer) {
        for (HashedDirectory directory : directories) {
            crls.addAll(directory.crls(issuer));
        }
        List<X509CRL> found = new ArrayList<>();
        for (X509CRL crl : crls) {
            if (crl.getIssuerX500Principal().equals(issuer)) {
                found.add(crl);
            }
        }
        return found;
    }
}
