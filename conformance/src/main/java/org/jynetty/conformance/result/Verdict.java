package org.jynetty.conformance.result;

/** What the pair (tested implementation, reference) says of the implementation. */
public enum Verdict {
    /** Both did the same. */
    CONFORMS("conforms"),
    /** The reference did something else. */
    DIVERGES("diverges"),
    /** The reference does not pass this test here, and neither does the implementation: the test says nothing. */
    REFERENCE_FAILS("reference-fails"),
    /** It diverges because of what the host interpreter is, not because of what is under test; an expectation says why. */
    HOST_LIMITED("host-limited"),
    /** Several attempts ended differently. */
    FLAKY("flaky"),
    /** The implementation passes what the reference does not. */
    IMPROVED("improved"),
    /** There is nothing to compare with: the reference gave no result. */
    ENVIRONMENT("environment");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** The verdict as reports and {@code results.json} spell it. */
    public String label() {
        return label;
    }
}
