package org.jynetty.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipherImpl;

/**
 * AES-GCM for the records of one direction (RFC 5288, RFC 8446 section 5.2), by a {@link Cipher} that is told the nonce as it
 * is: Bouncy Castle's own looks up algorithm parameters among the providers for each record.
 */
final class GcmCipher implements TlsAEADCipherImpl {
    private final Cipher cipher;
    private final int mode;
    private SecretKey key;

    GcmCipher(Cipher cipher, boolean encrypting) {
        this.cipher = cipher;
        mode = encrypting ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    }

    @Override
    public void setKey(byte[] bytes, int offset, int length) {
        key = new SecretKeySpec(bytes, offset, length, "AES");
    }

    @Override
    public void init(byte[] nonce, int macSize) {
        try {
            cipher.init(mode, key, new GCMParameterSpec(macSize * Byte.SIZE, nonce));
        } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int getOutputSize(int length) {
        return cipher.getOutputSize(length);
    }

    /** @throws IllegalStateException if the record is not what the peer has sent, as Bouncy Castle expects it */
    @Override
    public int doFinal(byte[] additional, byte[] input, int inputOffset, int length, byte[] output, int outputOffset)
            throws IOException {
        cipher.updateAAD(additional);
        try {
            return cipher.doFinal(input, inputOffset, length, output, outputOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
