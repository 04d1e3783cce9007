package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jynetty.fixtures.Trees;

/**
 * {@code git bisect run} between two commits, in a work tree of its own, so that nothing that is checked out is touched and
 * nothing is left in the repository: neither when it ends, nor when it is interrupted.
 */
final class Bisection implements AutoCloseable {
    /** The statuses by which a step says what it thinks of a commit; git skips what the last one is said of. */
    static final int GOOD = 0;

    static final int BAD = 1;
    static final int CANNOT_TELL = 125;

    private final Path repository;
    private final String good;
    private final String bad;
    private final Path home;
    private final Thread whenInterrupted = new Thread(this::abandon, "bisection-end");

    private Bisection(Path repository, String good, String bad, Path home) {
        this.repository = repository;
        this.good = good;
        this.bad = bad;
        this.home = home;
    }

    /**
     * Makes the work tree.
     *
     * @param good a commit, by any name that it has in the repository
     * @param bad a later one
     */
    static Bisection open(Path repository, String good, String bad)
            throws IOException, InterruptedException, UserException {
        String first = commit(repository, good);
        String last = commit(repository, bad);
        Bisection bisection = new Bisection(repository, first, last, Files.createTempDirectory("conformance-bisect-"));
        Runtime.getRuntime().addShutdownHook(bisection.whenInterrupted);
        try {
            git(
                    repository,
                    "worktree",
                    "add",
                    "--quiet",
                    "--detach",
                    bisection.tree().toString(),
                    last);
            return bisection;
        } catch (IOException | InterruptedException | UserException e) {
            bisection.close();
            throw e;
        }
    }

    /** Where a step finds the commit that it is to judge. */
    Path tree() {
        return home.resolve("tree");
    }

    /**
     * Finds the first bad commit; git prints it.
     *
     * @param step what judges a commit: a program that is started in the work tree
     * @param logs where the steps leave what they did, for the message
     * @throws UserException if the ends are not what they should be, or if too little could be judged to find it
     */
    void run(Path step, Path logs) throws IOException, InterruptedException, UserException {
        // Between ends that are not what they should be git finds something, but not the cause.
        expect(step, bad, BAD, logs);
        git(tree(), "checkout", "--quiet", "--detach", good);
        expect(step, good, GOOD, logs);
        git(tree(), "bisect", "start", bad, good);
        int status = call(tree(), List.of("git", "bisect", "run", step.toString()));
        if (status != 0) {
            throw new UserException(
                    """
                    git cannot tell which of these it was, for too few of them could be built and run; what they said is in %s
                      %s
                    Choose a --good and a --bad between which they build, or another --build"""
                            .formatted(logs, String.join("\n  ", suspects())));
        }
    }

    private void expect(Path step, String commit, int status, Path logs)
            throws IOException, InterruptedException, UserException {
        int found = call(tree(), List.of(step.toString()));
        if (found == CANNOT_TELL) {
            throw new UserException(
                    "%s cannot be built and run; what it said is in %s: choose another commit, or --build"
                            .formatted(commit, logs));
        }
        if (found != status) {
            throw new UserException("%s is not %s with this harness and its expectations: choose another commit"
                    .formatted(commit, status == GOOD ? "good" : "bad"));
        }
    }

    /** The commits that are neither known to be good nor later than one that is known to be bad; the newest first. */
    private List<String> suspects() throws IOException, InterruptedException, UserException {
        List<String> arguments = new ArrayList<>(List.of("log", "--format=%h %s", "refs/bisect/bad", "--not"));
        arguments.addAll(answer(tree(), "for-each-ref", "--format=%(refname)", "refs/bisect/good-*"));
        return answer(tree(), arguments.toArray(String[]::new));
    }

    /** The commit that a name stands for in the repository: in the work tree, HEAD is another one. */
    private static String commit(Path repository, String name) throws IOException, InterruptedException, UserException {
        try {
            return answer(repository, "rev-parse", "--verify", "--quiet", name + "^{commit}")
                    .get(0);
        } catch (UserException e) {
            throw new UserException("%s has no commit %s".formatted(repository, name), e);
        }
    }

    @Override
    public void close() {
        removeTree();
        try {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        } catch (IllegalStateException e) {
            // It runs: the process is about to end.
        }
    }

    /** The process is about to end: what it started goes first, for a step that still writes would bring files back. */
    private void abandon() {
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
        started.forEach(ProcessHandle::destroy);
        started.forEach(each -> each.onExit().join());
        removeTree();
    }

    /** Takes the work tree away, and with it what git keeps of the bisection. */
    private synchronized void removeTree() {
        if (!Files.exists(home)) {
            return;
        }
        try {
            if (Files.exists(tree())) {
                git(repository, "worktree", "remove", "--force", tree().toString());
            }
            Trees.delete(home);
        } catch (IOException | UserException e) {
            System.err.printf("conformance: %s is left behind: %s%n", home, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException, UserException {
        List<String> command = command(arguments);
        if (call(folder, command) != 0) {
            throw new UserException("git failed: " + String.join(" ", command));
        }
    }

    /** The lines that git prints. */
    private static List<String> answer(Path folder, String... arguments)
            throws IOException, InterruptedException, UserException {
        Process git = new ProcessBuilder(command(arguments))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toList());
        if (git.waitFor() != 0) {
            throw new UserException("git failed: " + String.join(" ", command(arguments)));
        }
        return lines;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static int call(Path folder, List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
