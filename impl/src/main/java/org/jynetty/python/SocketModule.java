package org.jynetty.python;

import java.lang.reflect.Field;
import org.jynetty.net.Linux;
import org.jynetty.net.ResolveError;
import org.python.core.Py;
import org.python.core.PyObject;
import org.python.core.PyString;

/** The module {@code _socket}: the names that CPython 2.7.18 has in it on Linux. */
public final class SocketModule extends BuiltinModule {
    public SocketModule() {
        super("_socket", "Implementation module for socket operations.\n\nSee the socket module for documentation.");
    }

    @Override
    void fill(PyObject dict) {
        SignalHandlers.enable();
        addConstants(dict);
        dict.__setitem__("socket", PySocket.TYPE);
        dict.__setitem__("SocketType", PySocket.TYPE);
        SocketState state = SocketState.current();
        dict.__setitem__("error", state.error);
        dict.__setitem__("herror", state.herror);
        dict.__setitem__("gaierror", state.gaierror);
        dict.__setitem__("timeout", state.timeout);
        dict.__setitem__("has_ipv6", Py.True);
        // CPython's extension modules find each other through it; there is no C here.
        dict.__setitem__("CAPI", Py.None);
        NameFunctions.addTo(dict, this);
        NumberFunctions.addTo(dict, this);
        addTimeoutFunctions(dict);
        SocketFunctions.add(dict, this);
    }

    private static void addConstants(PyObject dict) {
        for (Field constant : Linux.class.getFields()) {
            try {
                dict.__setitem__(constant.getName(), Py.newInteger(constant.getLong(null)));
            } catch (IllegalAccessException e) {
                throw new LinkageError("a constant of Linux is not public", e);
            }
        }
        for (ResolveError error : ResolveError.values()) {
            dict.__setitem__(error.name(), Py.newInteger(error.number()));
        }
        dict.__setitem__("BDADDR_ANY", new PyString("00:00:00:00:00:00"));
        dict.__setitem__("BDADDR_LOCAL", new PyString("00:00:00:FF:FF:FF"));
    }

    private void addTimeoutFunctions(PyObject dict) {
        ModuleFunction.add(
                dict,
                this,
                "getdefaulttimeout",
                "getdefaulttimeout() -> timeout\n\n"
                        + "The timeout in seconds that new sockets start with; None: they block.",
                arguments -> {
                    arguments.none();
                    return Timeouts.format(SocketState.current().defaultTimeout());
                });
        ModuleFunction.add(
                dict,
                this,
                "setdefaulttimeout",
                "setdefaulttimeout(timeout)\n\nSet the timeout in seconds that new sockets start with; None: they block.",
                arguments -> {
                    SocketState.current().setDefaultTimeout(Timeouts.parse(arguments.only()));
                    return Py.None;
                });
    }
}
