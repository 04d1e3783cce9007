package org.jynetty.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;

/** The address families that Java has sockets for, with Linux's numbers. */
public enum Family {
    UNIX(1, StandardProtocolFamily.UNIX),
    INET(2, StandardProtocolFamily.INET),
    INET6(10, StandardProtocolFamily.INET6);

    private final int number;
    private final ProtocolFamily java;

    Family(int number, ProtocolFamily java) {
        this.number = number;
        this.java = java;
    }

    /** @throws NetException EAFNOSUPPORT */
    public static Family of(int number) throws NetException {
        for (Family family : values()) {
            if (family.number == number) {
                return family;
            }
        }
        throw NetException.of(Errno.EAFNOSUPPORT);
    }

    public int number() {
        return number;
    }

    ProtocolFamily java() {
        return java;
    }

    /** @throws NetException EAFNOSUPPORT if the address is of another family */
    void check(SocketAddress address) throws NetException {
        if (address instanceof UnixDomainSocketAddress != (this == UNIX)) {
            throw NetException.of(Errno.EAFNOSUPPORT);
        }
        if (address instanceof InetSocketAddress inet) {
            InetAddress host = inet.getAddress();
            // An IPv6 socket takes IPv4 addresses too: Java turns the mapped ones into plain ones.
            if (this == INET && !(host instanceof Inet4Address)
                    || this == INET6 && !(host instanceof Inet6Address || host instanceof Inet4Address)) {
                throw NetException.of(Errno.EAFNOSUPPORT);
            }
        }
    }
}
