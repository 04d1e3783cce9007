package org.jynetty.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;

/** Diffie-Hellman parameters, from standards, as {@code openssl dhparam} writes them (PKCS#3). */
public enum DhGroup {
    DH_1024("dh-1024", DHStandardGroups.rfc2409_1024, "1024 bits (RFC 2409): refused at security level 2"),
    DH_2048("dh-2048", DHStandardGroups.rfc7919_ffdhe2048, "2048 bits (RFC 7919)"),
    DH_3072("dh-3072", DHStandardGroups.rfc7919_ffdhe3072, "3072 bits (RFC 7919)");

    private final String itemName;
    private final DHParameters parameters;
    private final String about;

    DhGroup(String itemName, DHParameters parameters, String about) {
        this.itemName = itemName;
        this.parameters = parameters;
        this.about = about;
    }

    /** The name in the catalogue. */
    public String itemName() {
        return itemName;
    }

    public String about() {
        return about;
    }

    public String pem() {
        try {
            DHParameter content = new DHParameter(parameters.getP(), parameters.getG(), parameters.getL());
            return Pem.block("DH PARAMETERS", content.getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
