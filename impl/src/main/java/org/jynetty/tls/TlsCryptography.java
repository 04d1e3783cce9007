package org.jynetty.tls;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipherImpl;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/** The cryptography of all connections, from {@link Providers}. It keeps no state of a connection. */
final class TlsCryptography extends JcaTlsCrypto {
    /** Made at the first use of TLS. */
    static final TlsCryptography INSTANCE = new TlsCryptography(new SecureRandom());

    private final SecureRandom random;

    private TlsCryptography(SecureRandom random) {
        super(Providers.INSTANCE, random, random);
        this.random = random;
    }

    @Override
    public SecureRandom getSecureRandom() {
        return random;
    }

    @Override
    protected TlsAEADCipherImpl createAEADCipher(String name, String algorithm, int keySize, boolean encrypting)
            throws GeneralSecurityException {
        return name.equals("AES/GCM/NoPadding")
                ? new GcmCipher(Providers.INSTANCE.createCipher(name), encrypting)
                : super.createAEADCipher(name, algorithm, keySize, encrypting);
    }

    /** Suites with RSA key exchange are what a cipher string says; OpenSSL 1.1.1 has them. */
    @Override
    public boolean hasRSAEncryption() {
        return true;
    }
}
