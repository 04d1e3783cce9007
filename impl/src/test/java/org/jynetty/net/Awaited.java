package org.jynetty.net;

/** Tells when a call of another thread waits. */
public final class Awaited {
    private Awaited() {}

    /** Returns when a thread waits in a call of this socket. */
    public static void until(OpenSocket socket) {
        while (!socket.isAwaited()) {
            Thread.onSpinWait();
        }
    }
}
