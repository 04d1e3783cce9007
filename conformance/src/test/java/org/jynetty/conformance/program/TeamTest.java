package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TeamTest {
    private static final List<List<String>> BRANCHES = List.of(List.of("recv a 1"), List.of("close b"));

    @Test
    void concurrentProgramsAreShared() throws Exception {
        Program a = concurrent("a");
        Program b = concurrent("b");
        Program c = concurrent("c");
        assertEquals(List.of(List.of(a, c), List.of(b)), shares(List.of(a, b, c)));
    }

    @Test
    void sequentialOnesAreOfOneInterpreter() throws Exception {
        List<Program> programs = List.of(sequential("a"), concurrent("b"), sequential("c"));
        assertEquals(List.of(programs, List.of()), shares(programs));
    }

    /** What each of two interpreters runs; what comes out must be in the order of the programs. */
    private static List<List<Program>> shares(List<Program> programs) throws Exception {
        Member one = new Member();
        Member other = new Member();
        try (Team team = new Team(List.of(one, other))) {
            assertEquals(programs.stream().map(Member::outcomes).toList(), team.run(programs, 1, 1));
        }
        return List.of(one.ran, other.ran);
    }

    @Test
    void theFailureOfOneIsThatOfAll() {
        Behaviour broken = new Member() {
            @Override
            public List<Outcomes> run(List<Program> programs, int times, double pace) throws IOException {
                throw new IOException("it cannot be started");
            }
        };
        try (Team team = new Team(List.of(new Member(), broken))) {
            List<Program> programs = List.of(concurrent("a"), concurrent("b"));
            IOException failure = assertThrows(IOException.class, () -> team.run(programs, 1, 1));
            assertEquals("an interpreter failed: it cannot be started", failure.getMessage());
        }
    }

    private static Program sequential(String slot) {
        return Program.sequential(List.of("socket " + slot + " tcp"));
    }

    private static Program concurrent(String slot) {
        return Program.concurrent(List.of("socket " + slot + " tcp"), BRANCHES, List.of());
    }

    /** Remembers what it ran. */
    private static class Member implements Behaviour {
        private final List<Program> ran = new ArrayList<>();

        static Outcomes outcomes(Program program) {
            return Outcomes.of(JsonNodeFactory.instance.textNode(program.text()), Timing.PROMPT, 1);
        }

        @Override
        public List<Outcomes> run(List<Program> programs, int times, double pace) throws IOException {
            ran.addAll(programs);
            return programs.stream().map(Member::outcomes).toList();
        }

        @Override
        public Set<JsonNode> inAnyOrder(Program program) {
            return Set.of();
        }
    }
}
