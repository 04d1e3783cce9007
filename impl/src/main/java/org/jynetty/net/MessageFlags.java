package org.jynetty.net;

/** The flags of recv(2) and send(2) that mean something here, with Linux's numbers. The kernel ignores what it does not know. */
public final class MessageFlags {
    public static final int OOB = 0x1;
    public static final int PEEK = 0x2;
    public static final int DONTWAIT = 0x40;
    public static final int WAITALL = 0x100;

    private MessageFlags() {}

    static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    /** The timeout of a call with these flags. */
    static long timeout(int flags, long timeout) {
        return has(flags, DONTWAIT) ? OpenSocket.NON_BLOCKING : timeout;
    }
}
