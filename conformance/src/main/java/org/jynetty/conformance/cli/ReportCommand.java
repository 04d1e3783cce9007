package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jynetty.conformance.program.KeptPrograms;
import org.jynetty.conformance.report.JUnitXml;
import org.jynetty.conformance.report.MarkdownReport;
import org.jynetty.conformance.report.PeersReport;
import org.jynetty.conformance.report.Summary;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the reports again from a results file, without running anything. */
@Command(name = "report", description = "Makes the reports of a results.json again, without running anything.")
final class ReportCommand implements Callable<Integer> {
    /** The reports that are also kept under version control, in the project's root folder. */
    static final String REPORT = "REPORT.md";

    static final String PEERS = "PEERS.md";

    @Parameters(paramLabel = "RESULTS", description = "a results.json")
    private Path file;

    @Option(
            names = "--to",
            required = true,
            description = "the folder that gets REPORT.md, PEERS.md if the run had TLS peers, junit/ and dashboard/")
    private Path folder;

    @Option(
            names = "--project",
            defaultValue = Layout.DEFAULT_ROOT,
            description = "the project's root folder, whose programs and figures REPORT.md shows")
    private Path project;

    @Override
    public Integer call() throws IOException, UserException {
        Results results = ResultsFile.read(file);
        write(results, Layout.of(project), folder);
        System.out.print(Summary.of(results));
        return results.findings().isEmpty() ? 0 : Main.GATE_FAILS;
    }

    /**
     * Writes what a run, or parts of one that are merged, leave beside their results.
     *
     * @param layout the project, whose programs and figures REPORT.md shows besides
     */
    static void write(Results results, Layout layout, Path folder) throws IOException, UserException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(REPORT),
                MarkdownReport.of(results)
                        + KeptPrograms.section(KeptPrograms.in(layout.programs()))
                        + BenchCommand.section(layout)
                        + SoakCommand.section(layout));
        if (PeersReport.isNeeded(results)) {
            Files.writeString(folder.resolve(PEERS), PeersReport.of(results));
        } else {
            Files.deleteIfExists(folder.resolve(PEERS));
        }
        JUnitXml.write(results, folder.resolve("junit"));
        DashboardCommand.write(folder.resolve("dashboard"), List.of(results), List.of());
    }
}
