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

    /** What is wrong: the name of OpenSSL's reason and the alert for the peer. */
    record Fault(String reason, short alert) {}

    private RecordHeader() {}

    /** Checks the record that begins in the buffer; null: nothing is wrong with it so far. */
    static Fault check(RecordBuffer buffer, boolean server, Handshake handshake) {
        if (buffer.size() < RecordBuffer.HEADER) {
            return null;
        }
        org.bouncycastle.tls.TlsContext wire = handshake.wire();
        ProtocolVersion version = wire == null ? null : wire.getServerVersion();
        boolean first = version == null;
        if (buffer.unsigned(1) != MAJOR_VERSION) {
            return new Fault(first ? plainText(buffer) : "WRONG_VERSION_NUMBER", NO_ALERT);
        }
        int type = buffer.unsigned(0);
        boolean alertToFixed =
                type == ContentType.alert && handshake.settings().protocol().isFixed();
        if (first && server && type != ContentType.handshake && !alertToFixed) {
            return new Fault("UNEXPECTED_MESSAGE", AlertDescription.unexpected_message);
        }
        if (server && !first && version != ProtocolVersion.TLSv13 && buffer.unsigned(2) != version.getMinorVersion()) {
            return new Fault(
                    "WRONG_VERSION_NUMBER", type == ContentType.alert ? NO_ALERT : AlertDescription.protocol_version);
        }
        if (buffer.needed() - RecordBuffer.HEADER > MAX_LENGTH) {
            return new Fault("PACKET_LENGTH_TOO_LONG", AlertDescription.record_overflow);
        }
        return null;
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
