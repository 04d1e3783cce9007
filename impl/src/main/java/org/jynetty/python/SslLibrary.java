package org.jynetty.python;

/** The module {@code ssl}. */
public final class SslLibrary extends PythonModule {
    public SslLibrary() {
        super("ssl");
    }
}
