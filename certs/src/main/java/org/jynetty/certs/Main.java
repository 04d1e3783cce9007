package org.jynetty.certs;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of the test CA. Its exit status is 0, 1 for what failed underway, 2 for bad arguments. */
@Command(
        name = "jynetty-certs",
        description = "The test CA: certificates, keys and CRLs, made anew at every run. Their password is \""
                + TestCa.PASSWORD + "\".",
        subcommands = {ListCommand.class, WriteCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this and end.")
    private boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(out, err, arguments));
    }

    /** Runs a command line; returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((failure, rest) -> refuse(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("jynetty-certs: " + failure);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    private static int refuse(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("jynetty-certs: " + failure.getMessage());
        command.getErr()
                .println("Try: %s --help".formatted(command.getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list or write");
    }
}
