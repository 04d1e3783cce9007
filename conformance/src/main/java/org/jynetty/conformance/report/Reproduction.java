package org.jynetty.conformance.report;

import org.jynetty.conformance.result.TestId;

/** The command that runs one test alone, on an implementation and on the reference. */
public final class Reproduction {
    private Reproduction() {}

    public static String command(String reference, String implementation, TestId id) {
        String both = implementation.equals(reference) ? reference : reference + "," + implementation;
        return "mvn verify -Pconformance -DskipTests -Dconformance.only=%s -Dconformance.implementations=%s"
                .formatted(id, both);
    }
}
