package org.jynetty.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipherImpl;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/** The cryptography of all connections, from {@link Providers}. It keeps no state of a connection. */
final class TlsCryptography extends JcaTlsCrypto {
    /** Made at the first use of TLS. */
    static final TlsCryptography INSTANCE = new TlsCryptography(new SecureRandom());

    /** How many certificates of peers are kept: some hundred kilobytes. */
    private static final int CERTIFICATES = 64;

    private final SecureRandom random;
    private final CertificateCache<TlsCertificate> certificates = new CertificateCache<>(CERTIFICATES);

    private TlsCryptography(SecureRandom random) {
        super(Providers.INSTANCE, random, random);
        this.random = random;
    }

    @Override
    public SecureRandom getSecureRandom() {
        return random;
    }

    /** Straight from the source: Bouncy Castle would make a generator of its own for each connection, which that keeps. */
    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeedMaterial) {
        return size -> {
            byte[] nonce = new byte[size];
            random.nextBytes(nonce);
            return nonce;
        };
    }

    /** Connections share what is equal. @throws IOException if it cannot be parsed, or is no X.509 certificate */
    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        if (type != CertificateType.X509) {
            return super.createCertificate(type, encoding);
        }
        TlsCertificate known = certificates.get(encoding);
        return known != null ? known : certificates.put(encoding, super.createCertificate(type, encoding));
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
