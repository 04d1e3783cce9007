package org.jynetty.conformance.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jynetty.conformance.ScratchFile;

/** Files that are said to be results: what is wrong with one is told by an {@link IOException} that names it. */
public final class ResultsFuzzer {
    private static final Path FILE = ScratchFile.create(".json");

    private ResultsFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Results results;
        try {
            Files.write(FILE, input);
            results = ResultsFile.read(FILE);
        } catch (IOException e) {
            if (!e.getMessage().contains(FILE.toString())) {
                throw new AssertionError("a message that names no file: " + e.getMessage(), e);
            }
            return;
        }
        try {
            Results whole = again(results); // what is empty is left out when it is written, as the schema says
            if (!again(whole).equals(whole)) {
                throw new AssertionError("what was read is written as something else");
            }
        } catch (IOException e) {
            throw new AssertionError("what was read cannot be written and read again", e);
        }
    }

    private static Results again(Results results) throws IOException {
        ResultsFile.write(FILE, results);
        return ResultsFile.read(FILE);
    }
}
