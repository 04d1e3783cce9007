package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jynetty.conformance.catalogue.Catalogue;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.peer.Peers;
import org.jynetty.conformance.report.Summary;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.verdict.Gate;
import org.jynetty.conformance.verdict.Rebaseline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the suites, compares, gates and reports. An option with an empty value counts as not given. */
@Command(name = "run", description = "Runs the suites, compares with the reference, gates and reports.")
final class RunCommand implements Callable<Integer> {
    /** Jython's own modules are left out: half of test_socket hangs on them, which takes minutes. */
    private static final List<String> DEFAULT_IMPLEMENTATIONS =
            List.of(Implementations.CPYTHON, Implementations.JYNETTY);

    private static final String ALL_PEERS = "peers-*";

    @Mixin
    private JythonOptions jython;

    @Option(
            names = "--to",
            defaultValue = "",
            description = "the folder that gets results, reports and logs; default: conformance/target/conformance")
    private String folder;

    @Option(names = "--only", defaultValue = "", description = "tests or suites, with * and ?, separated by commas")
    private String only;

    @Option(
            names = "--implementations",
            defaultValue = "",
            description = "some of cpython,jynetty,stock; default: cpython,jynetty")
    private String implementations;

    @Option(
            names = "--limit",
            defaultValue = "",
            description = "seconds a test may take, instead of the suites' own limits")
    private String limit;

    @Option(
            names = "--workers",
            defaultValue = "",
            description =
                    "worker processes side by side, six times as many for an implementation that mostly hangs; default: the processors")
    private String workers;

    @Option(names = "--shims", defaultValue = "", description = "some of the shims, or none; default: all")
    private String shims;

    @Option(
            names = "--retries",
            defaultValue = "",
            description = "how often an unexpected result is tried again; default: 3")
    private String retries;

    @Option(names = "--shard", defaultValue = "", description = "k/n: the k-th of n parts of the run")
    private String shard;

    @Option(
            names = "--peers",
            defaultValue = "",
            description =
                    "some of bullseye,bookworm,trixie,local; default: bookworm, or local where there are no containers")
    private String peers;

    @Option(
            names = "--peers-required",
            defaultValue = "",
            description = "true: a missing engine, image, container or peer is an error")
    private String peersRequired;

    @Option(
            names = "--peers-record",
            defaultValue = "",
            description = "true: PEERS.md becomes the one of this run; needs all conversations of its peers")
    private String peersRecord;

    @Option(
            names = "--rebaseline",
            defaultValue = "",
            description = "rewrite the expectations; the value is the reason of new entries, or true")
    private String rebaseline;

    @Option(
            names = "--failure",
            description = {
                "a file that gets the reason where the gate does not hold, or nothing could be run; else there is none.",
                "With it the status is 0 either way: for a build that fails by itself, in its own words."
            })
    private Path failure;

    @Override
    public Integer call() throws IOException, InterruptedException, UserException {
        if (failure == null) {
            return run();
        }
        Files.deleteIfExists(failure);
        String why;
        try {
            if (run() == 0) {
                return 0;
            }
            why = "The gate fails: what fails is above, each with the command that shows it alone.";
        } catch (UserException | IOException e) {
            why = e.getMessage();
        }
        Files.createDirectories(failure.toAbsolutePath().getParent());
        Files.writeString(failure, why);
        return 0;
    }

