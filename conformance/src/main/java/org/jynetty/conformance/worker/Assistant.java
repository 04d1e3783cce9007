package org.jynetty.conformance.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jynetty.conformance.catalogue.Suite;

/** Answers what a running test asks the harness for, such as a peer to talk to. One for each test; used by one thread. */
public interface Assistant extends AutoCloseable {
    /**
     * Answers a question, which may take as long as the test's limit allows.
     *
     * @throws IOException where there is no answer; its message is what the test is told
     */
    JsonNode answer(JsonNode question) throws IOException, InterruptedException;

    /** The test has ended: what it was given is taken back. */
    @Override
    void close();

    /** The assistant of tests that ask for nothing. */
    Assistant NONE = new Assistant() {
        @Override
        public JsonNode answer(JsonNode question) throws IOException {
            throw new IOException("tests of this suite cannot ask for anything, such as " + question);
        }

        @Override
        public void close() {}
    };

    /** Where assistants come from. Called by many threads. */
    interface Source {
        /** A source for suites that ask for nothing. */
        Source NONE = suite -> Assistant.NONE;

        /** An assistant for a test of this suite, or for the suite itself while it is being loaded. */
        Assistant open(Suite suite);
    }
}
