package org.jynetty.python;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Properties;
import org.python.core.PySystemState;
import org.python.util.PythonInterpreter;

/**
 * A Java program that has the modules in a class loader of their own, for {@link JarIT}: it uses them in an interpreter, closes
 * that and drops the loader, while the thread that used them, Jython and the JVM live on.
 *
 * <p>Arguments: the jar; {@code main} or {@code other} for the thread that uses it. Prints whether the loader was collected.
 */
public final class UnloadingProgram {
    private static final int ATTEMPTS = 100;

    private static final String MODULES =
            """
            _socket:org.jynetty.python.SocketModule,\
            select:org.jynetty.python.SelectModule,\
            _ssl:org.jynetty.python.SslModule,\
            socket:org.jynetty.python.SocketLibrary,\
            ssl:org.jynetty.python.SslLibrary""";

    private static final String PROGRAM =
            """
            import select, socket
            listener = socket.socket()
            listener.bind(('127.0.0.1', 0))
            listener.listen(1)
            client = socket.create_connection(listener.getsockname())
            server = listener.accept()[0]
            client.sendall('x')
            assert select.select([server], [], [], 60)[0] == [server]
            assert server.recv(1) == 'x'
            poll = select.epoll()
            poll.register(server, select.EPOLLIN)
            assert poll.poll(0) == []
            client.settimeout(0.01)
            try:
                client.recv(1)
            except socket.timeout:
                pass
            packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            packets.bind(('127.0.0.1', 0))
            packets.sendto('y', packets.getsockname())
            assert packets.recv(1) == 'y'
            dropped = socket.socket()
            del dropped
            """;

    private UnloadingProgram() {}

    public static void main(String[] arguments) throws Exception {
        URL jar = Path.of(arguments[0]).toUri().toURL();
        Properties settings = new Properties();
        settings.setProperty("python.modules.builtin", MODULES);
        settings.setProperty("python.import.site", "false");
        PySystemState.initialize(System.getProperties(), settings);
        WeakReference<ClassLoader> loader = arguments[1].equals("main") ? use(jar) : inAnotherThread(jar);
        for (int i = 0; i < ATTEMPTS && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20); // cleaners run in threads of the JVM
        }
        System.out.println(loader.get() == null ? "collected" : "still there");
    }

    private static WeakReference<ClassLoader> inAnotherThread(URL jar) throws InterruptedException {
        WeakReference<?>[] loader = new WeakReference<?>[1];
        Thread thread = new Thread(() -> loader[0] = use(jar));
        thread.start();
        thread.join();
        return new WeakReference<>((ClassLoader) loader[0].get());
    }

    private static WeakReference<ClassLoader> use(URL jar) {
        ClassLoader loader = new URLClassLoader(new URL[] {jar});
        PySystemState state = new PySystemState();
        state.setClassLoader(loader);
        try (PythonInterpreter python = new PythonInterpreter(null, state)) {
            python.exec(PROGRAM);
            if (python.eval("type(server._sock)").__tojava__(Class.class) instanceof Class<?> type
                    && type.getClassLoader() != loader) {
                throw new IllegalStateException("the modules came from elsewhere");
            }
        } finally {
            state.close();
        }
        // The thread remembers its last interpreter: now it is one without our modules.
        new PythonInterpreter(null, new PySystemState()).close();
        return new WeakReference<>(loader);
    }
}
