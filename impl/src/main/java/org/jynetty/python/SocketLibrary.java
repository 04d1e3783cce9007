package org.jynetty.python;

/** The module {@code socket}. */
public final class SocketLibrary extends PythonModule {
    public SocketLibrary() {
        super("socket");
    }
}
