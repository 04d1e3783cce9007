package org.jynetty.tls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;

/**
 * Bouncy Castle's protocols with OpenSSL's manners: a close_notify of the peer is noted, not answered, and does not close the
 * connection, so that the program decides when to send its own.
 */
interface Engine {
    TlsProtocol protocol();

    /** Whether the peer has sent close_notify. */
    boolean isPeerClosed();

    void sendCloseNotify() throws IOException;

    /** Writes application data as one record, never split as Bouncy Castle does for TLS 1.0 but OpenSSL does not. */
    void writeRecord(byte[] data, int offset, int length) throws IOException;

    /** The client's half. */
    final class Client extends TlsClientProtocol implements Engine {
        private boolean peerClosed;

        @Override
        public TlsProtocol protocol() {
            return this;
        }

        @Override
        public boolean isPeerClosed() {
            return peerClosed;
        }

        @Override
        protected void handleAlertWarningMessage(short alert) throws IOException {
            if (alert == AlertDescription.close_notify) {
                peerClosed = true;
            } else if (alert != AlertDescription.user_canceled) {
                super.handleAlertWarningMessage(alert);
            }
        }

        @Override
        public void sendCloseNotify() throws IOException {
            raiseAlertWarning(AlertDescription.close_notify, "");
        }

        @Override
        public void writeRecord(byte[] data, int offset, int length) throws IOException {
            safeWriteRecord(ContentType.application_data, data, offset, length);
        }
    }

    /** The server's half. */
    final class Server extends TlsServerProtocol implements Engine {
        private boolean peerClosed;

        @Override
        public TlsProtocol protocol() {
            return this;
        }

        @Override
        public boolean isPeerClosed() {
            return peerClosed;
        }

        @Override
        protected void handleAlertWarningMessage(short alert) throws IOException {
            if (alert == AlertDescription.close_notify) {
                peerClosed = true;
            } else if (alert != AlertDescription.user_canceled) {
                super.handleAlertWarningMessage(alert);
            }
        }

        @Override
        public void sendCloseNotify() throws IOException {
            raiseAlertWarning(AlertDescription.close_notify, "");
        }

        @Override
        public void writeRecord(byte[] data, int offset, int length) throws IOException {
            safeWriteRecord(ContentType.application_data, data, offset, length);
        }
    }
}
