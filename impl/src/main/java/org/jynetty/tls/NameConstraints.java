package org.jynetty.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** The names that the issuers of a path allow below them: RFC 5280 section 4.2.1.10. */
final class NameConstraints {
    private NameConstraints() {}

    /** Checks a path, its end first. */
    static VerifyError check(List<X509Certificate> path) {
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        boolean constrained = false;
        for (int i = path.size() - 1; i >= 0; i--) {
            X509Certificate certificate = path.get(i);
            try {
                if (constrained && (i == 0 || !PathVerifier.isSelfIssued(certificate))) {
                    checkNames(certificate, validator);
                }
                constrained |= i > 0 && addConstraints(certificate, validator);
            } catch (NameConstraintValidatorException | IllegalArgumentException e) {
                return VerifyError.PERMITTED_SUBTREE_VIOLATION;
            }
        }
        return null;
    }

    private static void checkNames(X509Certificate certificate, PKIXNameConstraintValidator validator)
            throws NameConstraintValidatorException {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        if (subject.getRDNs().length > 0) {
            GeneralName name = new GeneralName(subject);
            validator.checkPermitted(name);
            validator.checkExcluded(name);
        }
        byte[] alternatives = content(certificate, Extension.subjectAlternativeName.getId());
        if (alternatives != null) {
            for (GeneralName name : GeneralNames.getInstance(alternatives).getNames()) {
                validator.checkPermitted(name);
                validator.checkExcluded(name);
            }
        }
    }

    private static boolean addConstraints(X509Certificate certificate, PKIXNameConstraintValidator validator) {
        byte[] encoded = content(certificate, Extension.nameConstraints.getId());
        if (encoded == null) {
            return false;
        }
        var constraints = org.bouncycastle.asn1.x509.NameConstraints.getInstance(encoded);
        GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
        if (permitted != null) {
            validator.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
        if (excluded != null) {
            for (GeneralSubtree subtree : excluded) {
                validator.addExcludedSubtree(subtree);
            }
        }
        return true;
    }

    private static byte[] content(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
    }
}
