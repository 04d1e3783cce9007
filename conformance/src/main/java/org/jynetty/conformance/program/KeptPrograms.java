package org.jynetty.conformance.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs that showed something once, and are replayed ever since: a folder of text files. */
public final class KeptPrograms {
    private static final String ENDING = ".txt";

    private KeptPrograms() {}

    /**
     * The programs in a folder, by their names, in the order of these; none where there is no such folder.
     *
     * @throws IOException where a file cannot be read, or is no program; the message names it
     */
    public static Map<String, Program> in(Path folder) throws IOException {
        Map<String, Program> programs = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            try {
                programs.put(name.substring(0, name.length() - ENDING.length()), Program.parse(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return programs;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** A section of {@code REPORT.md}: each program and what it showed. */
    public static String section(Map<String, Program> programs) {
        StringBuilder out = new StringBuilder(
                """

                ## What generated programs found

                Programs of socket operations, generated, run on CPython and on jynetty and shrunk where their traces differed, showed these
                defects of jynetty. Each program is a test of the suite `programs`; what is not mended is among the differences, with its reason.

                | program | what it showed |
                |---|---|
                """);
        programs.forEach((name, program) -> out.append("| [`%s`](fixtures/programs/%s%s) | %s |\n"
                .formatted(
                        name, name, ENDING, String.join(" ", program.comments()).replace("|", "\\|"))));
        out.append(
                "\nWhere a program does something else than on CPython for one of these reasons, that is counted and no defect:\n\n");
        for (Excuse excuse : Excuse.values()) {
            out.append("- ").append(excuse.reason()).append(".\n");
        }
        return out.toString();
    }
}
