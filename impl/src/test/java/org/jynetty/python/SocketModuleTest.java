package org.jynetty.python;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.python.core.PyObject;
import org.python.core.PyString;
import org.python.util.PythonInterpreter;

/** The module {@code _socket} against what was recorded from CPython 2.7.18 on Linux. */
class SocketModuleTest {
    private PythonInterpreter interpreter;

    @BeforeEach
    void open() {
        interpreter = Interpreters.open();
        interpreter.exec("import _socket");
    }

    @AfterEach
    void close() {
        interpreter.close();
    }

    private static List<String> recorded(String name) throws IOException {
        try (InputStream file = SocketModuleTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private String eval(String expression) {
        return interpreter.eval(expression).toString();
    }

    @Test
    void hasTheNamesAndConstantsOfCPython() throws IOException {
        List<String> names = new ArrayList<>();
        List<Executable> checks = new ArrayList<>();
        for (String line : recorded("socket-names.txt")) {
            String[] parts = line.split(" ", 3);
            names.add(parts[0]);
            String name = "_socket." + parts[0];
            if (parts.length == 3) {
                // An int of 64 bits is a long here, of the same value.
                checks.add(() -> assertEquals("True", eval(name + " == " + parts[2]), line));
            } else if (!parts[1].equals("PyCapsule")) {
                checks.add(() -> assertEquals(parts[1], eval("type(" + name + ").__name__"), line));
            }
        }
        assertAll(checks);
        assertEquals(names, interpreter.eval("sorted(dir(_socket))"));
    }

    @TestFactory
    List<DynamicTest> callsDoWhatTheyDoOnCPython() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : recorded("calls.txt")) {
            String[] parts = line.split("\t", 2);
            tests.add(DynamicTest.dynamicTest(parts[0], () -> assertEquals(parts[1], outcome(parts[0]))));
        }
        return tests;
    }

    private String outcome(String expression) throws IOException {
        if (interpreter.get("outcome") == null) {
            try (InputStream helper = SocketModuleTest.class.getResourceAsStream("calls.py")) {
                interpreter.execfile(helper, "calls.py");
            }
        }
        return interpreter.get("outcome").__call__(new PyString(expression)).toString();
    }

    @Test
    void isARealModuleWithoutAFile() {
        assertEquals("<module '_socket' (built-in)>", eval("repr(_socket)"));
        assertEquals("module", eval("type(_socket).__name__"));
        assertFalse(interpreter.eval("hasattr(_socket, '__file__')").__nonzero__());
    }

    @Test
    void isAnotherModuleInAnotherInterpreter() {
        PyObject error = interpreter.eval("_socket.error");
        interpreter.exec("_socket.setdefaulttimeout(5); _socket.extra = 1");
        try (PythonInterpreter other = Interpreters.open()) {
            other.exec("import _socket");
            assertNotSame(error, other.eval("_socket.error"));
            assertEquals("None", other.eval("str(_socket.getdefaulttimeout())").toString());
            assertFalse(other.eval("hasattr(_socket, 'extra')").__nonzero__());
        }
        assertEquals("5.0", eval("_socket.getdefaulttimeout()"));
    }

    @Test
    void reloadKeepsTheExceptionClasses() {
        PyObject error = interpreter.eval("_socket.error");
        interpreter.exec("reload(_socket)");
        assertSame(error, interpreter.eval("_socket.error"));
    }

    @Test
    void errorsRaisedBelowAreThoseOfTheModule() {
        interpreter.exec(
                """
                try:
                    _socket.getaddrinfo('127.0.0.1', 1, -1)
                except _socket.gaierror as e:
                    caught = e
                """);
        assertTrue(interpreter.eval("type(caught) is _socket.gaierror").__nonzero__());
        assertEquals("(-6, 'ai_family not supported')", eval("caught.args"));
    }

    @Test
    void aClosedInterpreterIsNotKept() throws InterruptedException {
        List<WeakReference<Object>> references = new ArrayList<>();
        // In a thread of its own: Jython keeps the interpreter that a thread used last.
        Thread user = new Thread(() -> {
            try (PythonInterpreter other = Interpreters.open()) {
                other.exec("import socket; s = socket.socket(); s.close(); socket.setdefaulttimeout(1)");
                references.add(new WeakReference<>(other.getSystemState()));
                references.add(new WeakReference<>(other.eval("socket.error")));
            }
        });
        user.start();
        user.join();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        while (references.stream().anyMatch(reference -> !reference.refersTo(null))) {
            assertTrue(System.nanoTime() < end, "still reachable a minute after the interpreter was closed");
            PhantomReference<Object> garbage = new PhantomReference<>(new Object(), collected);
            System.gc();
            assertSame(garbage, collected.remove());
            // What is left of it goes when the module is used next, in any interpreter.
            eval("_socket.getdefaulttimeout()");
        }
    }

    /** What a thread that has just looked into the wrapper sees when another one closes that. */
    @Test
    void theDescriptorOfASocketThatItsWrapperLetGoOfIsAnErrorAndNotANumber() {
        interpreter.exec("import socket; wrapper = socket.socket(); found = wrapper._sock; wrapper.close()");
        interpreter.exec("try: number = found.fileno()\nexcept socket.error as e: number = e.errno");
        assertEquals("9", eval("number"));
        interpreter.exec("own = _socket.socket(); own.close()");
        assertEquals("-1", eval("own.fileno()"));
    }
}
