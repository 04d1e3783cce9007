package org.jynetty.python;

import java.util.Properties;
import org.python.core.JythonInitializer;
import org.python.core.PyRunnable;
import org.python.core.PySystemState;
import org.python.core.RegistryKey;
import org.python.core.adapter.ExtensiblePyObjectAdapter;

/**
 * Makes the modules known to Jython; found by it through {@code META-INF/services} when Jython initialises itself, in a
 * launcher, an embedding program or a script engine.
 *
 * <p>All of them become built-in modules, in front of those that the program names in the property
 * {@code python.modules.builtin}: of two modules of one name Jython takes the last, so that a program can replace ours.
 */
public final class JynettyInitializer implements JythonInitializer {
    private static final String MODULES = String.join(
            ",",
            entry("_socket", SocketModule.class),
            entry("select", SelectModule.class),
            entry("_ssl", SslModule.class),
            entry("socket", SocketLibrary.class),
            entry("ssl", SslLibrary.class));

    @Override
    public void initialize(
            Properties preProperties,
            Properties postProperties,
            String[] argv,
            ClassLoader classLoader,
            ExtensiblePyObjectAdapter adapter) {
        String key = RegistryKey.PYTHON_MODULES_BUILTIN;
        String theirs = postProperties.getProperty(key, preProperties.getProperty(key, ""));
        Properties after = new Properties();
        after.putAll(postProperties);
        after.setProperty(key, theirs.isEmpty() ? MODULES : MODULES + "," + theirs);
        PySystemState.doInitialize(preProperties, after, argv, classLoader, adapter);
    }

    /** The class is not initialised before the module is imported. */
    private static String entry(String name, Class<? extends PyRunnable> module) {
        return name + ":" + module.getName();
    }
}
