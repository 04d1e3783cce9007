package org.jynetty.conformance.expect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jynetty.conformance.ScratchFile;
import org.jynetty.conformance.result.TestId;

/** Files that are said to be expectations: what is wrong with one is told by an {@link IOException} that names it. */
public final class ExpectationFuzzer {
    private static final Path FILE = ScratchFile.create(".toml");

    private ExpectationFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Files.write(FILE, input);
            ExpectationFile file = ExpectationFile.read(FILE);
            file.covers("test_socket");
            file.entries().forEach(entry -> entry.tests().contains(TestId.parse("test_socket::A.b")));
        } catch (IOException e) {
            if (!e.getMessage().contains(FILE.toString())) {
                throw new AssertionError("a message that names no file: " + e.getMessage(), e);
            }
        }
    }
}
