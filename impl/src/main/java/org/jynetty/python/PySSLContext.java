package org.jynetty.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jynetty.net.NetException;
import org.jynetty.net.NumericHost;
import org.jynetty.tls.CertificateDecoder;
import org.jynetty.tls.PasswordSource;
import org.jynetty.tls.Protocol;
import org.jynetty.tls.TlsConnection;
import org.jynetty.tls.TlsContext;
import org.jynetty.tls.TlsException;
import org.jynetty.tls.VerifyMode;
import org.python.core.ArgParser;
import org.python.core.BufferProtocol;
import org.python.core.Py;
import org.python.core.PyDictionary;
import org.python.core.PyException;
import org.python.core.PyInteger;
import org.python.core.PyList;
import org.python.core.PyLong;
import org.python.core.PyNewWrapper;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;
import org.python.core.PyType;
import org.python.core.PyUnicode;
import org.python.expose.ExposedGet;
import org.python.expose.ExposedMethod;
import org.python.expose.ExposedNew;
import org.python.expose.ExposedSet;
import org.python.expose.ExposedType;

/** {@code _ssl._SSLContext}: the settings of TLS connections, see CPython 2.7's {@code Modules/_ssl.c}. */
@ExposedType(name = "_ssl._SSLContext")
public class PySSLContext extends PyObject {
    public static final PyType TYPE = PyType.fromClass(PySSLContext.class);

    private static final long serialVersionUID = 1L;

    private final transient TlsContext tls;

    /** Guarded by this, together with the verify mode, with which it must agree. */
    private boolean checkHostname;

    PySSLContext(PyType subtype, TlsContext tls) {
        super(subtype);
        this.tls = tls;
    }

    @ExposedNew
    static PyObject _SSLContext___new__(
            PyNewWrapper wrapper, boolean init, PyType subtype, PyObject[] args, String[] keywords) {
        ArgParser parser = new ArgParser("_SSLContext", args, keywords, "protocol");
        PyObject number = parser.getPyObject(0, null);
        if (number == null) {
            throw Py.TypeError("Required argument 'protocol' (pos 1) not found");
        }
        Protocol protocol = Protocol.of(Arguments.cInt(number));
        if (protocol == null) {
            throw Py.ValueError("invalid protocol version");
        }
        TlsContext tls = new TlsContext(protocol);
        return subtype == TYPE ? new PySSLContext(subtype, tls) : new PySSLContextDerived(subtype, tls);
    }

    final TlsContext tls() {
        return tls;
    }

    // ---- attributes -------------------------------------------------------------------------------------------------

    @ExposedGet(name = "options")
    public final PyObject getOptions() {
        return new PyLong(tls.options());
    }

    @ExposedSet(name = "options")
    public final void setOptions(PyObject value) {
        tls.setOptions(Arguments.cLong(value) & 0xffffffffL);
    }

    @ExposedGet(name = "verify_mode")
    public final PyObject getVerifyMode() {
        return Py.newInteger(tls.verifyMode().number());
    }

    @ExposedSet(name = "verify_mode")
    public final void setVerifyMode(PyObject value) {
        VerifyMode mode = VerifyMode.of(Arguments.cInt(value));
        if (mode == null) {
            throw Py.ValueError("invalid value for verify_mode");
        }
        synchronized (this) {
            if (mode == VerifyMode.NONE && checkHostname) {
                throw Py.ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
            }
            tls.setVerifyMode(mode);
        }
    }

    @ExposedGet(name = "verify_flags")
    public final PyObject getVerifyFlags() {
        return new PyLong(tls.verifyFlags() & 0xffffffffL);
    }

    @ExposedSet(name = "verify_flags")
    public final void setVerifyFlags(PyObject value) {
        if (!(value instanceof PyLong) && !(value instanceof PyInteger)) {
            throw Py.TypeError("argument must be an integer, not " + Arguments.typeName(value));
        }
        tls.setVerifyFlags((int) Arguments.cLong(value));
    }

    @ExposedGet(name = "check_hostname")
    public final synchronized PyObject getCheckHostname() {
        return Py.newBoolean(checkHostname);
    }

    @ExposedSet(name = "check_hostname")
    public final void setCheckHostname(PyObject value) {
        boolean check = Arguments.cInt(value) != 0;
        synchronized (this) {
            if (check && tls.verifyMode() == VerifyMode.NONE) {
                throw Py.ValueError("check_hostname needs a SSL context with either CERT_OPTIONAL or CERT_REQUIRED");
            }
            checkHostname = check;
        }
    }

