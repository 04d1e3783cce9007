package org.jynetty.tls;

/** Asked by a server when a client has said which host it wants. */
@FunctionalInterface
public interface ServerNameCallback {
    /** Go on with the handshake. */
    int CONTINUE = -1;

    /**
     * Called in the thread that does the handshake, with the lock of the connection's socket held. It may replace the
     * context of the connection.
     *
     * @param name what the client sent, as bytes; null if it sent no name
     * @return {@link #CONTINUE}, or the number of the alert to end the handshake with
     */
    int select(TlsConnection connection, byte[] name);
}
