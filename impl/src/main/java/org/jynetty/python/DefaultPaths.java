package org.jynetty.python;

import java.nio.file.Path;
import org.jynetty.net.NetException;
import org.jynetty.tls.TlsContext;
import org.python.core.Py;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.imp;

/**
 * Where the certificates are that the machine trusts: OpenSSL's places on Debian, or what Python's {@code os.environ} says
 * instead.
 *
 * @param file may be absent
 * @param directory may be absent
 */
record DefaultPaths(Path file, Path directory) {
    static final String FILE_VARIABLE = "SSL_CERT_FILE";
    static final String DIRECTORY_VARIABLE = "SSL_CERT_DIR";
    static final String FILE = "/usr/lib/ssl/cert.pem";
    static final String DIRECTORY = "/usr/lib/ssl/certs";

    static DefaultPaths current() {
        PyObject environment = imp.load("os").__getattr__("environ");
        return new DefaultPaths(
                path(environment, FILE_VARIABLE, FILE), path(environment, DIRECTORY_VARIABLE, DIRECTORY));
    }

    private static Path path(PyObject environment, String variable, String otherwise) {
        PyObject value = environment.invoke("get", new PyString(variable));
        return value == Py.None ? Path.of(otherwise) : FileArguments.path(value);
    }

    /** Trusts what is there; that a place is absent or holds nothing is no error. */
    void loadInto(TlsContext context) {
        try {
            context.loadTrusted(file);
        } catch (NetException e) {
            // As with OpenSSL: the directory may still have what is needed.
        }
        context.addTrustedDirectory(directory);
    }
}