    // ---- what it loads ----------------------------------------------------------------------------------------------

    @ExposedMethod
    final PyObject _SSLContext_load_cert_chain(PyObject[] args, String[] keywords) {
        ArgParser parser = new ArgParser("load_cert_chain", args, keywords, "certfile", "keyfile", "password");
        PyObject certificate = parser.getPyObject(0, null);
        if (certificate == null) {
            throw Py.TypeError("Required argument 'certfile' (pos 1) not found");
        }
        Path certificateFile = FileArguments.path(certificate);
        PyObject key = parser.getPyObject(1, Py.None);
        Path keyFile = key == Py.None ? certificateFile : FileArguments.path(key);
        PasswordSource password = PasswordArgument.parse(parser.getPyObject(2, null));
        return load(() -> tls.loadCertificateChain(certificateFile, keyFile, password));
    }

    @ExposedMethod
    final PyObject _SSLContext_load_verify_locations(PyObject[] args, String[] keywords) {
        ArgParser parser = new ArgParser("load_verify_locations", args, keywords, "cafile", "capath", "cadata");
        PyObject file = parser.getPyObject(0, Py.None);
        PyObject directory = parser.getPyObject(1, Py.None);
        PyObject data = parser.getPyObject(2, Py.None);
        if (file == Py.None && directory == Py.None && data == Py.None) {
            throw Py.TypeError("cafile, capath and cadata cannot be all omitted");
        }
        Path cafile = file == Py.None ? null : FileArguments.path(file);
        Path capath = directory == Py.None ? null : FileArguments.path(directory);
        if (data != Py.None) {
            loadData(data);
        }
        return load(() -> {
            if (cafile != null) {
                tls.loadTrusted(cafile);
            }
            if (capath != null) {
                tls.addTrustedDirectory(capath);
            }
        });
    }

