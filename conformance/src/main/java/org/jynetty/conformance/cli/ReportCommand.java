package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jynetty.conformance.report.JUnitXml;
import org.jynetty.conformance.report.MarkdownReport;
import org.jynetty.conformance.report.Summary;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the reports again from a results file, without running anything. */
@Command(name = "report", description = "Makes the reports of a results.json again, without running anything.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULTS", description = "a results.json")
    private Path file;

    @Option(names = "--to", required = true, description = "the folder that gets REPORT.md, junit/ and dashboard/")
    private Path folder;

    @Override
    public Integer call() throws IOException, UserException {
        Results results = ResultsFile.read(file);
        write(results, folder);
        System.out.print(Summary.of(results));
        return results.findings().isEmpty() ? 0 : Main.GATE_FAILS;
    }

    static void write(Results results, Path folder) throws IOException, UserException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("REPORT.md"), MarkdownReport.of(results));
        JUnitXml.write(results, folder.resolve("junit"));
        DashboardCommand.write(folder.resolve("dashboard"), List.of(results), List.of());
    }
}
