package org.jynetty.conformance.result;

/**
 * A reason for the gate to fail.
 *
 * @param kind what sort of reason
 * @param implementation the implementation it concerns
 * @param id the test it concerns, or null
 * @param message what is wrong and what to do
 * @param command the command that reproduces it alone, or null
 */
public record Finding(Kind kind, String implementation, TestId id, String message, String command) {

    /** The sorts of reasons, worst first. */
    public enum Kind {
        /** A result that the expectations do not allow. */
        UNEXPECTED_RESULT,
        /** A test that conforms although an expectation says it does not. */
        UNEXPECTED_PASS,
        /** The reference fails what it is not recorded to fail: nothing can be concluded from the pair. */
        REFERENCE_CHANGED,
        /** A suite that gave no results. */
        NOT_RUN,
        /** An expectation that matches no test. */
        STALE_EXPECTATION,
        /** An expectation whose time is over. */
        EXPIRED_EXPECTATION,
        /** An expectation that is not well-formed, or gives no reason. */
        BAD_EXPECTATION
    }
}
