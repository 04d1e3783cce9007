package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jynetty.conformance.report.dashboard.Dashboard;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.HistoryFile;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.fixtures.Trees;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the dashboard of one or many runs. */
@Command(
        name = "dashboard",
        description = "Writes the dashboard: static pages of one or many results, without running anything.")
final class DashboardCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "OUT",
            description = "the folder that gets the pages; index.html is the first")
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RESULTS",
            description =
                    "results.json files; of those of one environment the newest is shown, the others are its past")
    private List<Path> files;

    @Option(names = "--history", description = "a history file; may be given several times")
    private List<Path> histories = List.of();

    @Override
    public Integer call() throws IOException, UserException {
        List<Results> runs = new ArrayList<>();
        for (Path file : files) {
            runs.add(ResultsFile.read(file));
        }
        List<HistoryEntry> history = new ArrayList<>();
        for (Path file : histories) {
            history.addAll(HistoryFile.read(file));
        }
        write(folder, runs, history);
        System.out.println("Dashboard: " + folder.resolve("index.html"));
        return 0;
    }

    /**
     * Writes a dashboard in place of one that is there.
     *
     * @throws UserException if the folder holds something else, which is not ours to delete
     */
    static void write(Path folder, List<Results> runs, List<HistoryEntry> history) throws IOException, UserException {
        if (Files.exists(folder.resolve(Dashboard.MARKER))) {
            for (String each : Dashboard.CONTENT) {
                Trees.delete(folder.resolve(each));
            }
        } else if (Files.exists(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new UserException(folder + " holds something else than a dashboard: give an empty folder");
                }
            }
        }
        Dashboard.write(folder, runs, history);
    }
}
