package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;

/**
 * A run on a disk that is full. The disk is in memory, of {@value #KILOBYTES} KB, and only the process that {@link Program} is
 * sees it: in name spaces of its own, so that no root is needed where the kernel lets users have some.
 */
@Timeout(120)
class FullDiskTest {
    private static final int KILOBYTES = 512;

    @TempDir
    private Path folder;

    @Test
    void theRunSaysSoAndNothingIsHalfWritten() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String mount = "mount -t tmpfs -o size=%dk tmpfs '%s'".formatted(KILOBYTES, disk);
        assumeTrue(status("unshare", "-rm", "sh", "-c", mount) == 0, "no disk of one's own can be had here");
        Path out = folder.resolve("out");
        List<String> command = List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                mount + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                disk.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(process.waitFor(100, TimeUnit.SECONDS));
        String said = Files.readString(out);
        assertEquals(0, process.exitValue(), said);
        assertEquals(
                """
                first: written
                full: results.json cannot be written: No space left on device
                read: the first
                files: [ballast, results.json]
                next: written
                run: 2, MB are left on the disk of
                """,
                said);
    }

    private static int status(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** What happens on the disk. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws IOException {
            Path disk = Path.of(arguments[0]);
            Path file = disk.resolve("results.json");
            write("first", file, "the first", 10);
            Files.write(disk.resolve("ballast"), new byte[KILOBYTES * 1024 / 2]);
            write("full", file, "the second", KILOBYTES * 1024);
            System.out.println("read: " + ResultsFile.read(file).started());
            try (Stream<Path> files = Files.list(disk)) {
                System.out.println("files: "
                        + files.map(each -> each.getFileName().toString())
                                .sorted()
                                .toList());
            }
            Files.delete(disk.resolve("ballast"));
            write("next", file, "the third", 10);
            run(disk);
        }

        private static void write(String name, Path file, String started, int size) {
            try {
                ResultsFile.write(file, results(started, size));
                System.out.println(name + ": written");
            } catch (IOException e) {
                System.out.println(name + ": " + e.getMessage().replace(file.getParent() + "/", ""));
            }
        }

        private static Results results(String started, int size) {
            return new Results(
                    Results.SCHEMA,
                    started,
                    1,
                    "cpython",
                    Map.of(),
                    List.of(),
                    Map.of("large", "x".repeat(size)),
                    new ArrayList<>(),
                    new TreeMap<>(),
                    List.of());
        }

        /** A whole run, with its folder there. */
        private static void run(Path disk) throws IOException {
            Path said = Files.createTempFile("said", "");
            PrintStream err = System.err;
            int status;
            try (PrintStream file = new PrintStream(said.toFile(), StandardCharsets.UTF_8)) {
                System.setErr(file);
                status = Main.run("run", "--project=..", "--only=test_select", "--to=" + disk);
            } finally {
                System.setErr(err);
            }
            String text = Files.readString(said);
            Files.delete(said);
            int at = text.indexOf("MB are left on the disk of");
            System.out.println("run: " + status + ", "
                    + (at < 0
                            ? text
                            : text.substring(at, text.indexOf(disk.toString())).strip()));
        }
    }
}
