package org.jynetty.net;

import java.util.Set;

/** A connection whose both ends are in this process, used by any number of threads at the same time. */
final class StressedConnection {
    /** What an operation may fail with when an end was closed under it. */
    private static final Set<Errno> AFTER_ABORT = Set.of(Errno.EBADF, Errno.EPIPE, Errno.ECONNRESET);

    private final OpenSocket client;
    private final OpenSocket server;
    private final CodedStream request;
    private final CodedStream response;

    /** An end was closed, or is about to be, with no regard to what was under way. */
    private volatile boolean aborted;

    StressedConnection(OpenSocket client, OpenSocket server) {
        this.client = client;
        this.server = server;
        request = new CodedStream(client, server);
        response = new CodedStream(server, client);
    }

    /** Returns how many bytes were sent. */
    int send(boolean byClient, long timeout) throws NetException {
        try {
            return (byClient ? request : response).send(timeout, () -> aborted);
        } catch (NetException e) {
            checkExpected(e, timeout);
            return 0;
        }
    }

    void receive(boolean byClient, long timeout) throws NetException {
        CodedStream stream = byClient ? response : request;
        try {
            int count = stream.receive(timeout);
            if (count < 0 && !aborted) {
                stream.checkEnd();
            }
        } catch (NetException e) {
            checkExpected(e, timeout);
        }
    }

    private void checkExpected(NetException e, long timeout) throws NetException {
        boolean expected = e.kind() == NetException.Kind.TIMEOUT && timeout > 0
                || e.is(Errno.EAGAIN) && timeout == OpenSocket.NON_BLOCKING
                || aborted && AFTER_ABORT.stream().anyMatch(e::is);
        if (!expected) {
            throw e;
        }
    }

    /** Has both ends send nothing more. */
    void finish() throws NetException {
        if (!aborted) {
            try {
                request.finish();
                response.finish();
            } catch (NetException e) {
                // The other end may have been closed meanwhile: ENOTCONN.
                if (!aborted || !e.is(Errno.ENOTCONN) && !e.is(Errno.EBADF)) {
                    throw e;
                }
            }
        }
    }

    /** Closes one end, whatever other threads are doing with it. */
    void abort(boolean theClient) {
        aborted = true;
        (theClient ? client : server).close();
    }

    /** Whether there is nothing left to do with it. */
    boolean isOver() {
        return aborted || request.isComplete() && response.isComplete();
    }

    void close() {
        aborted = true;
        client.close();
        server.close();
    }
}
