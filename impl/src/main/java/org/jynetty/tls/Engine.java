package org.jynetty.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ByteQueue;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.RenegotiationPolicy;
import org.bouncycastle.tls.ServerHello;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;

/**
 * Bouncy Castle's protocols with OpenSSL's manners: a close_notify of the peer is noted, not answered, and does not close the
 * connection, so that the program decides when to send its own. Up to TLS 1.2 either peer may have the handshake begin anew
 * (RFC 5746).
 *
 * <p>What the two halves have to override is protected in their different base classes; they add nothing to it.
 */
interface Engine {
    default TlsProtocol protocol() {
        return (TlsProtocol) this;
    }

    Warnings warnings();

    void sendCloseNotify() throws IOException;

    /** Sends a fatal alert, encrypted if the handshake has come so far. */
    void sendFatal(short alert) throws IOException;

    /** Writes application data as one record, never split as Bouncy Castle does for TLS 1.0 but OpenSSL does not. */
    void writeRecord(byte[] data, int offset, int length) throws IOException;

    /** What waits for the peer. */
    ByteQueue output();

    /** How many bytes of the output may be sent now: all of them, or none. */
    default int sendable() {
        return output().available();
    }

    /** Whether the peer has sent close_notify. */
    default boolean isPeerClosed() {
        return warnings().closeNotify;
    }

    /** The peer's warning alerts. */
    final class Warnings {
        private boolean closeNotify;

        /** Takes an alert; returns whether Bouncy Castle need not see it. */
        private boolean take(short alert) {
            closeNotify |= alert == AlertDescription.close_notify;
            return alert == AlertDescription.close_notify || alert == AlertDescription.user_canceled;
        }
    }

    /** The client's half. */
    final class Client extends TlsClientProtocol implements Engine {
        /** The record for middleboxes: RFC 8446, D.4. */
        private static final byte[] CHANGE_CIPHER_SPEC = {ContentType.change_cipher_spec, 3, 3, 0, 1, 1};

        private final Warnings warnings = new Warnings();
        private boolean closeSent;

        @Override
        public Warnings warnings() {
            return warnings;
        }

        @Override
        public ByteQueue output() {
            return outputBuffer.getBuffer();
        }

        /**
         * Nothing while there is but a change_cipher_spec: it waits for the flight that it begins, as OpenSSL's does. Bouncy
         * Castle writes it when it has seen the server's hello; a server that has no more to say than an alert goes without
         * reading it, and the reset of the connection that comes of this can take the alert with it.
         */
        @Override
        public int sendable() {
            int size = output().available();
            return size == CHANGE_CIPHER_SPEC.length && isHandshaking() && isChangeCipherSpec() ? 0 : size;
        }

        private boolean isChangeCipherSpec() {
            byte[] record = new byte[CHANGE_CIPHER_SPEC.length];
            output().read(record, 0, record.length, 0);
            return Arrays.equals(record, CHANGE_CIPHER_SPEC);
        }

        @Override
        protected void handleAlertWarningMessage(short alert) throws IOException {
            if (!warnings.take(alert)) {
                super.handleAlertWarningMessage(alert);
            }
        }

        /**
         * Overlooks that the server agrees to encrypt-then-MAC though its cipher suite has no MAC, as wolfSSL 4.6 does: RFC 7366,
         * section 3, forbids it, but it means nothing, and OpenSSL does not mind.
         */
        @Override
        protected ServerHello receiveServerHelloMessage(ByteArrayInputStream message) throws IOException {
            ServerHello hello = super.receiveServerHelloMessage(message);
            if (TlsExtensionsUtils.hasEncryptThenMACExtension(hello.getExtensions())
                    && !TlsUtils.isBlockCipherSuite(hello.getCipherSuite())) {
                hello.getExtensions().remove(TlsExtensionsUtils.EXT_encrypt_then_mac);
            }
            return hello;
        }

        @Override
        protected int getRenegotiationPolicy() {
            return RenegotiationPolicy.ACCEPT;
        }

        @Override
        public void sendCloseNotify() throws IOException {
            raiseAlertWarning(AlertDescription.close_notify, "");
            closeSent = true;
        }

        /** Says nothing behind close_notify, as OpenSSL. */
        @Override
        protected void raiseAlertFatal(short alert, String message, Throwable cause) throws IOException {
            if (!closeSent) {
                super.raiseAlertFatal(alert, message, cause);
            }
        }

        @Override
        public void sendFatal(short alert) throws IOException {
            raiseAlertFatal(alert, null, null);
        }

        @Override
        public void writeRecord(byte[] data, int offset, int length) throws IOException {
            safeWriteRecord(ContentType.application_data, data, offset, length);
        }
    }

    /** The server's half. */
    final class Server extends TlsServerProtocol implements Engine {
        private final Warnings warnings = new Warnings();
        private boolean closeSent;

        @Override
        public Warnings warnings() {
            return warnings;
        }

        @Override
        public ByteQueue output() {
            return outputBuffer.getBuffer();
        }

        @Override
        protected void handleAlertWarningMessage(short alert) throws IOException {
            if (!warnings.take(alert)) {
                super.handleAlertWarningMessage(alert);
            }
        }

        @Override
        protected int getRenegotiationPolicy() {
            return RenegotiationPolicy.ACCEPT;
        }

        @Override
        public void sendCloseNotify() throws IOException {
            raiseAlertWarning(AlertDescription.close_notify, "");
            closeSent = true;
        }

        /** Says nothing behind close_notify, as OpenSSL. */
        @Override
        protected void raiseAlertFatal(short alert, String message, Throwable cause) throws IOException {
            if (!closeSent) {
                super.raiseAlertFatal(alert, message, cause);
            }
        }

        @Override
        public void sendFatal(short alert) throws IOException {
            raiseAlertFatal(alert, null, null);
        }

        @Override
        public void writeRecord(byte[] data, int offset, int length) throws IOException {
            safeWriteRecord(ContentType.application_data, data, offset, length);
        }
    }
}
