package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.HistoryFile;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.SuiteInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds runs to a history file. */
@Command(name = "history", description = "Adds runs to a history file.")
final class HistoryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HISTORY", description = "a history file; it need not exist yet")
    private Path history;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RESULTS",
            description = "results.json files of whole suites")
    private List<Path> files;

    @Option(names = "--label", description = "what was run, such as a commit")
    private String label;

    @Option(
            names = "--keep",
            defaultValue = "200",
            description = "how many runs the file may hold; the oldest go (default: ${DEFAULT-VALUE})")
    private int keep;

    @Override
    public Integer call() throws IOException, UserException {
        if (keep < 1) {
            throw new UserException("--keep is a number from 1 on, not " + keep);
        }
        for (Path file : files) {
            Results results = ResultsFile.read(file);
            List<String> partial = results.suites().stream()
                    .filter(suite -> !suite.complete())
                    .map(SuiteInfo::name)
                    .toList();
            if (!partial.isEmpty()) {
                throw new UserException("%s has only some tests of %s: merge the shards first, or run whole suites"
                        .formatted(file, String.join(", ", partial)));
            }
            boolean added = HistoryFile.append(history, HistoryEntry.of(results, label), keep);
            System.out.printf(
                    "%s: the run of %s %s%n", history, results.started(), added ? "was added" : "was there already");
        }
        return 0;
    }
}
