package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose one file says what is to be thought of each commit; the step reads it. */
class BisectionTest {
    @TempDir
    private Path folder;

    private Path repository;
    private Path step;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = Files.createDirectory(folder.resolve("repository"));
        step = Files.writeString(
                folder.resolve("step"),
                """
                #!/bin/sh
                touch left-behind
                case $(cat state) in good) exit 0;; bad*) exit 1;; *) exit 125;; esac
                """);
        Files.setPosixFilePermissions(step, PosixFilePermissions.fromString("rwxr-xr-x"));
        git("init", "--quiet", "--initial-branch=main");
    }

    @Test
    void theFirstBadCommitIsFoundAndNothingIsLeft() throws Exception {
        commit("good", "good", "skip", "good", "bad 1", "bad 2", "bad 3");

        try (Bisection bisection = Bisection.open(repository, "main~6", "main")) {
            bisection.run(step, folder);
            assertEquals("main~2", first("name-rev", "--name-only", "--refs=main", bad(bisection)));
        }

        assertNothingIsLeft();
    }

    @Test
    void whatCannotBeToldIsSaidAndNothingIsLeft() throws Exception {
        commit("good", "good", "skip 1", "skip 2", "bad 1", "bad 2");

        UserException told;
        try (Bisection bisection = Bisection.open(repository, "main~5", "HEAD")) {
            told = assertThrows(UserException.class, () -> bisection.run(step, folder.resolve("logs")));
        }

        List<String> lines = told.getMessage().lines().toList();
        assertTrue(lines.get(0).endsWith("what they said is in " + folder.resolve("logs")), told.getMessage());
        assertEquals(
                List.of("bad 1", "skip 2", "skip 1"),
                lines.subList(1, lines.size() - 1).stream()
                        .map(line -> line.strip().replaceFirst("\\w+ ", ""))
                        .toList());
        assertNothingIsLeft();
    }

    @Test
    void endsThatAreNotWhatTheyShouldBeAreRefused() throws Exception {
        commit("good", "bad", "good");

        try (Bisection bisection = Bisection.open(repository, "main~2", "main")) {
            UserException told = assertThrows(UserException.class, () -> bisection.run(step, folder));
            assertTrue(told.getMessage().contains("is not bad with this harness"), told.getMessage());
        }
        try (Bisection bisection = Bisection.open(repository, "main~1", "main~1")) {
            UserException told = assertThrows(UserException.class, () -> bisection.run(step, folder));
            assertTrue(told.getMessage().contains("is not good with this harness"), told.getMessage());
        }

        commit("skip");
        try (Bisection bisection = Bisection.open(repository, "main~3", "main")) {
            UserException told = assertThrows(UserException.class, () -> bisection.run(step, folder));
            assertTrue(told.getMessage().contains("cannot be built and run"), told.getMessage());
        }

        UserException told = assertThrows(UserException.class, () -> Bisection.open(repository, "nothing", "main"));
        assertEquals(repository + " has no commit nothing", told.getMessage());
        assertNothingIsLeft();
    }

    private String bad(Bisection bisection) throws Exception {
        return output(bisection.tree(), "rev-parse", "refs/bisect/bad").get(0);
    }

    /** Neither a work tree nor references of git's, in a repository whose own work tree was not touched. */
    private void assertNothingIsLeft() throws Exception {
        assertEquals(1, output(repository, "worktree", "list").size());
        assertEquals(List.of("refs/heads/main"), output(repository, "for-each-ref", "--format=%(refname)"));
        assertEquals(List.of(), output(repository, "status", "--porcelain"));
        assertFalse(Files.exists(repository.resolve(".git/BISECT_START")));
    }

    private void commit(String... states) throws Exception {
        for (String state : states) {
            Files.writeString(repository.resolve("state"), state);
            git("add", ".");
            git("commit", "--quiet", "--allow-empty", "--message=" + state);
        }
    }

    private String first(String... arguments) throws Exception {
        return output(repository, arguments).get(0);
    }

    private void git(String... arguments) throws Exception {
        output(repository, arguments);
    }

    private static List<String> output(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=somebody", "-c", "user.email=somebody@example.org"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), output);
        return output.lines().toList();
    }
}
