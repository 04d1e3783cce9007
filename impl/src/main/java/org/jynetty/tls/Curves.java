package org.jynetty.tls;

import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.tls.NamedGroup;

/** OpenSSL's names of the curves that TLS has a number for. */
final class Curves {
    private static final Map<String, Integer> GROUPS = new HashMap<>();

    static {
        for (int group = NamedGroup.sect163k1; group <= NamedGroup.brainpoolP512r1; group++) {
            GROUPS.put(NamedGroup.getCurveName(group), group);
        }
        GROUPS.put("prime192v1", NamedGroup.secp192r1);
        GROUPS.put("prime256v1", NamedGroup.secp256r1);
        GROUPS.put("brainpoolP256r1", NamedGroup.brainpoolP256r1);
        GROUPS.put("brainpoolP384r1", NamedGroup.brainpoolP384r1);
        GROUPS.put("brainpoolP512r1", NamedGroup.brainpoolP512r1);
        GROUPS.remove("secp192r1");
        GROUPS.remove("secp256r1");
    }

    private Curves() {}

    /** The number of the curve; -1 if it is none that TLS can use. */
    static int group(String name) {
        return GROUPS.getOrDefault(name, -1);
    }
}
