package org.jynetty.conformance.worker;

import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.TestId;

/** Who wants to know how a run goes. Called by many threads. */
public interface RunListener {
    /** One that does not want to know. */
    RunListener SILENT = new RunListener() {
        @Override
        public void planned(String interpreter, String suite, int tests) {}

        @Override
        public void finished(String interpreter, TestId id, Attempt attempt) {}

        @Override
        public void note(String message) {}
    };

    /** So many selected tests of a suite are about to run on an interpreter. */
    void planned(String interpreter, String suite, int tests);

    /** A test has ended. */
    void finished(String interpreter, TestId id, Attempt attempt);

    /** Something worth a line, such as a worker that was replaced. */
    void note(String message);
}
