package org.jynetty.net;

/** The socket types that Java has, with Linux's numbers. */
public enum SocketType {
    STREAM(1, 6),
    DATAGRAM(2, 17);

    private static final int SOCK_RAW = 3;
    private static final int SOCK_PACKET = 10;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int PF_UNIX = 1;

    private final int number;
    private final int protocol;

    SocketType(int number, int protocol) {
        this.number = number;
        this.protocol = protocol;
    }

    /** @throws NetException ESOCKTNOSUPPORT, EPERM for raw sockets, EINVAL */
    static SocketType of(int type) throws NetException {
        int number = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
        for (SocketType known : values()) {
            if (known.number == number) {
                return known;
            }
        }
        if (number == SOCK_RAW) {
            throw NetException.of(Errno.EPERM);
        }
        throw NetException.of(number < 0 || number > SOCK_PACKET ? Errno.EINVAL : Errno.ESOCKTNOSUPPORT);
    }

    /** Whether the type that socket(2) is given asks for O_NONBLOCK. */
    static boolean isNonBlocking(int type) {
        return (type & SOCK_NONBLOCK) != 0;
    }

    /** @throws NetException EPROTONOSUPPORT; ESOCKTNOSUPPORT for UNIX datagrams, which the JDK does not have */
    void checkProtocol(Family family, int requested) throws NetException {
        if (family == Family.UNIX && this == DATAGRAM) {
            throw NetException.of(Errno.ESOCKTNOSUPPORT);
        }
        int only = family == Family.UNIX ? PF_UNIX : protocol;
        if (requested != 0 && requested != only) {
            throw NetException.of(Errno.EPROTONOSUPPORT);
        }
    }

    /** TCP or UDP. */
    int protocol() {
        return protocol;
    }

    public int number() {
        return number;
    }
}
