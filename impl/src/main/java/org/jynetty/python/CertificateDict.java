package org.jynetty.python;

import java.util.List;
import org.jynetty.tls.CertificateInfo;
import org.python.core.Py;
import org.python.core.PyDictionary;
import org.python.core.PyLong;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;
import org.python.core.PyUnicode;

/**
 * The dictionary of {@code getpeercert()}. Which of its strings are str and which unicode is as in CPython 2.7.18, where it
 * follows from nothing.
 */
final class CertificateDict {
    private static final String REGISTERED_ID = "Registered ID";

    private CertificateDict() {}

    static PyDictionary of(CertificateInfo certificate) {
        PyDictionary dict = new PyDictionary();
        put(dict, "subject", name(certificate.subject()));
        put(dict, "issuer", name(certificate.issuer()));
        put(dict, "version", new PyLong(certificate.version()));
        put(dict, "serialNumber", new PyUnicode(certificate.serialNumber()));
        put(dict, "notBefore", new PyUnicode(certificate.notBefore()));
        put(dict, "notAfter", new PyString(certificate.notAfter()));
        if (certificate.subjectAltName() != null) {
            put(dict, "subjectAltName", tuple(certificate.subjectAltName(), CertificateDict::alternative));
        }
        putUris(dict, "OCSP", certificate.ocsp());
        putUris(dict, "caIssuers", certificate.caIssuers());
        putUris(dict, "crlDistributionPoints", certificate.crlDistributionPoints());
        return dict;
    }

    private static void put(PyDictionary dict, String key, PyObject value) {
        dict.__setitem__(new PyString(key), value);
    }

    private static void putUris(PyDictionary dict, String key, List<String> uris) {
        if (!uris.isEmpty()) {
            put(dict, key, tuple(uris, PyUnicode::new));
        }
    }

    private static PyTuple name(List<List<CertificateInfo.Attribute>> name) {
        return tuple(name, rdn -> tuple(rdn, CertificateDict::attribute));
    }

    private static PyTuple attribute(CertificateInfo.Attribute attribute) {
        return new PyTuple(new PyString(attribute.type()), new PyUnicode(attribute.value()));
    }

    private static PyTuple alternative(CertificateInfo.AlternativeName entry) {
        if (entry.name() != null) {
            return new PyTuple(new PyString(entry.kind()), name(entry.name()));
        }
        if (entry.kind().equals(REGISTERED_ID)) {
            return new PyTuple(new PyUnicode(entry.kind()), new PyUnicode(entry.text()));
        }
        return new PyTuple(new PyString(entry.kind()), Py.newString(entry.text()));
    }

    private interface Form<T> {
        PyObject of(T item);
    }

    private static <T> PyTuple tuple(List<T> items, Form<T> form) {
        return new PyTuple(items.stream().map(form::of).toArray(PyObject[]::new));
    }
}
