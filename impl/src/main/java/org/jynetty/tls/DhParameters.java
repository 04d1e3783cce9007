package org.jynetty.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.util.io.pem.PemObject;

/** Reads the group of a Diffie-Hellman key exchange from PEM: {@code PEM_read_bio_DHparams(3)}. */
final class DhParameters {
    private static final Set<String> TYPES = Set.of("DH PARAMETERS", "X9.42 DH PARAMETERS");
    private static final int ASN1_LIB = 13;

    private DhParameters() {}

    static DHGroup read(byte[] pem) throws PemException {
        PemObject object = new PemFile(pem).require(TYPES::contains);
        try {
            return Malformed.checked(() -> {
                DHParameter parameters = DHParameter.getInstance(object.getContent());
                BigInteger length = parameters.getL();
                return new DHGroup(
                        parameters.getP(), null, parameters.getG(), length == null ? 0 : length.intValueExact());
            });
        } catch (IOException e) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, ASN1_LIB), e);
        }
    }
}
