package org.jynetty.python;

import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import org.python.compiler.APIVersion;
import org.python.core.BytecodeLoader;
import org.python.core.Py;
import org.python.core.PyCode;
import org.python.core.PyObject;
import org.python.core.PyRunnable;
import org.python.core.imp;

/**
 * A module of ours that is written in Python, from the directory {@code lib} beside this class.
 *
 * <p>It is a built-in module too, rather than found on the search path: it has to be found before Jython's own, wherever a
 * program's path puts that, and with this jar on the path each program would read the directory of the jar when it
 * starts, whether it uses sockets or not.
 */
abstract class PythonModule implements PyRunnable {
    private static final String PACKAGE = "org.jynetty.python.lib";
    private static final String SOURCES = "/org/jynetty/python/lib/";

    private final String name;

    PythonModule(String name) {
        this.name = name;
    }

    @Override
    public final PyCode getMain() {
        String file = sourceFile();
        PyObject modules = Py.getSystemState().modules;
        if (modules.__finditem__(name) == null) {
            modules.__setitem__(name, new LazyModule(name));
        }
        modules.__finditem__(name).__setattr__("__file__", Py.fileSystemEncode(file));
        try {
            Class<?> compiled = Class.forName(PACKAGE + "." + name + "$py");
            if (compiled.getAnnotation(APIVersion.class).value() == imp.getAPIVersion()) {
                return ((PyRunnable) compiled.getConstructor(String.class).newInstance(file)).getMain();
            }
            return compile(file);
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("jynetty lacks its module " + name, e);
        }
    }

    /** For another version of Jython than that of the build. */
    private PyCode compile(String file) throws IOException {
        try (InputStream source = PythonModule.class.getResourceAsStream(SOURCES + name + ".py")) {
            byte[] code = imp.compileSource(name, source, file);
            return BytecodeLoader.makeCode(name + "$py", code, file);
        }
    }

    /** Where the source is, as tracebacks show it. */
    private String sourceFile() {
        CodeSource origin = PythonModule.class.getProtectionDomain().getCodeSource();
        return (origin == null ? "" : origin.getLocation().getPath()) + SOURCES + name + ".py";
    }
}
