package org.jynetty.tls;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The trusted certificates and the CRLs of a context, and the directories in which more of them are looked for when a chain is
 * verified: OpenSSL's X509_STORE. What is found in a directory stays.
 */
final class CertificateStore {
    // All guarded by this.
    private final Set<X509Certificate> certificates = new LinkedHashSet<>();
    private final Set<X509CRL> crls = new LinkedHashSet<>();
    private final Set<HashedDirectory> directories = new LinkedHashSet<>();

    synchronized void add(X509Certificate certificate) {
        certificates.add(certificate);
    }

    synchronized void add(X509CRL crl) {
        crls.add(crl);
    }

    synchronized void add(HashedDirectory directory) {
        directories.add(directory);
    }

    synchronized List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    synchronized int crlCount() {
        return crls.size();
    }

    synchronized boolean contains(X509Certificate certificate) {
        return certificates.contains(certificate)
                || bySubject(certificate.getSubjectX500Principal()).contains(certificate);
    }

    /** The trusted certificates with this subject. */
    synchronized List<X509Certificate> bySubject(X500Principal subject) {
        for (HashedDirectory directory : directories) {
            certificates.addAll(directory.certificates(subject));
        }
        List<X509Certificate> found = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
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
