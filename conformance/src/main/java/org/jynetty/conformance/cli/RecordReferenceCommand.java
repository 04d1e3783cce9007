package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jynetty.conformance.catalogue.Catalogue;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Thrown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records the reference's results, one file a suite, from the results of a run. */
@Command(
        name = "record-reference",
        description = "Writes the reference's part of a results.json to fixtures/reference, one file a suite.")
final class RecordReferenceCommand implements Callable<Integer> {
    @Option(names = "--project", defaultValue = Layout.DEFAULT_ROOT, description = "the project's root folder")
    private Path project;

    @Parameters(paramLabel = "RESULTS", description = "a results.json of a live run of whole suites")
    private Path file;

    @Override
    public Integer call() throws IOException, UserException {
        Results results = ResultsFile.read(file);
        List<String> ours = Catalogue.load().choose(Selection.parse("*")).stream()
                .filter(suite -> suite.kind().isOurs())
                .map(Suite::name)
                .toList();
        ImplementationInfo info = results.implementations().get(results.reference());
        if (info == null || info.recorded()) {
            throw new UserException(file + " has no live results of " + results.reference());
        }
        for (SuiteInfo suite : results.suites()) {
            if (!suite.complete()) {
                throw new UserException(file + " has only some tests of " + suite.name() + ": run the whole suite");
            }
        }
        for (Map.Entry<TestId, Map<String, TestResult>> each : results.tests().entrySet()) {
            TestResult result = each.getValue().get(results.reference());
            if (result != null
                    && result.isFailure()
                    && ours.contains(each.getKey().suite())) {
                throw new UserException("%s gives %s on the reference: mend the test, then run it again"
                        .formatted(each.getKey(), result.first().headline()));
            }
        }
        Path folder = Layout.of(project).recordedReference();
        for (SuiteInfo suite : results.suites()) {
            Path target = folder.resolve(suite.name() + ".json");
            ResultsFile.write(target, onlyReference(results, suite, info));
            System.out.println("recorded: " + target);
        }
        return 0;
    }

    private static Results onlyReference(Results results, SuiteInfo suite, ImplementationInfo info) {
        TreeMap<TestId, Map<String, TestResult>> tests = new TreeMap<>();
        results.tests().forEach((id, row) -> {
            TestResult result = row.get(results.reference());
            if (id.suite().equals(suite.name())
                    && result != null
                    && result.first().outcome() != Outcome.ABSENT) {
                tests.put(id, Map.of(results.reference(), anywhere(result)));
            }
        });
        return new Results(
                results.schema(),
                null,
                0,
                results.reference(),
                Map.of(results.reference(), new ImplementationInfo(interpreterFacts(info), true)),
                List.of(suite.withoutSubject()),
                Map.of(),
                List.of(),
                tests,
                List.of());
    }

    /** What does not depend on the machine that records. */
    private static Map<String, String> interpreterFacts(ImplementationInfo info) {
        Map<String, String> facts = new TreeMap<>(info.facts());
        facts.keySet().retainAll(List.of("python", "ssl"));
        return facts;
    }

    /**
     * The result as it would be on any machine. Times differ from run to run: a tenth of a second is exact enough for shards,
     * and changes seldom. What a failure says is full of paths, ports and dates; its kind is enough.
     */
    private static TestResult anywhere(TestResult result) {
        Attempt first = result.first();
        Thrown thrown = first.thrown();
        return new TestResult(
                List.of(new Attempt(
                        first.outcome(),
                        Math.round(first.seconds() * 10) / 10.0,
                        thrown == null
                                ? null
                                : new Thrown(
                                        thrown.type(),
                                        thrown.errno(),
                                        null,
                                        thrown.reason(),
                                        thrown.library(),
                                        null,
                                        null),
                        result.isFailure() ? null : first.detail(),
                        first.observed(),
                        first.descriptorsLeft(),
                        first.threadsLeft(),
                        first.shims())),
                null);
    }
}
