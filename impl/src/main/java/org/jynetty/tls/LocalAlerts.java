package org.jynetty.tls;

import org.bouncycastle.tls.AlertDescription;

/** What OpenSSL names as the reason where Bouncy Castle has found a fault in what the peer sent and tells only the alert. */
final class LocalAlerts {
    private LocalAlerts() {}

    /** @param established whether the handshake is complete, so that it is a record that is wrong */
    static Reason reason(short alert, boolean established) {
        return Reason.ssl(
                switch (alert) {
                    case AlertDescription.unexpected_message -> "UNEXPECTED_MESSAGE";
                    case AlertDescription.bad_record_mac, AlertDescription.decryption_failed ->
                        "DECRYPTION_FAILED_OR_BAD_RECORD_MAC";
                    case AlertDescription.record_overflow -> "DATA_LENGTH_TOO_LONG";
                    case AlertDescription.handshake_failure -> "NO_SHARED_CIPHER";
                    case AlertDescription.decode_error -> established ? "LENGTH_TOO_SHORT" : "LENGTH_MISMATCH";
                    case AlertDescription.decrypt_error -> "DIGEST_CHECK_FAILED";
                    case AlertDescription.protocol_version -> "UNSUPPORTED_PROTOCOL";
                    case AlertDescription.insufficient_security -> "DH_KEY_TOO_SMALL";
                    case AlertDescription.inappropriate_fallback -> "INAPPROPRIATE_FALLBACK";
                    case AlertDescription.bad_certificate -> "CERTIFICATE_VERIFY_FAILED";
                    default -> "SSL_HANDSHAKE_FAILURE";
                });
    }
}
