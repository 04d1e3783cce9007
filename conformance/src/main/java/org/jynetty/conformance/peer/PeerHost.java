package org.jynetty.conformance.peer;

import java.io.IOException;

/** Where peers run. Its folder with scripts and certificates has the same path here and there. */
interface PeerHost extends AutoCloseable {
    /** What it is, for the report. */
    String describe();

    /**
     * Starts a session: the process that runs one peer for as long as the session is open.
     *
     * @param command the session's first line
     */
    PeerProcess start(String command) throws IOException;

    /** Ends all that it runs. */
    @Override
    void close() throws IOException;
}
