package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jynetty.conformance.report.Triage;
import org.jynetty.conformance.result.ResultsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what changed from one run to another. The status is that of a failing gate when something got worse. */
@Command(
        name = "triage",
        description = "Shows what changed between two results, what looks alike together, worst first.")
final class TriageCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "a results.json")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "a results.json")
    private Path after;

    @Option(names = "--markdown", description = "for a comment on a pull request")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        Triage triage = new Triage(ResultsFile.read(before), ResultsFile.read(after));
        System.out.print(markdown ? triage.markdown() : triage.text());
        return triage.hasRegressions() ? Main.GATE_FAILS : 0;
    }
}
