package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jynetty.conformance.report.Reproduction;
import org.jynetty.conformance.report.Summary;
import org.jynetty.conformance.result.Finding;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.verdict.Gate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one result of several: of the shards of a run, or of runs of different implementations; later ones win. */
@Command(name = "merge", description = "Makes one results.json of several, such as shards, judges it and reports.")
final class MergeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULTS", arity = "1..*", description = "results.json files")
    private List<Path> files;

    @Option(names = "--project", defaultValue = Layout.DEFAULT_ROOT, description = "the project's root folder")
    private Path project;

    @Option(
            names = "--to",
            required = true,
            description = "the folder that gets results.json, and what report makes of it")
    private Path folder;

    @Override
    public Integer call() throws IOException, UserException {
        List<Results> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(ResultsFile.read(file));
        }
        Layout layout = Layout.of(project);
        Results merged = merge(parts);
        Results judged = new Gate(
                        Policies.read(layout, merged.implementations()),
                        RecordedReference.read(layout.recordedReference()).tests(),
                        LocalDate.now(),
                        (implementation, id) ->
                                Reproduction.command(merged.reference(), implementation, id, merged.options()))
                .apply(merged);
        List<Finding> findings = new ArrayList<>(judged.findings());
        findings.addAll(missingParts(parts));
        judged = judged.judged(judged.tests(), findings);
        ResultsFile.write(folder.resolve("results.json"), judged);
        ReportCommand.write(judged, layout, folder);
        System.out.print(Summary.of(judged));
        return judged.findings().isEmpty() ? 0 : Main.GATE_FAILS;
    }

    /** A part that left no results is no success, and what it would have run is not known to pass. */
    static List<Finding> missingParts(List<Results> parts) throws UserException {
        Map<String, SortedSet<Integer>> missing = new LinkedHashMap<>();
        for (Results part : parts) {
            for (SuiteInfo suite : part.suites()) {
                if (suite.shard() != null) {
                    Shard shard = Shard.parse(suite.shard());
                    missing.computeIfAbsent(suite.name(), name -> shard.all()).remove(shard.number());
                }
            }
        }
        return missing.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> new Finding(
                        Finding.Kind.NOT_RUN,
                        parts.get(0).reference(),
                        null,
                        "of suite %s the parts %s are missing: their jobs left no results.json"
                                .formatted(each.getKey(), each.getValue()),
                        null))
                .toList();
    }

    /**
     * The parts as one, without a judgement.
     *
     * @throws UserException if an implementation of one part is not that of another
     */
    static Results merge(List<Results> parts) throws UserException {
        Map<String, ImplementationInfo> implementations = new LinkedHashMap<>();
        Map<String, List<SuiteInfo>> suites = new LinkedHashMap<>();
        Map<String, String> shims = new TreeMap<>();
        SortedMap<TestId, Map<String, TestResult>> tests = new TreeMap<>();
        for (Results part : parts) {
            for (Map.Entry<String, ImplementationInfo> each :
                    part.implementations().entrySet()) {
                ImplementationInfo other = implementations.put(each.getKey(), each.getValue());
                if (other != null && !sameKind(other.facts(), each.getValue().facts())) {
                    throw new UserException("parts of different runs: %s is %s here, and %s there"
                            .formatted(
                                    each.getKey(),
                                    other.facts(),
                                    each.getValue().facts()));
                }
            }
            part.suites().forEach(suite -> suites.computeIfAbsent(suite.name(), key -> new ArrayList<>())
                    .add(suite));
            shims.putAll(part.shims());
            part.tests().forEach((id, row) -> tests.computeIfAbsent(id, key -> new LinkedHashMap<>())
                    .putAll(row));
        }
        Results first = parts.get(0);
        return new Results(
                Results.SCHEMA,
                first.started(),
                parts.stream().mapToDouble(Results::seconds).sum(),
                first.reference(),
                implementations,
                suites.values().stream().map(SuiteInfo::merge).toList(),
                shims,
                parts.stream()
                        .flatMap(part -> part.options().stream())
                        .distinct()
                        .toList(),
                tests,
                List.of());
    }

    /** Kernels and patch releases may differ from machine to machine of a CI; what is tested may not. */
    private static boolean sameKind(Map<String, String> one, Map<String, String> other) {
        return Stream.of("python", "jython").allMatch(fact -> Objects.equals(one.get(fact), other.get(fact)))
                && jdk(one) == jdk(other);
    }

    private static int jdk(Map<String, String> facts) {
        String version = facts.get("jdk");
        return version == null
                ? 0
                : Runtime.Version.parse(version.split(" ")[0]).feature();
    }
}
