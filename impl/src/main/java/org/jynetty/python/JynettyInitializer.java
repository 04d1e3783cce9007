package org.jynetty.python;

import java.util.List;
import java.util.Properties;
import org.python.core.JythonInitializer;
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
    private static final List<RegisteredModule> MODULES =
            List.of(new SocketModule(), new SelectModule(), new SslModule(), new SocketLibrary(), new SslLibrary());

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
        after.setProperty(key, theirs.isEmpty() ? ours() : ours() + "," + theirs);
        PySystemState.doInitialize(preProperties, after, argv, classLoader, adapter);
    }

    private static String ours() {
        StringBuilder entries = new StringBuilder();
        for (RegisteredModule module : MODULES) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append(module.name())
                    .append(':')
                    .append(module.getClass().getName());
        }
        return entries.toString();
    }
}
