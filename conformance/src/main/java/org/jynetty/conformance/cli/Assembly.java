package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.PeersInfo;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.worker.SuiteReport;

/** Puts what the suites gave on the implementations into one table, in which every test has a result on each. */
final class Assembly {
    private final List<Suite> suites;
    private final Selection selection;
    private final Predicate<TestId> selected;
    private final Optional<Shard> shard;
    private final List<SuiteReport> reports;
    private final RecordedReference recorded;
    private final Map<String, String> unavailable;

    /**
     * @param selected the tests of this run: the selection's, as far as they are in the shard
     * @param recorded stands in for the reference; null where it was run, or is not wanted
     * @param unavailable the suites that cannot be run on this machine, with the reason
     */
    Assembly(
            List<Suite> suites,
            Selection selection,
            Predicate<TestId> selected,
            Optional<Shard> shard,
            List<SuiteReport> reports,
            RecordedReference recorded,
            Map<String, String> unavailable) {
        this.suites = suites;
        this.selection = selection;
        this.selected = selected;
        this.shard = shard;
        this.reports = reports;
        this.recorded = recorded;
        this.unavailable = unavailable;
    }

    SortedMap<TestId, Map<String, TestResult>> tests() {
        SortedMap<TestId, Map<String, TestResult>> table = new TreeMap<>();
        for (TestId id : selectedIds()) {
            Map<String, TestResult> row = new LinkedHashMap<>();
            if (recorded != null && recorded.tests().containsKey(id)) {
                row.put(Implementations.CPYTHON, recorded.tests().get(id));
            }
            for (SuiteReport report : reports) {
                if (report.suite().name().equals(id.suite())) {
                    Attempt attempt = report.attempts().get(id.name());
                    Attempt known = attempt == null ? report.missing() : attempt;
                    row.put(report.interpreter(), new TestResult(List.of(known), null));
                }
            }
            table.put(id, row);
        }
        return table;
    }

    /** What any implementation has, and is selected. */
    private SortedSet<TestId> selectedIds() {
        SortedSet<TestId> ids = new TreeSet<>();
        for (SuiteReport report : reports) {
            report.catalogue().forEach(name -> ids.add(new TestId(report.suite().name(), name)));
        }
        if (recorded != null) {
            recorded.tests().keySet().stream()
                    .filter(id -> suites.stream().anyMatch(suite -> suite.name().equals(id.suite())))
                    .filter(id -> !unavailable.containsKey(id.suite()))
                    .forEach(ids::add);
        }
        ids.removeIf(selected.negate());
        return ids;
    }

    List<SuiteInfo> suites(Path tests, Function<Suite, PeersInfo> peers) throws IOException {
        List<SuiteInfo> infos = new ArrayList<>();
        for (Suite suite : suites) {
            SortedSet<String> shims = new TreeSet<>();
            reports.stream()
                    .filter(report -> report.suite().equals(suite))
                    .forEach(report -> shims.addAll(report.setUpShims()));
            String hash = suite.kind().isOfReference()
                    ? Folders.sha256(tests.resolve("test").resolve(suite.name() + ".py"))
                    : null;
            String whyNothing = whyNothing(suite.name());
            infos.add(new SuiteInfo(
                    suite.name(),
                    hash,
                    shard.isEmpty() && selection.includesAllOf(suite.name()) && whyNothing == null,
                    shard.map(Shard::toString).orElse(null),
                    shims,
                    whyNothing,
                    peers.apply(suite),
                    suite.subject().orElse(null)));
        }
        return infos;
    }

    /**
     * Why nothing of a suite was run: it needs what this machine lacks, or no implementation could load it, so that nobody knows
     * which tests it has. Null where something was, or where the suite skips itself.
     */
    private String whyNothing(String suite) {
        if (unavailable.containsKey(suite)) {
            return unavailable.get(suite);
        }
        List<SuiteReport> its = reports.stream()
                .filter(report -> report.suite().name().equals(suite))
                .toList();
        boolean known = recorded != null
                && recorded.tests().keySet().stream().anyMatch(id -> id.suite().equals(suite));
        boolean loaded = its.stream().anyMatch(report -> report.unloadable() == null);
        if (known
                || loaded
                || its.stream().allMatch(report -> report.unloadable().outcome() == Outcome.SKIP)) {
            return null;
        }
        return its.stream()
                .map(report -> report.interpreter() + ": " + report.unloadable().headline())
                .collect(Collectors.joining("; "));
    }
}
