package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.ResultsFile;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/**
 * The reference's results as they were recorded, one results file a suite. They stand in for the reference where it cannot
 * be had, and show when a live one does something else than it should.
 */
record RecordedReference(ImplementationInfo info, Map<TestId, TestResult> tests) {

    static RecordedReference read(Path folder) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<TestId, TestResult> tests = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                List<Path> files = found.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
                for (Path file : files) {
                    Results results = ResultsFile.read(file);
                    facts.putAll(
                            results.implementations().get(results.reference()).facts());
                    results.tests().forEach((id, row) -> tests.put(id, row.get(results.reference())));
                }
            }
        }
        return new RecordedReference(new ImplementationInfo(facts, true), tests);
    }
}