    private void loadData(PyObject data) {
        boolean text = data instanceof PyUnicode;
        byte[] bytes;
        if (text) {
            String string = ((PyUnicode) data).getString();
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(string)) {
                throw wrongData();
            }
            bytes = string.getBytes(StandardCharsets.US_ASCII);
        } else if (data instanceof PyString || data instanceof BufferProtocol) {
            bytes = Buffers.bytes(data, "load_verify_locations");
        } else {
            throw wrongData();
        }
        if (bytes.length == 0) {
            throw Py.ValueError("Empty certificate data");
        }
        load(() -> tls.loadTrusted(bytes, text));
    }

    private static PyException wrongData() {
        return Py.TypeError("cadata should be an ASCII string or a bytes-like object");
    }

    @ExposedMethod
    final PyObject _SSLContext_set_default_verify_paths() {
        DefaultPaths paths = DefaultPaths.current();
        return load(() -> paths.loadInto(tls));
    }

    @ExposedMethod
    final PyObject _SSLContext_load_dh_params(PyObject file) {
        Path path = FileArguments.path(file);
        try {
            tls.loadDhParameters(path);
            return Py.None;
        } catch (TlsException e) {
            throw SslErrors.of(e);
        } catch (NetException e) {
            throw new PyException(
                    Py.IOError, new PyTuple(Py.newInteger(e.number()), new PyString(e.getMessage()), file));
        }
    }

    private interface Loading {
        void run() throws NetException;
    }

    private static PyObject load(Loading loading) {
        try {
            loading.run();
            return Py.None;
        } catch (NetException e) {
            throw SslErrors.ofFile(e);
        }
    }

    // ---- what it allows ---------------------------------------------------------------------------------------------

    @ExposedMethod
    final PyObject _SSLContext_set_ciphers(PyObject ciphers) {
        String string = new Arguments("set_ciphers", new PyObject[] {ciphers}).string(0);
        return load(() -> tls.setCiphers(string));
    }

    @ExposedMethod
    final PyObject _SSLContext_set_ecdh_curve(PyObject curve) {
        if (!(curve instanceof PyString)) {
            throw Py.TypeError("expected string or Unicode object, " + Arguments.typeName(curve) + "Type found");
        }
        String name = curve.toString();
        try {
            if (!tls.setCurve(name)) {
                throw Py.ValueError("unknown elliptic curve name " + new PyString(name).__repr__());
            }
            return Py.None;
        } catch (TlsException e) {
            throw SslErrors.of(e);
        }
    }

    /** @param protocols as they go over the wire: each a byte for the length, then the name */
    @ExposedMethod
    final PyObject _SSLContext__set_alpn_protocols(PyObject protocols) {
        byte[] bytes = Buffers.bytes(protocols, "_set_alpn_protocols");
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < bytes.length; ) {
            int length = bytes[i++] & 0xff;
            if (length == 0 || length > bytes.length - i) {
                throw new PyException(Py.MemoryError);
            }
            names.add(Arrays.copyOfRange(bytes, i, i + length));
            i += length;
        }
        tls.setApplicationProtocols(names);
        return Py.None;
    }

    @ExposedMethod
    final PyObject _SSLContext__set_npn_protocols(PyObject protocols) {
        throw new PyException(Py.NotImplementedError, "The NPN extension requires OpenSSL 1.0.1 or later.");
    }

    @ExposedMethod
    final PyObject _SSLContext_set_servername_callback(PyObject callback) {
        if (callback == Py.None) {
            tls.setServerNameCallback(null);
            return Py.None;
        }
        if (!callback.isCallable()) {
            tls.setServerNameCallback(null);
            throw Py.TypeError("not a callable object");
        }
        tls.setServerNameCallback(new ServerNames(callback, this));
        return Py.None;
    }

    // ---- what it tells ----------------------------------------------------------------------------------------------

    @ExposedMethod
    final PyObject _SSLContext_session_stats() {
        PyDictionary stats = new PyDictionary();
        for (TlsContext.Statistic statistic : tls.sessionStatistics()) {
            stats.__setitem__(new PyString(statistic.name()), new PyLong(statistic.value()));
        }
        return stats;
    }

    @ExposedMethod
    final PyObject _SSLContext_cert_store_stats() {
        TlsContext.StoreCount count = tls.storeCount();
        PyDictionary stats = new PyDictionary();
        stats.__setitem__(new PyString("x509"), Py.newInteger(count.certificates()));
        stats.__setitem__(new PyString("crl"), Py.newInteger(count.crls()));
        stats.__setitem__(new PyString("x509_ca"), Py.newInteger(count.authorities()));
        return stats;
    }

    @ExposedMethod
    final PyObject _SSLContext_get_ca_certs(PyObject[] args, String[] keywords) {
        boolean binary = new ArgParser("get_ca_certs", args, keywords, "binary_form")
                .getPyObject(0, Py.False)
                .__nonzero__();
        PyList list = new PyList();
        try {
            for (X509Certificate certificate : tls.trustedAuthorities()) {
                byte[] der = certificate.getEncoded();
                list.append(binary ? Buffers.string(der) : CertificateDict.of(CertificateDecoder.decode(der)));
            }
            return list;
        } catch (CertificateEncodingException | IOException e) {
            throw SslErrors.error("Error decoding a trusted certificate");
        }
    }

    // ---- connections ------------------------------------------------------------------------------------------------

    @ExposedMethod
    final PyObject _SSLContext__wrap_socket(PyObject[] args, String[] keywords) {
        String[] names = {"sock", "server_side", "server_hostname", "ssl_sock"};
        ArgParser parser = new ArgParser("_wrap_socket", args, keywords, names);
        PyObject sock = parser.getPyObject(0);
        if (!(sock instanceof PySocket socket)) {
            throw Py.TypeError("_wrap_socket() argument 1 must be _socket.socket, not " + Arguments.typeName(sock));
        }
        boolean server = Arguments.cInt(parser.getPyObject(1)) != 0;
        PyObject name = parser.getPyObject(2, Py.None);
        byte[] host =
                name == Py.None ? null : serverName(new Arguments("_wrap_socket", new PyObject[] {sock, sock, name}));
        TlsConnection connection = server ? TlsConnection.server(tls) : TlsConnection.client(tls, host);
        try {
            return new PySSLSocket(socket, this, connection, parser.getPyObject(3, Py.None));
        } catch (NetException e) {
            throw SslErrors.of(e);
        }
    }

    /** The name for the server; none for an address, RFC 6066 section 3. */
    private static byte[] serverName(Arguments arguments) {
        String host = arguments.hostName(2);
        return NumericHost.parse(host).isPresent() ? null : Buffers.latin1(host);
    }
}
