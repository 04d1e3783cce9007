package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.TestId;
import org.jynetty.fixtures.Trees;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Finds the commit that made a test end otherwise than expected: a {@link Bisection} of a repository of Jython or of jynetty,
 * whose step builds the jar and runs the test with it. A commit that cannot be built or run is skipped.
 */
@Command(
        name = "bisect",
        description = {
            "Finds the commit that broke a test, with git bisect run on a repository of Jython or of jynetty.",
            "The test is run by this harness, with its present expectations; only the jar comes from the commit."
        })
final class BisectCommand implements Callable<Integer> {
    /** What kinds of repositories there are, and how their jar is built. */
    private enum Product {
        JYNETTY(
                "impl/pom.xml",
                Implementations.JYNETTY,
                "--jynetty-jar",
                "mvn -B -q package -pl impl -am -DskipTests",
                "impl/target/jynetty.jar"),
        JYTHON(
                "build.xml",
                Implementations.STOCK,
                "--jython-jar",
                "ant -q jar-standalone",
                "dist/jython-standalone.jar");

        private final String sign;
        private final String implementation;
        private final String option;
        private final String build;
        private final String jar;

        Product(String sign, String implementation, String option, String build, String jar) {
            this.sign = sign;
            this.implementation = implementation;
            this.option = option;
            this.build = build;
            this.jar = jar;
        }
    }

    @Parameters(paramLabel = "TEST", description = "a test id, such as test_socket::BasicTCPTest.testRecv")
    private String test;

    @Option(names = "--repository", defaultValue = ".", description = "a clone of Jython or of jynetty; default: here")
    private Path repository;

    @Option(names = "--good", required = true, description = "a commit at which the test ended as expected")
    private String good;

    @Option(names = "--bad", defaultValue = "HEAD", description = "a commit at which it does not; default: HEAD")
    private String bad;

    @Option(names = "--build", description = "the shell command that builds the jar, run at the root of the work tree")
    private String build;

    @Option(names = "--jar", description = "the jar that it makes, from the root of the work tree")
    private String jar;

    @Option(names = "--implementation", description = "what to run with the jar: jynetty or stock")
    private String implementation;

    @Option(names = "--project", defaultValue = Layout.DEFAULT_ROOT, description = "the project's root folder")
    private Path project;

    @Override
    public Integer call() throws IOException, InterruptedException, UserException {
        TestId id = parseId();
        Product product = product();
        Path logs = Layout.of(project).target().resolve("bisect");
        Trees.delete(logs);
        Files.createDirectories(logs);
        try (Bisection bisection = Bisection.open(repository, good, bad)) {
            bisection.run(writeStep(logs, bisection.tree(), product, id), logs);
        }
        return 0;
    }

    private TestId parseId() throws UserException {
        try {
            return TestId.parse(test);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private Product product() throws UserException {
        return Arrays.stream(Product.values())
                .filter(each -> Files.exists(repository.resolve(each.sign)))
                .findFirst()
                .orElseThrow(() -> new UserException("%s is no clone of Jython or of jynetty: it has neither %s"
                        .formatted(
                                repository.toAbsolutePath().normalize(),
                                Arrays.stream(Product.values())
                                        .map(each -> each.sign)
                                        .collect(Collectors.joining(" nor ")))));
    }

    /** What git runs at each commit: builds, runs the test, and says with its exit status what came of it. */
    private Path writeStep(Path logs, Path tree, Product product, TestId id) throws IOException {
        List<String> run = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--project=" + project.toAbsolutePath().normalize(),
                "--to=" + logs.resolve("run"),
                "--only=" + id,
                "--implementations=" + Implementations.CPYTHON + ","
                        + (implementation == null ? product.implementation : implementation),
                product.option + "=" + tree.resolve(jar == null ? product.jar : jar));
        Path step = logs.resolve("step");
        Files.writeString(
                step,
                """
                #!/bin/sh
                commit=$(git log -1 --format='%%h %%s')
                log=%1$s/$(git log -1 --format=%%h)
                if ! (
                    %2$s
                ) >"$log.build.log" 2>&1; then
                    echo "skip  $commit: it does not build, see $log.build.log"
                    exit %4$d
                fi
                %3$s >"$log.run.log" 2>&1
                case $? in
                    0) echo "good  $commit"; exit %5$d ;;
                    1) echo "bad   $commit"; sed -n '/^UNEXPECTED/{n;p;q}' "$log.run.log"; exit %6$d ;;
                    *) echo "skip  $commit: it does not run, see $log.run.log"; exit %4$d ;;
                esac
                """
                        .formatted(
                                Shell.word(logs.toString()),
                                build == null ? product.build : build,
                                run.stream().map(Shell::word).collect(Collectors.joining(" ")),
                                Bisection.CANNOT_TELL,
                                Bisection.GOOD,
                                Bisection.BAD));
        Files.setPosixFilePermissions(step, PosixFilePermissions.fromString("rwxr-xr-x"));
        return step;
    }
}