    private int run() throws IOException, InterruptedException, UserException {
        if (!rebaseline.isEmpty()) {
            Policies.refuseRewritingInCi();
        }
        Catalogue catalogue = Catalogue.load();
        Selection selection = Selection.parse(only);
        List<String> strangers = selection.withoutSuite(catalogue.names());
        if (!strangers.isEmpty()) {
            throw new UserException("no suite matches " + String.join(", ", strangers) + "; there are "
                    + String.join(", ", catalogue.names()));
        }
        boolean allPeers = Boolean.parseBoolean(peersRequired);
        PeerChoice peerChoice = new PeerChoice(items(peers), allPeers, Peers::obstacle, System.out::println);
        List<Suite> suites = new ArrayList<>(peerChoice.among(catalogue.choose(selection)));
        if (selection.isEverything() && names().containsAll(DEFAULT_IMPLEMENTATIONS)) { // the pair that is compared
            suites.addAll(peerChoice.of(catalogue.withPeers()));
        }
        boolean recordsPeers = Boolean.parseBoolean(peersRecord);
        if (recordsPeers && !(shard.isEmpty() && (selection.isEverything() || only.equals(ALL_PEERS)))) {
            throw new UserException("PEERS.md is of all conversations, not of some: mvn verify -Ppeers");
        }
        Layout layout = folder.isEmpty() ? jython.layout() : jython.layout().withTarget(Path.of(folder));
        Implementations jythons = jython.implementations(layout);

        Disk.check(layout.target());
        Results results;
        Run run;
        try (Progress progress = Progress.of(System.console() != null && System.getenv("CI") == null)) {
            run = new Run(
                    layout,
                    jythons,
                    names(),
                    suites,
                    selection,
                    new Run.Tuning(
                            OptionText.number("conformance.workers", workers)
                                    .orElse(Runtime.getRuntime().availableProcessors()),
                            OptionText.number("conformance.limit", limit).map(Duration::ofSeconds),
                            OptionText.number("conformance.retries", retries).orElse(3),
                            shard.isEmpty() ? Optional.empty() : Optional.of(Shard.parse(shard)),
                            shims(),
                            allPeers),
                    progress);
            results = run.execute();
        }
        Disk.check(layout.target());
        if (!rebaseline.isEmpty()) {
            results = rewriteExpectations(layout, run, results);
        }
        ResultsFile.write(layout.results(), results);
        ReportCommand.write(results, layout, layout.target());
        if (isWhatTheReportShows(selection)) {
            keep(layout, ReportCommand.REPORT);
        }
        if (recordsPeers) {
            keep(layout, ReportCommand.PEERS);
        }
        System.out.print(Summary.of(results));
        System.out.println("Results: " + layout.results());
        System.out.println("Dashboard: " + layout.target().resolve("dashboard/index.html"));
        return results.findings().isEmpty() ? 0 : Main.GATE_FAILS;
    }

    /** Has a report of this run in the project's root folder as well. */
    private static void keep(Layout layout, String name) throws IOException {
        Files.copy(layout.target().resolve(name), layout.root().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Results rewriteExpectations(Layout layout, Run run, Results results) throws IOException, UserException {
        String reason = rebaseline.equals("true") ? "" : rebaseline;
        for (String name : results.implementations().keySet()) {
            if (!name.equals(results.reference())) {
                Gate.Policy policy =
                        Policies.own(layout, name, results.implementations().get(name));
                Rebaseline rebaseline = new Rebaseline(List.of(results), name, policy);
                if (rebaseline.apply(reason, (id, result) -> true).save()) {
                    System.out.println("rewritten: " + policy.expectations().path());
                }
            }
        }
        return run.gate(results);
    }

    /**
     * REPORT.md is of all that a run without options does, with Jython's own modules beside it where they were asked for: a
     * part, or another Jython, would only look like a change.
     */
    private boolean isWhatTheReportShows(Selection selection) throws UserException {
        return selection.isEverything()
                && names().containsAll(DEFAULT_IMPLEMENTATIONS)
                && shard.isEmpty()
                && shims.isEmpty()
                && limit.isEmpty()
                && jython.areOfTheBuild();
    }

    private List<String> names() throws UserException {
        List<String> all = List.of(Implementations.CPYTHON, Implementations.JYNETTY, Implementations.STOCK);
        List<String> asked = items(implementations);
        for (String name : asked) {
            if (!all.contains(name)) {
                throw new UserException("no such implementation: " + name + "; there are " + String.join(", ", all));
            }
        }
        return asked.isEmpty()
                ? DEFAULT_IMPLEMENTATIONS
                : all.stream().filter(asked::contains).toList();
    }

    private Optional<List<String>> shims() {
        if (shims.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(shims.equals("none") ? List.of() : items(shims));
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
