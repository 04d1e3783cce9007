package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Program RACE = Program.concurrent(
            List.of("pair a b tcp"), List.of(List.of("recv a 3"), List.of("send b 3", "close b")), List.of("name a"));

    @Provide
    Arbitrary<Program> sequential() {
        return Programs.sequential();
    }

    @Provide
    Arbitrary<Program> concurrent() {
        return Programs.concurrent();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theTextFormOfASequentialProgramIsThatProgram(@ForAll("sequential") Program program) {
        assertEquals(program, Program.parse(program.text()));
        assertFalse(program.isConcurrent());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theTextFormOfAConcurrentProgramIsThatProgram(@ForAll("concurrent") Program program) {
        assertEquals(program, Program.parse(program.text()));
        assertTrue(program.isConcurrent());
    }

    @Test
    void commentsAndAllowedOutcomesAreKept() {
        Program kept = RACE.with(List.of("shows this", "and that")).allowing(List.of("{\"a\":\"b\"}"));

        assertEquals(kept, Program.parse(kept.text()));
    }

    @Test
    void anotherVersionIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Program.parse("program 2\nclose a\n"));
        assertThrows(IllegalArgumentException.class, () -> Program.parse(""));
    }

    @Test
    void everyOperationCanBeLeftOut() {
        List<Program> smaller = RACE.smaller().toList();

        assertEquals(5, smaller.size());
        assertTrue(smaller.stream().allMatch(each -> each.size() == RACE.size() - 1));
        assertTrue(
                smaller.stream().anyMatch(each -> each.branches().size() == 1), "a branch without operations is none");
    }
}
