package org.jynetty.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.encoders.Hex;
import org.jynetty.net.NetException;
import org.jynetty.tls.CertificateInfo.AlternativeName;
import org.jynetty.tls.CertificateInfo.Attribute;

/** Makes a {@link CertificateInfo} of a certificate, text for text what CPython's {@code _ssl.c} makes of it. */
public final class CertificateDecoder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private CertificateDecoder() {}

    /** @throws IOException if it is not a certificate, or a part of it cannot be decoded */
    public static CertificateInfo decode(byte[] der) throws IOException {
        return Malformed.checked(() -> decodeAll(der));
    }

    private static CertificateInfo decodeAll(byte[] der) throws IOException {
        X509CertificateHolder certificate = new X509CertificateHolder(der);
        Extensions extensions = certificate.getExtensions();
        return new CertificateInfo(
                name(certificate.getSubject()),
                name(certificate.getIssuer()),
                certificate.getVersionNumber(),
                serialNumber(certificate),
                time(certificate::getNotBefore),
                time(certificate::getNotAfter),
                alternativeNames(extensions),
                decoded(() -> access(extensions, AccessDescription.id_ad_ocsp)),
                decoded(() -> access(extensions, AccessDescription.id_ad_caIssuers)),
                decoded(() -> distributionPoints(extensions)));
    }

    /** The first certificate of a PEM file. @throws TlsException if there is none */
    public static CertificateInfo decodeFile(Path file) throws TlsException {
        byte[] pem;
        try {
            pem = CertificateFiles.read(file);
        } catch (NetException e) {
            throw TlsException.withMessage("Can't open file");
        }
        try {
            return decode(Credentials.readChain(pem).get(0).getEncoded());
        } catch (IOException | CertificateEncodingException e) {
            throw TlsException.withMessage("Error decoding PEM-encoded file");
        }
    }

    private static String serialNumber(X509CertificateHolder certificate) {
        byte[] bytes = certificate.getSerialNumber().abs().toByteArray();
        String digits = Hex.toHexString(bytes).toUpperCase(Locale.ROOT);
        String shortest = bytes.length > 1 && bytes[0] == 0 ? digits.substring(2) : digits;
        return certificate.getSerialNumber().signum() < 0 ? "-" + shortest : shortest;
    }

    private static String time(Supplier<Date> time) {
        try {
            return TIME.format(Instant.ofEpochMilli(time.get().getTime()));
        } catch (IllegalStateException e) {
            return "Bad time value";
        }
    }

    private static List<List<Attribute>> name(X500Name name) {
        List<List<Attribute>> rdns = new ArrayList<>();
        for (RDN rdn : name.getRDNs()) {
            List<Attribute> attributes = new ArrayList<>();
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                attributes.add(new Attribute(longName(attribute.getType()), text(attribute.getValue())));
            }
            rdns.add(attributes);
        }
        return rdns;
    }

    private static String longName(ASN1ObjectIdentifier type) {
        ObjectTable.Entry known = ObjectTable.byOid(type.getId());
        return known == null ? type.getId() : known.longName();
    }

    private static String text(ASN1Encodable value) {
        return value instanceof ASN1String string ? string.getString() : value.toString();
    }

    /** None, if they cannot be decoded; null, if the certificate does not speak of any. */
    private static List<AlternativeName> alternativeNames(Extensions extensions) {
        if (extensions == null || extensions.getExtension(Extension.subjectAlternativeName) == null) {
            return null;
        }
        return decoded(() -> {
            List<AlternativeName> names = new ArrayList<>();
            GeneralNames parsed = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
            for (GeneralName name : parsed.getNames()) {
                names.add(alternativeName(name));
            }
            return names;
        });
    }

    /** What an extension lists; nothing, if it cannot be decoded, since {@code _ssl.c} does not look for that. */
    private static <T> List<T> decoded(Malformed.Decoding<List<T>> decoding) {
        try {
            return Malformed.checked(decoding);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static AlternativeName alternativeName(GeneralName name) {
        ASN1Encodable value = name.getName();
        return switch (name.getTagNo()) {
            case GeneralName.directoryName -> new AlternativeName("DirName", null, name(X500Name.getInstance(value)));
            case GeneralName.rfc822Name -> named("email", text(value));
            case GeneralName.dNSName -> named("DNS", text(value));
            case GeneralName.uniformResourceIdentifier -> named("URI", text(value));
            case GeneralName.registeredID -> named("Registered ID", registeredId((ASN1ObjectIdentifier) value));
            case GeneralName.iPAddress ->
                named("IP Address", address(ASN1OctetString.getInstance(value).getOctets()));
            // _ssl.c prints these with GENERAL_NAME_print and splits at the first colon.
            case GeneralName.otherName -> named("othername", "<unsupported>");
            case GeneralName.x400Address -> named("X400Name", "<unsupported>");
            default -> named("EdiPartyName", "<unsupported>");
        };
    }

    private static AlternativeName named(String kind, String text) {
        return new AlternativeName(kind, text, null);
    }

    private static String registeredId(ASN1ObjectIdentifier oid) {
        ObjectTable.Entry known = ObjectTable.byOid(oid.getId());
        return known == null ? oid.getId() : known.longName();
    }

    /** OpenSSL prints IPv6 without compression and, in this version, with a line feed behind it. */
    private static String address(byte[] address) {
        if (address.length == 4) {
            try {
                return InetAddress.getByAddress(address).getHostAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("four bytes are an IPv4 address", e);
            }
        }
        if (address.length != 16) {
            return "<invalid>";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < address.length; i += 2) {
            int group = (address[i] & 0xff) << Byte.SIZE | address[i + 1] & 0xff;
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group).toUpperCase(Locale.ROOT));
        }
        return text.append('\n').toString();
    }

    private static List<String> access(Extensions extensions, ASN1ObjectIdentifier method) {
        ASN1Encodable parsed = parsed(extensions, Extension.authorityInfoAccess);
        List<String> uris = new ArrayList<>();
        if (parsed != null) {
            for (AccessDescription description :
                    AuthorityInformationAccess.getInstance(parsed).getAccessDescriptions()) {
                if (description.getAccessMethod().equals(method)) {
                    addUri(uris, description.getAccessLocation());
                }
            }
        }
        return uris;
    }

    private static List<String> distributionPoints(Extensions extensions) {
        ASN1Encodable parsed = parsed(extensions, Extension.cRLDistributionPoints);
        List<String> uris = new ArrayList<>();
        if (parsed == null) {
            return uris;
        }
        for (DistributionPoint point : CRLDistPoint.getInstance(parsed).getDistributionPoints()) {
            DistributionPointName name = point.getDistributionPoint();
            if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                for (GeneralName location :
                        GeneralNames.getInstance(name.getName()).getNames()) {
                    addUri(uris, location);
                }
            }
        }
        return uris;
    }

    private static void addUri(List<String> uris, GeneralName name) {
        if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
            uris.add(text(name.getName()));
        }
    }

    /** The content of an extension; null if it is absent or, as talos-2019-0758 has it, without a sensible value. */
    private static ASN1Encodable parsed(Extensions extensions, ASN1ObjectIdentifier oid) {
        Extension extension = extensions == null ? null : extensions.getExtension(oid);
        if (extension == null) {
            return null;
        }
        try {
            return extension.getParsedValue();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
