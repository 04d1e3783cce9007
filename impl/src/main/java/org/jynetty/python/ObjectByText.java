package org.jynetty.python;

import org.jynetty.tls.ObjectTable;
import org.python.core.ArgParser;
import org.python.core.Py;
import org.python.core.PyBuiltinFunction;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.core.PyTuple;

/** {@code _ssl.txt2obj}: an ASN.1 object by its OID or, if asked for, by its name. */
final class ObjectByText extends PyBuiltinFunction {
    private static final long serialVersionUID = 1L;

    ObjectByText() {
        super(
                "txt2obj",
                "txt2obj(txt, name=False) -> (nid, shortname, longname, oid)\n\n"
                        + "Look up an ASN.1 object by its OID; if name is true, by its short or long name too.");
    }

    @Override
    public PyObject __call__(PyObject[] arguments, String[] keywords) {
        ArgParser parser = new ArgParser("txt2obj", arguments, keywords, "txt", "name");
        String text = new Arguments("txt2obj", new PyObject[] {parser.getPyObject(0)}).string(0);
        boolean byName = parser.getPyObject(1, Py.False).__nonzero__();
        ObjectTable.Entry entry = ObjectTable.byOid(text);
        if (entry == null && byName) {
            entry = ObjectTable.byName(text);
        }
        if (entry == null) {
            boolean oid = text.matches("[0-2](\\.[0-9]+)+");
            throw Py.ValueError(oid ? "Unknown object" : "unknown object '" + text + "'");
        }
        return tuple(entry);
    }

    static PyTuple tuple(ObjectTable.Entry entry) {
        return new PyTuple(
                Py.newInteger(entry.nid()),
                new PyString(entry.shortName()),
                new PyString(entry.longName()),
                entry.oid() == null ? Py.None : new PyString(entry.oid()));
    }

    @Override
    public PyObject getModule() {
        return new PyString("_ssl");
    }
}
