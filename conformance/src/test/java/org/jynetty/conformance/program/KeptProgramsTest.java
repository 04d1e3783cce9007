package org.jynetty.conformance.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptProgramsTest {
    private static final Path KEPT = Path.of("../fixtures/programs");

    @TempDir
    private Path folder;

    @Test
    void eachSaysInALineWhatItShowed() throws IOException {
        KeptPrograms.in(KEPT)
                .forEach((name, program) -> assertEquals(1, program.comments().size(), name));
    }

    @Test
    void concurrentOnesHaveTheirOutcomes() throws IOException {
        KeptPrograms.in(KEPT)
                .forEach((name, program) ->
                        assertEquals(program.isConcurrent(), !program.allowed().isEmpty(), name));
    }

    @Test
    void whatIsNoProgramIsNamed() throws IOException {
        Files.writeString(folder.resolve("odd.txt"), "recv a 1\n");
        String message =
                assertThrows(IOException.class, () -> KeptPrograms.in(folder)).getMessage();
        assertTrue(message.contains("odd.txt"), message);
    }

    @Test
    void otherFilesAndMissingFoldersAreNoPrograms() throws IOException {
        Files.writeString(folder.resolve("notes.md"), "");
        assertEquals(Map.of(), KeptPrograms.in(folder));
        assertEquals(Map.of(), KeptPrograms.in(folder.resolve("missing")));
    }

    @Test
    void theReportHasARowForEach() {
        Program program = Program.sequential(List.of("pair a b tcp")).with(List.of("POLLIN|POLLHUP was missing."));
        String section = KeptPrograms.section(Map.of("hang-up", program));
        assertTrue(
                section.contains("| [`hang-up`](fixtures/programs/hang-up.txt) | POLLIN\\|POLLHUP was missing. |\n"),
                section);
        for (Excuse excuse : Excuse.values()) {
            assertTrue(section.contains("- " + excuse.reason() + ".\n"), section);
        }
        assertFalse(section.endsWith("\n\n"));
    }
}
