package org.jynetty.conformance.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jynetty.conformance.result.TestId;

class SelectionTest {
    private static final TestId RECV = TestId.parse("test_socket::BasicTCPTest.testRecv");

    @Test
    void anEmptyListSelectsEverything() {
        assertTrue(Selection.parse("").isEverything());
        assertTrue(Selection.parse(" , ").includes(RECV));
        assertTrue(Selection.everything().includesAllOf("test_socket"));
    }

    @Test
    void anIdSelectsItself() {
        Selection selection = Selection.parse(RECV.toString());

        assertTrue(selection.includes(RECV));
        assertFalse(selection.includes(TestId.parse("test_socket::BasicTCPTest.testRecvFrom")));
        assertTrue(selection.mentions("test_socket"));
        assertFalse(selection.includesAllOf("test_socket"));
    }

    @Test
    void aSuiteSelectsItsTests() {
        Selection selection = Selection.parse("test_select,test_socket");

        assertTrue(selection.includes(RECV));
        assertTrue(selection.includesAllOf("test_socket"));
        assertFalse(selection.mentions("test_ssl"));
    }

    @Test
    void wildCardsStandForText() {
        assertTrue(Selection.parse("test_s*::*.testRecv").includes(RECV));
        assertTrue(Selection.parse("test_socket::Basic???Test.*").includes(RECV));
        assertFalse(Selection.parse("test_socket::Basic??Test.*").includes(RECV));
        assertFalse(Selection.parse("test_socket::BasicTCPTest-testRecv").includes(RECV));
    }

    @Test
    void whatNamesNoSuiteIsFound() {
        Selection selection = Selection.parse("test_sockt::A.b,test_ssl");

        assertEquals(List.of("test_sockt::A.b"), selection.withoutSuite(List.of("test_socket", "test_ssl")));
    }
}
