package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.report.Clusters;
import org.jynetty.conformance.report.Signature;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.verdict.Gate;
import org.jynetty.conformance.verdict.Rebaseline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an expectation file up to what runs found, cluster by cluster, without running anything. */
@Command(
        name = "rebaseline",
        description = {
            "Brings the expectations up to what one or several runs found.",
            "Without --reason: shows what has no entry yet, what looks alike together. With it: writes entries "
                    + "for what --only and --signature choose. Then the next cluster, until none is left."
        })
final class RebaselineCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULTS", arity = "1..*", description = "results.json files; outcomes are united")
    private List<Path> files;

    @Option(names = "--project", defaultValue = Layout.DEFAULT_ROOT, description = "the project's root folder")
    private Path project;

    @Option(names = "--implementation", required = true, description = "whose expectations: jynetty or stock")
    private String implementation;

    @Option(names = "--only", defaultValue = "", description = "tests or suites, with * and ?, separated by commas")
    private String only;

    @Option(names = "--signature", defaultValue = "", description = "a text that the signature of the failure contains")
    private String signature;

    @Option(names = "--reason", description = "the reason of new entries")
    private String reason;

    @Override
    public Integer call() throws IOException, UserException {
        Policies.refuseRewritingInCi();
        List<Results> runs = new ArrayList<>();
        for (Path file : files) {
            Results run = ResultsFile.read(file);
            if (!run.implementations().containsKey(implementation)) {
                throw new UserException(file + " has no results of " + implementation);
            }
            runs.add(run);
        }
        Layout layout = Layout.of(project);
        Gate.Policy policy = policy(layout, runs);
        Rebaseline rebaseline = new Rebaseline(runs, implementation, policy);
        BiPredicate<TestId, TestResult> chosen = chosen();
        if (reason == null) {
            Map<TestId, TestResult> open = new TreeMap<>(rebaseline.unexplained());
            open.entrySet().removeIf(each -> !chosen.test(each.getKey(), each.getValue()));
            System.out.print(Clusters.of(open).text());
            return open.isEmpty() ? 0 : Main.GATE_FAILS;
        }
        boolean changed = rebaseline.apply(reason, chosen).save();
        System.out.println((changed ? "rewritten: " : "nothing to change: ")
                + policy.expectations().path());
        return 0;
    }

    /** All runs must be judged by the same file: that of one version of Jython. */
    private Gate.Policy policy(Layout layout, List<Results> runs) throws IOException, UserException {
        Gate.Policy first = null;
        for (Results run : runs) {
            Gate.Policy policy =
                    Policies.own(layout, implementation, run.implementations().get(implementation));
            if (first != null
                    && !first.expectations().path().equals(policy.expectations().path())) {
                throw new UserException(
                        "these results are of different versions of Jython, which have different files");
            }
            first = policy;
        }
        return first;
    }

    private BiPredicate<TestId, TestResult> chosen() {
        Selection selection = Selection.parse(only);
        return (id, result) -> selection.includes(id)
                && (signature.isEmpty()
                        || result != null && Signature.of(result).contains(signature));
    }
}
