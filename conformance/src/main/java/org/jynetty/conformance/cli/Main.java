package org.jynetty.conformance.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code run}, {@code fuzz}, {@code replay}, {@code report}, {@code record-reference}, {@code triage},
 * {@code merge}, {@code history}, {@code dashboard}, {@code bench}, {@code soak}.
 */
@Command(
        name = "conformance",
        description = "Runs CPython's own tests on CPython, on jynetty and on Jython alone, compares, and gates.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            FuzzCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
            RecordReferenceCommand.class,
            TriageCommand.class,
            MergeCommand.class,
            HistoryCommand.class,
            RebaselineCommand.class,
            BisectCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            DashboardCommand.class
        })
public final class Main {
    /** The status of a run whose gate fails. */
    static final int GATE_FAILS = 1;

    /** The status of a run that could not be done as it was asked for. */
    static final int CANNOT_RUN = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command and gives its exit status. What the user can do something about is a line, not a stack trace. */
    static int run(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof UserException || problem instanceof IOException) {
                command.getErr().println("conformance: " + problem.getMessage());
            } else {
                problem.printStackTrace(command.getErr());
            }
            return CANNOT_RUN;
        });
        return line.execute(args);
    }
}
