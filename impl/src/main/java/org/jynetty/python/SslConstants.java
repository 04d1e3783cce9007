package org.jynetty.python;

import java.util.Map;
import java.util.TreeMap;
import org.jynetty.tls.Options;
import org.jynetty.tls.VerifyFlags;
import org.python.core.Py;
import org.python.core.PyObject;

/** The numbers of {@code _ssl}, but for those of errors and versions. */
final class SslConstants {
    private static final Map<String, Long> NUMBERS = new TreeMap<>();

    static {
        put("CERT_NONE", 0);
        put("CERT_OPTIONAL", 1);
        put("CERT_REQUIRED", 2);

        put("PROTOCOL_SSLv23", 2);
        put("PROTOCOL_TLS", 2);
        put("PROTOCOL_TLSv1", 3);
        put("PROTOCOL_TLSv1_1", 4);
        put("PROTOCOL_TLSv1_2", 5);

        put("OP_ALL", Options.ALL);
        put("OP_CIPHER_SERVER_PREFERENCE", Options.CIPHER_SERVER_PREFERENCE);
        put("OP_ENABLE_MIDDLEBOX_COMPAT", Options.ENABLE_MIDDLEBOX_COMPAT);
        put("OP_NO_COMPRESSION", Options.NO_COMPRESSION);
        put("OP_NO_SSLv2", Options.NONE);
        put("OP_NO_SSLv3", Options.NO_SSL_3);
        put("OP_NO_TLSv1", Options.NO_TLS_1_0);
        put("OP_NO_TLSv1_1", Options.NO_TLS_1_1);
        put("OP_NO_TLSv1_2", Options.NO_TLS_1_2);
        put("OP_NO_TLSv1_3", Options.NO_TLS_1_3);
        put("OP_SINGLE_DH_USE", Options.NONE);
        put("OP_SINGLE_ECDH_USE", Options.NONE);

        put("VERIFY_DEFAULT", 0);
        put("VERIFY_CRL_CHECK_LEAF", VerifyFlags.CRL_CHECK);
        put("VERIFY_CRL_CHECK_CHAIN", VerifyFlags.CRL_CHECK | VerifyFlags.CRL_CHECK_ALL);
        put("VERIFY_X509_STRICT", VerifyFlags.X509_STRICT);
        put("VERIFY_X509_TRUSTED_FIRST", VerifyFlags.TRUSTED_FIRST);

        // RFC 5246 section 7.2, RFC 6066, RFC 4279.
        alert("CLOSE_NOTIFY", 0);
        alert("UNEXPECTED_MESSAGE", 10);
        alert("BAD_RECORD_MAC", 20);
        alert("RECORD_OVERFLOW", 22);
        alert("DECOMPRESSION_FAILURE", 30);
        alert("HANDSHAKE_FAILURE", 40);
        alert("BAD_CERTIFICATE", 42);
        alert("UNSUPPORTED_CERTIFICATE", 43);
        alert("CERTIFICATE_REVOKED", 44);
        alert("CERTIFICATE_EXPIRED", 45);
        alert("CERTIFICATE_UNKNOWN", 46);
        alert("ILLEGAL_PARAMETER", 47);
        alert("UNKNOWN_CA", 48);
        alert("ACCESS_DENIED", 49);
        alert("DECODE_ERROR", 50);
        alert("DECRYPT_ERROR", 51);
        alert("PROTOCOL_VERSION", 70);
        alert("INSUFFICIENT_SECURITY", 71);
        alert("INTERNAL_ERROR", 80);
        alert("USER_CANCELLED", 90);
        alert("NO_RENEGOTIATION", 100);
        alert("UNSUPPORTED_EXTENSION", 110);
        alert("CERTIFICATE_UNOBTAINABLE", 111);
        alert("UNRECOGNIZED_NAME", 112);
        alert("BAD_CERTIFICATE_STATUS_RESPONSE", 113);
        alert("BAD_CERTIFICATE_HASH_VALUE", 114);
        alert("UNKNOWN_PSK_IDENTITY", 115);
    }

    private SslConstants() {}

    private static void put(String name, long value) {
        NUMBERS.put(name, value);
    }

    private static void alert(String name, long description) {
        NUMBERS.put("ALERT_DESCRIPTION_" + name, description);
    }

    static void addTo(PyObject dict) {
        NUMBERS.forEach((name, value) -> dict.__setitem__(name, Py.newInteger(value)));
        dict.__setitem__("HAS_ALPN", Py.True);
        dict.__setitem__("HAS_ECDH", Py.True);
        dict.__setitem__("HAS_NPN", Py.False);
        dict.__setitem__("HAS_SNI", Py.True);
        dict.__setitem__("HAS_TLS_UNIQUE", Py.True);
        dict.__setitem__("HAS_TLSv1_3", Py.True);
    }
}
