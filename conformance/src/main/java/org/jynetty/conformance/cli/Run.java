package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.peer.Peers;
import org.jynetty.conformance.report.Reproduction;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.PeersInfo;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.verdict.Gate;
import org.jynetty.conformance.worker.Interpreter;
import org.jynetty.conformance.worker.RunListener;
import org.jynetty.conformance.worker.Runner;
import org.jynetty.conformance.worker.SuiteReport;
import org.jynetty.conformance.worker.WorkerSettings;
import org.jynetty.fixtures.CPython;
import org.jynetty.fixtures.ProvisioningException;
import org.jynetty.fixtures.TestedProgram;
import org.jynetty.fixtures.Trees;

/** One run from provisioning to the judged results. */
final class Run {
    /**
     * How a run is carried out.
     *
     * @param workers worker processes side by side
     * @param limit a limit for every test, instead of the suites' own
     * @param retries how often an unexpected result is tried again
     * @param shard the part of the run to do; the whole where empty
     * @param shims the shims to install; all where empty
     * @param allPeers whether a peer that is missing is an error
     */
    record Tuning(
            int workers,
            Optional<Duration> limit,
            int retries,
            Optional<Shard> shard,
            Optional<List<String>> shims,
            boolean allPeers) {}

    private final Layout layout;
    private final Implementations jythons;
    private final List<String> names;
    private final List<Suite> suites;
    private final Selection selection;
    private final Tuning tuning;
    private final RunListener listener;
    private final Map<String, Interpreter> interpreters = new LinkedHashMap<>();
    private final Map<String, ImplementationInfo> infos = new LinkedHashMap<>();
    private RecordedReference recorded;

    Run(
            Layout layout,
            Implementations jythons,
            List<String> names,
            List<Suite> suites,
            Selection selection,
            Tuning tuning,
            RunListener listener) {
        this.layout = layout;
        this.jythons = jythons;
        this.names = names;
        this.suites = suites;
        this.selection = selection;
        this.tuning = tuning;
        this.listener = listener;
    }

    Results execute() throws IOException, InterruptedException, UserException {
        Instant started = Instant.now();
        recorded = RecordedReference.read(layout.recordedReference());
        Path tests = layout.target().resolve("tests");
        Shims shims = Shims.choose(layout.python(), tuning.shims());
        findInterpreters(tests, shims);
        Path work = layout.target().resolve("work");
        Trees.delete(work);
        try (Provisions provisions = Provisions.of(suites, work, jythons.jythonJar());
                Peers peers = Peers.start(suites, layout.peers())) {
            return execute(started, tests, work, shims, provisions, peers);
        }
    }

    private Results execute(Instant started, Path tests, Path work, Shims shims, Provisions provisions, Peers peers)
            throws IOException, InterruptedException, UserException {
        reportMissing(peers);
        provisions
                .unavailable()
                .forEach((suite, why) -> listener.note("suite %s cannot be run here: %s".formatted(suite, why)));
        WorkerSettings settings = new WorkerSettings(
                layout.python(),
                tests,
                work,
                shims.names(),
                TestedProgram.FOREIGN_VARIABLES,
                provisions.equipment(),
                peers);
        for (Interpreter interpreter : interpreters.values()) {
            Map<String, String> facts = new TreeMap<>(Runner.facts(interpreter, settings, listener));
            if (!interpreter.name().equals(Implementations.CPYTHON)) {
                facts.put("jython", facts.get("python").replace("Jython ", ""));
                for (Map.Entry<String, Path> jar :
                        jythons.jars(interpreter.name()).entrySet()) {
                    facts.put(jar.getKey() + ".jar", "sha256 " + Folders.sha256(jar.getValue()));
                }
            }
            infos.put(interpreter.name(), new ImplementationInfo(facts, false));
        }
        noteExpectations();
        Optional<Shard.Members> shard = tuning.shard().map(each -> each.members(recorded.tests(), suites));
        Predicate<TestId> selected = id ->
                selection.includes(id) && shard.map(each -> each.include(id)).orElse(true);
        List<Suite> available = suites.stream()
                .filter(suite -> !provisions.unavailable().containsKey(suite.name()))
                .toList();
        Runner runner = new Runner(settings, tuning.workers(), tuning.limit(), knownToHang(), listener);
        List<SuiteReport> reports = runner.run(List.copyOf(interpreters.values()), available, selected, without());
        Assembly assembly = new Assembly(
                suites,
                selection,
                selected,
                tuning.shard(),
                reports,
                recordedStandsIn() ? recorded : null,
                provisions.unavailable());
        Results first = new Results(
                Results.SCHEMA,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(started, Instant.now()).toMillis() / 1e3,
                Implementations.CPYTHON,
                infos,
                assembly.suites(tests, peers::info),
                shims.reasons(),
                options(),
                assembly.tests(),
                List.of());
        if (first.tests().isEmpty() && !available.isEmpty()) {
            throw new UserException("the selection matches no test of "
                    + suites.stream().map(Suite::name).toList());
        }
        Results again = new Retries(runner, interpreters, suites, tuning.retries(), listener).settle(gate(first));
        return gate(again);
    }

