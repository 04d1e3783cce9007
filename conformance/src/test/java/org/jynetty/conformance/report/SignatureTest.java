package org.jynetty.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Thrown;

class SignatureTest {
    @Test
    void theInnermostFrameOfTheModulesUnderTestIsThePlace() {
        String traceback =
                """
                Traceback (most recent call last):
                  File "/x/tests/test/test_socket.py", line 12, in testRecv
                  File "/x/Lib/socket.py", line 3, in connect
                  File "/x/Lib/_socket$py.class", line 1043, in accept
                  File "/x/Lib/unittest/case$py.class", line 99, in fail
                """;

        assertEquals("socket.error: [Errno 9] no in _socket.py accept", raised("[Errno 9] no", traceback));
    }

    @Test
    void aTestIsAPlaceWhereNoModuleUnderTestIs() {
        String traceback =
                """
                  File "/x/tests/test/test_socket.py", line 12, in testRecv
                  File "/x/Lib/unittest/case$py.class", line 99, in fail
                """;

        assertEquals("socket.error: no in test_socket.py testRecv", raised("no", traceback));
    }

    @Test
    void aHangIsWhereTheMainThreadWaits() {
        String dump =
                """
                no end within 4 s
                "MainThread" WAITING
                    at java.base@17/java.lang.Thread.park(Thread.java:1)
                    at app//org.python.core.PyObject.__call__(PyObject.java:461)
                    at _socket$py.accept$86(_socket.py:1043)
                    at _socket$py.call_function(_socket.py)
                    at _socket$py.accept$116(_socket.py:1433)
                    at test.test_socket$py.setUp$26(/x/test/test_socket.py:211)
                """;

        assertEquals(
                "no end in _socket.py accept",
                Signature.of(new TestResult(List.of(Attempt.of(Outcome.HANG, 4, dump)), null)));
    }

    @Test
    void whatDiffersFromRunToRunIsLeftOut() {
        assertEquals(
                "socket.error: <socket at …> at port … of …file",
                raised("<socket at 0x1f> at port 54321 of /tmp/x/file", ""));
        assertEquals("socket.error: [Errno 111] refused", raised("[Errno 111] refused", ""));
    }

    private static String raised(String message, String traceback) {
        Thrown thrown = new Thrown("socket.error", null, List.of(), null, null, message, traceback);
        Attempt attempt = new Attempt(Outcome.ERROR, 1, thrown, null, null, null, null, null);
        return Signature.of(new TestResult(List.of(attempt), null));
    }
}
