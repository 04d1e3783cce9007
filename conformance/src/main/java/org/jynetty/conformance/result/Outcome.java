package org.jynetty.conformance.result;

/** How one test ended on one implementation. */
public enum Outcome {
    PASS,
    /** An assertion of the test failed. */
    FAIL,
    /** The test, or the set-up of its class or module, raised something else than an assertion. */
    ERROR,
    /** The test, its class or its module skipped itself. */
    SKIP,
    /** The test is marked as an expected failure by the test file, and failed. */
    EXPECTED_FAILURE,
    /** The test is marked as an expected failure by the test file, and passed. */
    UNEXPECTED_SUCCESS,
    /** The test exceeded its limit; its worker was ended. */
    HANG,
    /** The worker process ended during the test. */
    CRASH,
    /** The implementation does not have this test: a condition in the test file removed it. */
    ABSENT,
    /** The test ran to its end but observed something else than the reference did. Given by comparison, never by a worker. */
    DIFFERS;

    /** Whether the test says that the implementation did what it should, as far as the test file can tell. */
    public boolean isSuccess() {
        return this == PASS || this == EXPECTED_FAILURE;
    }
}
