package org.jynetty.certs;

import java.io.IOException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;

/** An EC key in the form of {@code openssl ecparam -genkey}: its parameters, then the key of RFC 5915. */
record EcEncoding(X962Parameters parameters, X9ECParameters curve, ECPrivateKey key) {

    /** With the curve as its object identifier. */
    static EcEncoding named(PrivateKey key) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        ASN1ObjectIdentifier name =
                ASN1ObjectIdentifier.getInstance(info.getPrivateKeyAlgorithm().getParameters());
        return new EcEncoding(
                new X962Parameters(name),
                ECNamedCurveTable.getByOID(name),
                ECPrivateKey.getInstance(info.parsePrivateKey()));
    }

    /** With the curve as field, coefficients, generator, order and cofactor. */
    static EcEncoding explicit(PrivateKey key) throws IOException {
        EcEncoding named = named(key);
        return new EcEncoding(new X962Parameters(named.curve), named.curve, named.key);
    }

    String toPem() throws IOException {
        int bits = curve.getN().bitLength();
        ECPrivateKey complete = new ECPrivateKey(bits, key.getKey(), key.getPublicKey(), parameters);
        return Pem.block("EC PARAMETERS", parameters.getEncoded("DER"))
                + Pem.block("EC PRIVATE KEY", complete.getEncoded("DER"));
    }
}
