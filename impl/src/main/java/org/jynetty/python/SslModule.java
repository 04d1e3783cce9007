package org.jynetty.python;

import java.security.SecureRandom;
import java.util.Map;
import org.jynetty.tls.CertificateDecoder;
import org.jynetty.tls.ObjectTable;
import org.jynetty.tls.Reason;
import org.jynetty.tls.SslError;
import org.jynetty.tls.TlsException;
import org.python.core.Py;
import org.python.core.PyDictionary;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;
import org.python.core.PyUnicode;

/**
 * The module {@code _ssl}: the names that CPython 2.7.18 with OpenSSL 1.1.1w has in it. Cryptography is not loaded before the
 * first context is made.
 */
public final class SslModule extends BuiltinModule {
    /** Programs compare it with versions of OpenSSL: it is the one whose behaviour is implemented. */
    private static final String VERSION = "OpenSSL 1.1.1w  11 Sep 2023 (jynetty, Bouncy Castle)";

    private static final long VERSION_NUMBER = 0x1010117fL;
    private static final int[] VERSION_INFO = {1, 1, 1, 23, 15};

    public SslModule() {
        super("_ssl", "Implementation module for SSL socket operations.  See the socket module\nfor documentation.");
    }

    @Override
    void fill(PyObject dict) {
        SslConstants.addTo(dict);
        dict.__setitem__("OPENSSL_VERSION", new PyString(VERSION));
        dict.__setitem__("OPENSSL_VERSION_NUMBER", new PyLong(VERSION_NUMBER));
        dict.__setitem__("OPENSSL_VERSION_INFO", version());
        dict.__setitem__("_OPENSSL_API_VERSION", version());
        dict.__setitem__("_SSLContext", PySSLContext.TYPE);
        dict.__setitem__("_SSLSocket", PySSLSocket.TYPE);
        SslState.current().addTo(dict);
        for (SslError error : SslError.values()) {
            dict.__setitem__("SSL_ERROR_" + error.name(), Py.newInteger(error.code()));
        }
        addReasons(dict);
        addRandom(dict);
        addObjects(dict);
        ModuleFunction.add(dict, this, "get_default_verify_paths", null, arguments -> {
            arguments.none();
            return new PyTuple(
                    new PyString(DefaultPaths.FILE_VARIABLE),
                    new PyString(DefaultPaths.FILE),
                    new PyString(DefaultPaths.DIRECTORY_VARIABLE),
                    new PyString(DefaultPaths.DIRECTORY));
        });
        ModuleFunction.add(dict, this, "_test_decode_cert", null, arguments -> {
            PyObject file = arguments.only();
            try {
                return CertificateDict.of(CertificateDecoder.decodeFile(FileArguments.path(file)));
            } catch (TlsException e) {
                throw SslErrors.of(e);
            }
        });
    }

    private static PyTuple version() {
        PyObject[] parts = new PyObject[VERSION_INFO.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Py.newInteger(VERSION_INFO[i]);
        }
        return new PyTuple(parts);
    }

    private static void addReasons(PyObject dict) {
        PyDictionary names = new PyDictionary();
        PyDictionary codes = new PyDictionary();
        for (Reason reason : Reason.named()) {
            PyTuple code = new PyTuple(Py.newInteger(reason.library()), Py.newInteger(reason.code()));
            PyUnicode name = new PyUnicode(reason.name());
            names.__setitem__(code, name);
            codes.__setitem__(name, code);
        }
        PyDictionary libraries = new PyDictionary();
        for (Map.Entry<Integer, String> library : Reason.libraryNames().entrySet()) {
            libraries.__setitem__(new PyLong(library.getKey()), new PyUnicode(library.getValue()));
        }
        dict.__setitem__("err_codes_to_names", names);
        dict.__setitem__("err_names_to_codes", codes);
        dict.__setitem__("lib_codes_to_names", libraries);
    }

    private void addRandom(PyObject dict) {
        ModuleFunction.add(
                dict,
                this,
                "RAND_status",
                "RAND_status() -> 0 or 1\n\nReturns 1 if the PRNG has been seeded with enough data: here, always.",
                arguments -> {
                    arguments.none();
                    return Py.newLong(1);
                });
        ModuleFunction.add(
                dict,
                this,
                "RAND_add",
                "RAND_add(string, entropy)\n\nMix string into the PRNG state. It is seeded anyway, whatever entropy says.",
                arguments -> {
                    arguments.count(2, 2);
                    byte[] seed = arguments.bytes(0);
                    arguments.get(1).asDouble();
                    Random.INSTANCE.setSeed(seed);
                    return Py.None;
                });
    }

    /** Made when it is needed. What is added to it, supplements its seed. */
    private static final class Random {
        static final SecureRandom INSTANCE = new SecureRandom();
    }

    private void addObjects(PyObject dict) {
        dict.__setitem__("txt2obj", new ObjectByText());
        ModuleFunction.add(
                dict,
                this,
                "nid2obj",
                "nid2obj(nid) -> (nid, shortname, longname, oid)\n\nLook up an ASN.1 object by OpenSSL's number.",
                arguments -> {
                    int nid = arguments.count(1, 1).integer(0);
                    if (nid < 0) {
                        throw Py.ValueError("NID must be positive.");
                    }
                    if (nid == 0) {
                        throw Py.ValueError("Unknown object");
                    }
                    ObjectTable.Entry entry = ObjectTable.byNid(nid);
                    if (entry == null) {
                        throw Py.ValueError("unknown NID " + nid);
                    }
                    return ObjectByText.tuple(entry);
                });
    }
}
