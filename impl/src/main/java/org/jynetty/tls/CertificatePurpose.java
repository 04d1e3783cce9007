package org.jynetty.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** What a peer's certificate must be allowed to do, and its issuers with it: {@code X509_check_purpose(3)}. */
enum CertificatePurpose {
    /** A client verifies a server. */
    SERVER("1.3.6.1.5.5.7.3.1", new int[] {0, 2, 4}),
    /** A server verifies a client. */
    CLIENT("1.3.6.1.5.5.7.3.2", new int[] {0, 4});

    private static final String ANY_EXTENDED_USAGE = "2.5.29.37.0";
    private static final String SERVER_GATED_CRYPTO_MICROSOFT = "1.3.6.1.4.1.311.10.3.3";
    private static final String SERVER_GATED_CRYPTO_NETSCAPE = "2.16.840.1.113730.4.1";
    private static final int KEY_CERT_SIGN = 5;

    /** The critical extensions that OpenSSL handles. */
    private static final Set<String> HANDLED = Set.of(
            "2.16.840.1.113730.1.1", // netscape-cert-type
            "2.5.29.15", // keyUsage
            "2.5.29.17", // subjectAltName
            "2.5.29.19", // basicConstraints
            "2.5.29.32", // certificatePolicies
            "2.5.29.31", // cRLDistributionPoints
            "2.5.29.37", // extendedKeyUsage
            "2.5.29.36", // policyConstraints
            "2.5.29.30", // nameConstraints
            "2.5.29.33", // policyMappings
            "2.5.29.54"); // inhibitAnyPolicy

    private final String extendedUsage;

    /** Bits of keyUsage, any of which suffices. */
    private final int[] usages;

    CertificatePurpose(String extendedUsage, int[] usages) {
        this.extendedUsage = extendedUsage;
        this.usages = usages;
    }

    /** Checks a path, its end first. */
    VerifyError check(List<X509Certificate> path) {
        int issuersBelow = 0;
        for (int i = 0; i < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            if (!HANDLED.containsAll(critical(certificate))) {
                return VerifyError.UNHANDLED_CRITICAL_EXTENSION;
            }
            if (i > 0 && !isAuthority(certificate)) {
                return VerifyError.INVALID_CA;
            }
            if (!allows(certificate, i > 0)) {
                return VerifyError.INVALID_PURPOSE;
            }
            int limit = certificate.getBasicConstraints();
            if (i > 0 && limit >= 0 && limit != Integer.MAX_VALUE && issuersBelow > limit) {
                return VerifyError.PATH_LENGTH_EXCEEDED;
            }
            if (i > 0 && !PathVerifier.isSelfIssued(certificate)) {
                issuersBelow++;
            }
        }
        return null;
    }

    private static Set<String> critical(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical == null ? Set.of() : critical;
    }

    /** {@code X509_check_ca(3)}: by its basic constraints or, in want of any, by its age or its key usage. */
    static boolean isAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            return false;
        }
        if (certificate.getExtensionValue("2.5.29.19") != null) {
            return certificate.getBasicConstraints() >= 0;
        }
        return certificate.getVersion() < 3 && PathVerifier.isSelfIssued(certificate) || usage != null;
    }

    private boolean allows(X509Certificate certificate, boolean issuer) {
        List<String> extended;
        try {
            extended = certificate.getExtendedKeyUsage();
        } catch (CertificateParsingException e) {
            return false;
        }
        if (extended != null
                && !extended.contains(extendedUsage)
                && !extended.contains(ANY_EXTENDED_USAGE)
                && !(this == SERVER
                        && (extended.contains(SERVER_GATED_CRYPTO_MICROSOFT)
                                || extended.contains(SERVER_GATED_CRYPTO_NETSCAPE)))) {
            return false;
        }
        boolean[] usage = certificate.getKeyUsage();
        if (issuer || usage == null) {
            return true;
        }
        for (int bit : usages) {
            if (usage[bit]) {
                return true;
            }
        }
        return false;
    }
}
