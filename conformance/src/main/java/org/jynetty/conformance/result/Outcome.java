package org.jynetty.conformance.result;

/** How one test ended on one implementation. */
public enum Outcome {
    PASS('P'),
    /** An assertion of the test failed. */
    FAIL('F'),
    /** The test, or the set-up of its class or module, raised something else than an assertion. */
    ERROR('E'),
    /** The test, its class or its module skipped itself. */
    SKIP('S'),
    /** The test is marked as an expected failure by the test file, and failed. */
    EXPECTED_FAILURE('X'),
    /** The test is marked as an expected failure by the test file, and passed. */
    UNEXPECTED_SUCCESS('U'),
    /** The test exceeded its limit; its worker was ended. */
    HANG('H'),
    /** The worker process ended during the test. */
    CRASH('C'),
    /** The implementation does not have this test: a condition in the test file removed it. */
    ABSENT('A'),
    /** The test ran to its end but observed something else than the reference did. Given by comparison, never by a worker. */
    DIFFERS('D');

    private final char letter;

    Outcome(char letter) {
        this.letter = letter;
    }

    /** The outcome in a history file. */
    char letter() {
        return letter;
    }

    /** Whether the test says that the implementation did what it should, as far as the test file can tell. */
    public boolean isSuccess() {
        return this == PASS || this == EXPECTED_FAILURE;
    }
}
