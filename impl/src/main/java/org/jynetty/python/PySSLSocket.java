package org.jynetty.python;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import org.jynetty.net.NetException;
import org.jynetty.net.StreamSocket;
import org.jynetty.tls.CertificateDecoder;
import org.jynetty.tls.Cipher;
import org.jynetty.tls.TlsConnection;
import org.jynetty.tls.TlsException;
import org.jynetty.tls.TlsStream;
import org.jynetty.tls.VerifyMode;
import org.python.core.Py;
import org.python.core.PyDictionary;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;
import org.python.core.PyType;
import org.python.core.PyUnicode;
import org.python.expose.ExposedGet;
import org.python.expose.ExposedMethod;
import org.python.expose.ExposedSet;
import org.python.expose.ExposedType;

/** {@code _ssl._SSLSocket}: TLS on a built-in socket. Made by {@code _SSLContext._wrap_socket} only. */
@ExposedType(name = "_ssl._SSLSocket", isBaseType = false)
public class PySSLSocket extends PyObject {
    public static final PyType TYPE = PyType.fromClass(PySSLSocket.class);

    private static final long serialVersionUID = 1L;

    private final PySocket socket;
    private final transient StreamSocket open;
    private final transient TlsStream stream;
    private volatile PySSLContext context;

    /** @param owner the {@code ssl.SSLSocket} around it, which the server name callback gets; not kept alive */
    PySSLSocket(PySocket socket, PySSLContext context, TlsConnection connection, PyObject owner) throws NetException {
        super(TYPE);
        this.socket = socket;
        this.context = context;
        connection.attach(new WeakReference<>(owner));
        try {
            open = (StreamSocket) socket.begin();
            stream = TlsStream.on(open, connection);
        } finally {
            socket.end();
        }
    }

    /** A call that may fail as TLS or the network does; made again after a signal. */
    private interface Call {
        PyObject make(long timeout) throws NetException;
    }

    private PyObject call(Call call) {
        socket.begin();
        try {
            for (; ; ) {
                try {
                    return call.make(socket.timeout());
                } catch (NetException e) {
                    if (!SignalHandlers.run(e)) {
                        throw SslErrors.of(e);
                    }
                }
            }
        } finally {
            socket.end();
        }
    }

    private <T> T inspect(TlsStream.Inspection<T> inspection) {
        try {
            return stream.inspect(inspection);
        } catch (TlsException e) {
            throw SslErrors.of(e);
        }
    }

    @ExposedMethod
    final PyObject _SSLSocket_do_handshake() {
        return call(timeout -> {
            stream.doHandshake(timeout);
            return Py.None;
        });
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject _SSLSocket_read(PyObject size, PyObject buffer) {
        int wanted = Arguments.cInt(size);
        if (buffer == null) {
            if (wanted < 0) {
                throw Py.ValueError("size should not be negative");
            }
            return wanted == 0 ? Py.EmptyString : call(timeout -> read(wanted, timeout, Buffers::string));
        }
        WritableBuffer target = WritableBuffer.of(buffer, "read", 2);
        int limit = wanted <= 0 || wanted > target.size() ? target.size() : wanted;
        if (limit == 0) {
            return Py.newLong(0);
        }
        return call(timeout -> read(limit, timeout, (data, count) -> {
            target.put(data, count);
            return Py.newLong(count);
        }));
    }

    /** What becomes of bytes that were read: the first ones of an array. */
    private interface Result {
        PyObject of(byte[] data, int count);
    }

    /** No more is made room for than a record can bring. */
    private PyObject read(int limit, long timeout, Result result) throws NetException {
        int most = Math.min(limit, TlsConnection.MAX_RECORD);
        byte[] scratch = Scratch.of(most);
        return result.of(scratch, stream.read(scratch, 0, most, timeout));
    }

    @ExposedMethod
    final PyObject _SSLSocket_write(PyObject data) {
        Outgoing bytes = Outgoing.of(data, "write");
        return call(timeout -> Py.newInteger(stream.write(bytes.all(), bytes.length(), timeout)));
    }

    @ExposedMethod
    final PyObject _SSLSocket_shutdown() {
        return call(timeout -> {
            stream.shutdown(open, timeout);
            return socket;
        });
    }

    /** The program goes on without TLS: what was decrypted is nobody's. */
    @ExposedMethod
    final void _SSLSocket__detach() {
        open.removeLayer(stream);
    }

    @ExposedMethod
    final PyObject _SSLSocket_pending() {
        return Py.newInteger(inspect(TlsConnection::pending));
    }

    @ExposedMethod
    final PyObject _SSLSocket_version() {
        return new PyUnicode(inspect(TlsConnection::version));
    }

    @ExposedMethod
    final PyObject _SSLSocket_cipher() {
        Cipher cipher = inspect(TlsConnection::cipher);
        return cipher == null
                ? Py.None
                : new PyTuple(
                        new PyString(cipher.name()), new PyString(cipher.version()), Py.newInteger(cipher.bits()));
    }

    /** No version of TLS that is spoken here compresses; OpenSSL is told not to. */
    @ExposedMethod
    final PyObject _SSLSocket_compression() {
        return Py.None;
    }

    @ExposedMethod
    final PyObject _SSLSocket_selected_alpn_protocol() {
        byte[] protocol = inspect(TlsConnection::applicationProtocol);
        return protocol == null ? Py.None : new PyUnicode(new String(protocol, StandardCharsets.UTF_8));
    }

    @ExposedMethod
    final PyObject _SSLSocket_tls_unique_cb() {
        byte[] unique = inspect(TlsConnection::channelBinding);
        return unique == null ? Py.None : Buffers.string(unique);
    }

    @ExposedMethod(defaults = {"null"})
    final PyObject _SSLSocket_peer_certificate(PyObject binaryForm) {
        boolean binary = binaryForm != null && binaryForm.__nonzero__();
        if (!inspect(TlsConnection::isHandshakeComplete)) {
            throw Py.ValueError("handshake not done yet");
        }
        byte[] der = inspect(TlsConnection::peerCertificate);
        if (der == null) {
            return Py.None;
        }
        if (binary) {
            return Buffers.string(der);
        }
        if (context.tls().verifyMode() == VerifyMode.NONE) {
            return new PyDictionary();
        }
        try {
            return CertificateDict.of(CertificateDecoder.decode(der));
        } catch (IOException e) {
            throw SslErrors.error("Error decoding the certificate of the peer");
        }
    }

    @ExposedGet(name = "context")
    public final PyObject getContext() {
        return context;
    }

    @ExposedSet(name = "context")
    public final void setContext(PyObject value) {
        if (!(value instanceof PySSLContext replacement)) {
            throw Py.TypeError("The value must be a SSLContext");
        }
        context = replacement;
        inspect(connection -> {
            connection.setContext(replacement.tls());
            return null;
        });
    }
}
