package org.jynetty.conformance.report;

import java.util.List;
import org.jynetty.conformance.result.TestId;

/** The command that runs one test alone, on an implementation and on the reference. */
public final class Reproduction {
    private Reproduction() {}

    /** @param options what it takes besides, as {@code results.json} says */
    public static String command(String reference, String implementation, TestId id, List<String> options) {
        String both = implementation.equals(reference) ? reference : reference + "," + implementation;
        String command = "mvn verify -Pconformance -DskipTests -Dconformance.only=%s -Dconformance.implementations=%s"
                .formatted(id, both);
        return options.isEmpty() ? command : command + " " + String.join(" ", options);
    }
}