    /**
     * What Jython alone leaves out. What its own sockets do with other people's TLS is no question of this project, and takes
     * long to ask; and a suite that its expectations do not cover could tell nothing, so it runs only where somebody asks for it.
     */
    private BiPredicate<String, Suite> without() throws IOException {
        Gate.Policy stock = Policies.read(layout, infos).get(Implementations.STOCK);
        return (implementation, suite) -> implementation.equals(Implementations.STOCK)
                && (suite.kind() == Suite.Kind.PEERS || selection.isEverything() && stock.leavesOut(suite.name()));
    }

    /** The tests that are expected to hang, by implementation. */
    private BiPredicate<String, TestId> knownToHang() throws IOException {
        Map<String, Gate.Policy> policies = Policies.read(layout, infos);
        return (implementation, id) -> policies.containsKey(implementation)
                && policies.get(implementation).expectsHang(id);
    }

    /** Says so where Jython alone is judged by what is known of another version, or not at all. */
    private void noteExpectations() throws IOException {
        ImplementationInfo stock = infos.get(Implementations.STOCK);
        if (stock == null) {
            return;
        }
        Path own = Policies.own(layout, Implementations.STOCK, stock)
                .expectations()
                .path();
        ExpectationFile used =
                Policies.read(layout, infos).get(Implementations.STOCK).expectations();
        if (used == null || !used.path().equals(own)) {
            listener.note("stock: there is no %s, so it %s. To record it: %sconformance rebaseline"
                    .formatted(
                            own,
                            used == null
                                    ? "does not gate"
                                    : "is judged by " + used.path().getFileName(),
                            used == null ? "" : "copy that file, then "));
        }
    }

    /** Says what the peers are, and which are missing: an error where they are required, or where an image should have them. */
    private void reportMissing(Peers peers) throws UserException {
        for (Suite suite : suites) {
            PeersInfo info = peers.info(suite);
            if (info == null) {
                continue;
            }
            listener.note("%s: %s, %d peers"
                    .formatted(suite.name(), info.where(), info.versions().size()));
            if (!info.missing().isEmpty()) {
                String missing = "%s: missing here: %s".formatted(suite.name(), String.join(", ", info.missing()));
                if (tuning.allPeers() || !Peers.isLocal(suite)) {
                    throw new UserException(missing + "; ci/peers brings them");
                }
                listener.note(missing);
            }
        }
    }

    private boolean recordedStandsIn() {
        return infos.containsKey(Implementations.CPYTHON)
                && infos.get(Implementations.CPYTHON).recorded();
    }

    /** Provisions what is asked for. The reference's test files are needed even where the reference itself is not run. */
    private void findInterpreters(Path tests, Shims shims) throws IOException, UserException {
        try {
            CPython cpython = CPython.provision();
            Folders.link(tests.resolve("test"), cpython.library().resolve("test"));
            if (names.contains(Implementations.CPYTHON)) {
                interpreters.put(Implementations.CPYTHON, Implementations.cpython(cpython));
            } else if (!recorded.tests().isEmpty()) {
                infos.put(Implementations.CPYTHON, recorded.info()); // what is run alone is compared all the same
            }
        } catch (ProvisioningException e) {
            checkTestFiles(tests, e);
            if (recorded.tests().isEmpty()) {
                throw new UserException(
                        "CPython cannot be had, and no results of it are recorded: " + e.getMessage(), e);
            }
            listener.note("recorded results stand in for the reference: " + e.getMessage());
            infos.put(Implementations.CPYTHON, recorded.info());
        }
        for (String name : names) {
            if (!name.equals(Implementations.CPYTHON)) {
                interpreters.put(name, jythons.jython(name, shims.jvmOptions()));
            }
        }
    }

    /** Most suites are the reference's own test files, or use the certificates beside them; the others need none. */
    private void checkTestFiles(Path tests, ProvisioningException cause) throws UserException {
        List<String> without = suites.stream()
                .filter(suite -> suite.kind().needsFilesOfReference())
                .map(Suite::name)
                .toList();
        if (!without.isEmpty() && !Files.isRegularFile(tests.resolve("test/test_support.py"))) {
            throw new UserException(
                    "%s%nor run, with recorded results in its place, only suites that need none of its files (not %s): -Dconformance.only=names,programs"
                            .formatted(cause.getMessage(), String.join(", ", without)),
                    cause);
        }
    }

    /** Judges by the expectations as they are on disk now. */
    Results gate(Results results) throws IOException {
        return new Gate(Policies.read(layout, infos), recorded.tests(), LocalDate.now(), this::command).apply(results);
    }

    private String command(String implementation, TestId id) {
        return Reproduction.command(Implementations.CPYTHON, implementation, id, options());
    }

    /** What was asked for that changes how a test ends. */
    private List<String> options() {
        List<String> options = new ArrayList<>(jythons.overrides());
        tuning.limit().ifPresent(limit -> options.add("-Dconformance.limit=" + limit.toSeconds()));
        tuning.shims()
                .ifPresent(chosen ->
                        options.add("-Dconformance.shims=" + (chosen.isEmpty() ? "none" : String.join(",", chosen))));
        return options;
    }
}
