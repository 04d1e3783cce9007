package org.jynetty.python;

import org.jynetty.tls.TlsContext;
import org.python.core.Py;
import org.python.core.PyObject;
import org.python.core.PyStringMap;
import org.python.core.PyType;
import org.python.core.Slotted;

/** An instance of a Python class that is derived from {@code _SSLContext}, such as {@code ssl.SSLContext}. */
public class PySSLContextDerived extends PySSLContext implements Slotted {
    private static final long serialVersionUID = 1L;

    private final PyObject[] slots;
    private PyObject dict;

    PySSLContextDerived(PyType subtype, TlsContext tls) {
        super(subtype, tls);
        slots = new PyObject[subtype.getNumSlots()];
        dict = subtype.lookup("__dict__") == null ? null : new PyStringMap(); // null for a class with __slots__
    }

    @Override
    public PyObject getSlot(int index) {
        return slots[index];
    }

    @Override
    public void setSlot(int index, PyObject value) {
        slots[index] = value;
    }

    @Override
    public PyObject fastGetDict() {
        return dict;
    }

    @Override
    public PyObject getDict() {
        return dict;
    }

    @Override
    public void setDict(PyObject replacement) {
        dict = replacement;
    }

    @Override
    public void delDict() {
        dict = new PyStringMap();
    }

    @Override
    public void dispatch__init__(PyObject[] args, String[] keywords) {
        PyObject init = getType().lookup("__init__");
        if (init == null) {
            return;
        }
        PyObject result = init.__get__(this, getType()).__call__(args, keywords);
        if (result != Py.None) {
            throw Py.TypeError("__init__() should return None, not '" + Arguments.typeName(result) + "'");
        }
    }

    @Override
    public PyObject __findattr_ex__(String name) {
        PyObject found = super.__findattr_ex__(name);
        if (found != null) {
            return found;
        }
        PyObject getattr = getType().lookup("__getattr__");
        return getattr == null ? null : getattr.__get__(this, getType()).__call__(Py.newString(name));
    }
}
