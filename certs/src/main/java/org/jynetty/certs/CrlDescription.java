package org.jynetty.certs;

import java.util.List;

/**
 * What a certificate revocation list of the catalogue is to be.
 *
 * @param issuer the name of the CA in whose name it is
 * @param signer the name of the CA whose key signs it; another than the issuer makes it a forgery
 * @param revoked the names of the entries it revokes
 * @param validity from thisUpdate to nextUpdate
 */
public record CrlDescription(
        String name, String issuer, String signer, List<String> revoked, Validity validity, String about) {}
