package org.jynetty.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;

/** The extensions that only some certificates of the catalogue carry (RFC 5280, 4.2). */
final class Extensions {
    static final Extension CLIENT_ONLY = usage(KeyPurposeId.id_kp_clientAuth);
    static final Extension SERVER_ONLY = usage(KeyPurposeId.id_kp_serverAuth);

    static final Extension AUTHORITY_URLS =
            extension(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                new AccessDescription(AccessDescription.id_ad_ocsp, url("http://ocsp.example.test/")),
                new AccessDescription(AccessDescription.id_ad_caIssuers, url("http://ca.example.test/ca.crt"))
            }));

    static final Extension CRL_URL =
            extension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(
                        new DistributionPointName(new GeneralNames(url("http://ca.example.test/ca.crl"))), null, null)
            }));

    private Extensions() {}

    /** Critical name constraints that permit a domain and what is below it, and no other DNS name. */
    static Extension permittedDns(String domain) {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        return extension(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {subtree}, null));
    }

    private static GeneralName url(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }

    static Extension usage(KeyPurposeId purpose) {
        return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    static Extension extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            return new Extension(id, critical, value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
