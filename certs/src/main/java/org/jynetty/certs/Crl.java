package org.jynetty.certs;

import java.security.cert.X509CRL;
import java.util.List;

/** A certificate revocation list of the catalogue, issued when first asked for. Safe for use by several threads. */
public final class Crl {
    private final CrlDescription description;
    private final Entry issuer;
    private final Entry signer;
    private final List<Description> revoked;
    /** Guarded by this; null until issued. */
    private X509CRL crl;

    Crl(CrlDescription description, Entry issuer, Entry signer, List<Description> revoked) {
        this.description = description;
        this.issuer = issuer;
        this.signer = signer;
        this.revoked = revoked;
    }

    public CrlDescription description() {
        return description;
    }

    public String name() {
        return description.name();
    }

    public synchronized X509CRL crl() {
        if (crl == null) {
            crl = Issuing.crl(description, issuer.authority(), signer.authority(), revoked);
        }
        return crl;
    }

    public String pem() {
        return Pem.of(crl());
    }

    @Override
    public String toString() {
        return name();
    }
}
