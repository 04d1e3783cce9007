package org.jynetty.python;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.python.core.JythonInitializer;
import org.python.core.PySystemState;
import org.python.core.RegistryKey;
import org.python.core.adapter.ExtensiblePyObjectAdapter;

/**
 * Makes the modules known to Jython; found by it through {@code META-INF/services} when Jython initialises itself, in a
 * launcher, an embedding program or a script engine.
 *
 * <p>The C modules become built-in modules. Our {@code Lib}, beside this class in the jar or in a directory, comes first
 * on the search path of the interpreters: before Jython's own, whose {@code socket.py} cannot work over our
 * {@code _socket}. What the program set for either stays behind it.
 */
public final class JynettyInitializer implements JythonInitializer {
    private static final String MODULES = Stream.of(new SocketModule(), new SelectModule(), new SslModule())
            .map(JynettyInitializer::entry)
            .collect(Collectors.joining(","));

    @Override
    public void initialize(
            Properties preProperties,
            Properties postProperties,
            String[] argv,
            ClassLoader classLoader,
            ExtensiblePyObjectAdapter adapter) {
        Properties after = new Properties();
        after.putAll(postProperties);
        putInFront(RegistryKey.PYTHON_MODULES_BUILTIN, MODULES, ",", preProperties, after);
        putInFront(RegistryKey.PYTHON_PATH, libraryPath(), File.pathSeparator, preProperties, after);
        PySystemState.doInitialize(preProperties, after, argv, classLoader, adapter);
    }

    private static String entry(BuiltinModule module) {
        return module.name() + ":" + module.getClass().getName();
    }

    private static void putInFront(String key, String ours, String separator, Properties before, Properties after) {
        String theirs = after.getProperty(key, before.getProperty(key, ""));
        after.setProperty(key, theirs.isEmpty() ? ours : ours + separator + theirs);
    }

    private static String libraryPath() {
        try {
            Path home = Path.of(JynettyInitializer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return home.resolve("Lib").toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException("jynetty must be a jar file or a directory on the class path", e);
        }
    }
}
