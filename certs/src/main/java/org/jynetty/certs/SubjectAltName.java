package org.jynetty.certs;

import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * One entry of a subjectAltName extension (RFC 5280, 4.2.1.6).
 *
 * @param type its prefix as OpenSSL writes it
 * @param value the name; an address in its usual form; for {@link Type#OCTETS} hexadecimal digits
 */
public record SubjectAltName(Type type, String value) {

    /** The kinds of name; {@code OCTETS} is an iPAddress of any bytes, also of a length that no address has. */
    public enum Type {
        DNS(GeneralName.dNSName),
        IP(GeneralName.iPAddress),
        OCTETS(GeneralName.iPAddress),
        EMAIL(GeneralName.rfc822Name),
        URI(GeneralName.uniformResourceIdentifier);

        private final int tag;

        Type(int tag) {
            this.tag = tag;
        }
    }

    GeneralName toGeneralName() {
        if (type == Type.OCTETS) {
            return new GeneralName(type.tag, new DEROctetString(HexFormat.of().parseHex(value)));
        }
        return new GeneralName(type.tag, value);
    }

    @Override
    public String toString() {
        return type + ":" + value;
    }
}
