package org.jynetty.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jynetty.conformance.expect.ExpectationFuzzer;
import org.jynetty.conformance.result.ResultsFuzzer;

/** What {@code ci/fuzz} began with and has found does no harm; nor does any beginning of it. */
class FuzzCorpusTest {
    private static final Path CORPORA = Path.of("src", "test", "fuzz");

    private static final Map<String, Consumer<byte[]>> TARGETS = new TreeMap<>(Map.of(
            ExpectationFuzzer.class.getName(), ExpectationFuzzer::fuzzerTestOneInput,
            ResultsFuzzer.class.getName(), ResultsFuzzer::fuzzerTestOneInput));

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void eachTargetHasACorpus() throws IOException {
        assertEquals(
                List.copyOf(TARGETS.keySet()),
                list(CORPORA).stream()
                        .map(each -> each.getFileName().toString())
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> noInputDoesHarm() throws IOException {
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (Path corpus : list(CORPORA)) {
            Consumer<byte[]> target = TARGETS.get(corpus.getFileName().toString());
            for (Path file : list(corpus)) {
                tests.add(dynamicTest(corpus.getFileName() + "/" + file.getFileName(), () -> {
                    byte[] input = Files.readAllBytes(file);
                    for (int length = 0; length <= input.length; length++) {
                        target.accept(Arrays.copyOf(input, length));
                    }
                }));
            }
        }
        return tests.build();
    }
}
