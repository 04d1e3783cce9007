package org.jynetty.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.python.util.PythonInterpreter;

/** How select() finds the sockets behind its arguments: without {@code fileno()} only where nobody could tell. */
class SelectModuleTest {
    private PythonInterpreter interpreter;

    @BeforeEach
    void open() {
        interpreter = Interpreters.open();
        interpreter.exec(String.join(
                "\n",
                "import select, socket",
                "a, b = map(lambda s: socket.socket(_sock=s), socket.socketpair())",
                "c, d = map(lambda s: socket.socket(_sock=s), socket.socketpair())",
                "b.send('x')",
                "calls = []",
                "def ready(*given):",
                "    return [given.index(each) for each in select.select(given, [], [], 0)[0]]"));
    }

    @AfterEach
    void close() {
        interpreter.exec("for each in a, b, c, d: each.close()");
        interpreter.close();
    }

    private String eval(String expression) {
        return interpreter.eval(expression).toString();
    }

    @Test
    void socketsAreFoundAgainInWhateverOrder() {
        assertEquals("[0]", eval("ready(a, c)"));
        assertEquals("[1]", eval("ready(c, a)"));
        assertEquals("[0, 0]", eval("ready(a, c, a)"));
        interpreter.exec("d.send('y')");
        assertEquals("[0, 1]", eval("ready(c, a)"));
    }

    @Test
    void aSubclassWithoutFilenoIsASocket() {
        interpreter.exec("class Plain(socket.socket): pass\np = Plain(_sock=a._sock)");

        assertEquals("[1]", eval("ready(c, p)"));
    }

    @Test
    void filenoOfASubclassIsAsked() {
        interpreter.exec(String.join(
                "\n",
                "class Other(socket.socket):",
                "    def fileno(self):",
                "        calls.append(1)",
                "        return a.fileno()",
                "o = Other(_sock=c._sock)"));

        assertEquals("[1]", eval("ready(c, o)"));
        assertEquals("[1]", eval("calls"));
    }

    @Test
    void filenoThatIsPutIntoTheClassIsAsked() {
        interpreter.exec(String.join(
                "\n",
                "kept = socket.socket.fileno",
                "socket.socket.fileno = lambda self: calls.append(1) or kept(self)",
                "try: found = ready(c, a)",
                "finally: socket.socket.fileno = kept"));

        assertEquals("[1]", eval("found"));
        assertEquals("[1, 1]", eval("calls"));
    }

    @Test
    void whatFilenoDoesToTheListIsFollowed() {
        interpreter.exec(String.join(
                "\n",
                "class Changing(object):",
                "    def __init__(self, change): self.change = change",
                "    def fileno(self):",
                "        self.change()",
                "        return c.fileno()",
                "def select_in(items):",
                "    return select.select(items, [], [], 0)[0]",
                "given = []",
                "given += [d, Changing(lambda: given.append(a))]",
                "grown = select_in(given) == [a]",
                "given = []",
                "given += [d, Changing(given.pop), a]",
                "shrunk = select_in(given) == []",
                "given = []",
                "given += [d, Changing(lambda: given.__setitem__(2, a)), c]",
                "replaced = select_in(given) == [a]"));

        assertEquals("(True, True, True)", eval("grown, shrunk, replaced"));
    }

    @Test
    void aClosedSocketIsABadDescriptor() {
        interpreter.exec(String.join(
                "\n", "ready(a, c)", "c.close()", "try: ready(a, c)", "except socket.error as e: failure = e.args[0]"));

        assertEquals("9", eval("failure"));
        assertEquals("[0]", eval("ready(a)"));
    }

    @Test
    void aSocketWhoseDescriptorWasClosedIsANegativeOne() {
        interpreter.exec(String.join(
                "\n",
                "inner = c._sock",
                "inner.close()",
                "try: ready(a, c)",
                "except (ValueError, socket.error) as e: failure = type(e).__name__"));

        assertEquals("ValueError", eval("failure"));
    }
}
