package org.jynetty.tls;

import java.util.List;

/**
 * What Python's {@code getpeercert()} tells of a certificate.
 *
 * @param subject one list for each RDN
 * @param issuer the same
 * @param version 1, 2 or 3
 * @param serialNumber in hexadecimal, an even number of digits
 * @param notBefore as {@code ASN1_TIME_print(3)} prints it
 * @param notAfter the same
 * @param subjectAltName null if the extension is absent
 * @param ocsp the responders of the authority information access; empty if there are none
 * @param caIssuers where the issuers' certificates are, from the same extension
 * @param crlDistributionPoints URIs
 */
public record CertificateInfo(
        List<List<Attribute>> subject,
        List<List<Attribute>> issuer,
        int version,
        String serialNumber,
        String notBefore,
        String notAfter,
        List<AlternativeName> subjectAltName,
        List<String> ocsp,
        List<String> caIssuers,
        List<String> crlDistributionPoints) {

    /** A part of a name, such as {@code commonName}. */
    public record Attribute(String type, String value) {}

    /**
     * An entry of the subjectAltName extension.
     *
     * @param kind {@code DNS}, {@code email}, {@code URI}, {@code IP Address}, {@code DirName}, …
     * @param text the value; null for a {@code DirName}
     * @param name the value of a {@code DirName}
     */
    public record AlternativeName(String kind, String text, List<List<Attribute>> name) {}
}
