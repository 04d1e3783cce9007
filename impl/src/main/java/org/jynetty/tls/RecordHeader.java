package org.jynetty.tls;

import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;

/** Looks at the header of a record before it is complete, so that what is no TLS is rejected at once, in OpenSSL's words. */
final class RecordHeader {
    /** There is no alert for it. */
    static final short NO_ALERT = -1;

    private static final int MAJOR_VERSION = 3;

    /** Plain text, encryption's overhead and what OpenSSL's buffer has room for beyond that. */
    private static final int MAX_LENGTH = TlsConnection.MAX_RECORD + 2048;

    // OpenSSL's numbers of reasons that CPython 2.7.18 has no name for.
    private static final int BAD_RECORD_TYPE = 443;
    private static final int INTERNAL_ERROR = 68;

    /** CPython 2.7.18 has another name for it. */
    private static final int INVALID_ALERT = 205;

    private static final int ALERT_LENGTH = 2;

    private static final int TLS13_TAG = 16;

    /** What is wrong, and the alert for the peer. */
    record Fault(Reason reason, short alert) {
        Fault(String reasonName, short alert) {
            this(Reason.ssl(reasonName), alert);
        }

        Fault(int reasonCode, short alert) {
            this(Reason.of(Reason.LIBRARY_SSL, reasonCode), alert);
        }
    }

    private RecordHeader() {}

    /** Checks the record that begins in the buffer; null: nothing is wrong with it so far. */
    static Fault check(RecordBuffer buffer, boolean server, Handshake handshake) {
        if (buffer.size() < RecordBuffer.HEADER) {
            return null;
        }
        boolean established = handshake.outcome() != null;
        ProtocolVersion version = version(handshake);
        boolean first = version == null;
        if (buffer.unsigned(1) != MAJOR_VERSION) {
            return first
                    ? new Fault(plainText(buffer), NO_ALERT)
                    : new Fault("WRONG_VERSION_NUMBER", AlertDescription.protocol_version);
        }
        int type = buffer.unsigned(0);
        boolean fixed = handshake.settings().protocol().isFixed();
        boolean whole = buffer.hasRecord(); // what is wrong with the content is said when there is all of it
        if (whole && first && fixed && type == ContentType.application_data) {
            return new Fault("UNEXPECTED_RECORD", AlertDescription.unexpected_message);
        }
        if (whole && first && server && type != ContentType.handshake && !(fixed && type == ContentType.alert)) {
            return new Fault("UNEXPECTED_MESSAGE", AlertDescription.unexpected_message);
        }
        if (whole && first && type == ContentType.alert && buffer.needed() - RecordBuffer.HEADER != ALERT_LENGTH) {
            return new Fault(INVALID_ALERT, AlertDescription.unexpected_message);
        }
        boolean versionCounts = (server || established) && !first && version != ProtocolVersion.TLSv13;
        if (versionCounts && buffer.unsigned(2) != version.getMinorVersion()) {
            boolean plainAlert = type == ContentType.alert && !established;
            return new Fault("WRONG_VERSION_NUMBER", plainAlert ? NO_ALERT : AlertDescription.protocol_version);
        }
        if (buffer.needed() - RecordBuffer.HEADER > MAX_LENGTH) {
            return new Fault("PACKET_LENGTH_TOO_LONG", AlertDescription.record_overflow);
        }
        return whole && established ? checkEncrypted(type, buffer, version, handshake) : null;
    }

    /** The version of the connection; null before it is known. A handshake that begins anew does not change it. */
    private static ProtocolVersion version(Handshake handshake) {
        if (handshake.outcome() != null) {
            return handshake.outcome().version();
        }
        return handshake.wire() == null ? null : handshake.wire().getServerVersion();
    }

    private static Fault checkEncrypted(int type, RecordBuffer buffer, ProtocolVersion version, Handshake handshake) {
        int length = buffer.needed() - RecordBuffer.HEADER;
        if (version == ProtocolVersion.TLSv13) {
            if (type != ContentType.application_data) {
                return new Fault(BAD_RECORD_TYPE, AlertDescription.unexpected_message);
            }
            if (buffer.unsigned(2) != ProtocolVersion.TLSv12.getMinorVersion()) {
                return new Fault("WRONG_VERSION_NUMBER", AlertDescription.decode_error);
            }
            return length > TLS13_TAG ? null : new Fault("BLOCK_CIPHER_PAD_IS_WRONG", AlertDescription.bad_record_mac);
        }
        if (length < Cipher.MOST_OVERHEAD
                && length < Cipher.byId(handshake.cipherSuite()).aeadOverhead()) {
            return new Fault(INTERNAL_ERROR, AlertDescription.internal_error);
        }
        // The type is a part of what is authenticated; OpenSSL looks at it only thereafter.
        return type < ContentType.change_cipher_spec || type > ContentType.application_data
                ? new Fault("DECRYPTION_FAILED_OR_BAD_RECORD_MAC", AlertDescription.bad_record_mac)
                : null;
    }

    private static String plainText(RecordBuffer buffer) {
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < RecordBuffer.HEADER; i++) {
            start.append((char) buffer.unsigned(i));
        }
        String text = start.toString();
        if (text.startsWith("GET ") || text.equals("POST ") || text.equals("HEAD ") || text.startsWith("PUT ")) {
            return "HTTP_REQUEST";
        }
        return text.equals("CONNE") ? "HTTPS_PROXY_REQUEST" : "WRONG_VERSION_NUMBER";
    }
}
