package org.jynetty.net;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** Which option of Java stands for a level and a number of Linux: those that are one number or one flag. */
final class OptionTable {
    /** SO_OOBINLINE. Java has it, but not for channels. */
    static final SocketOption<Boolean> OOB_INLINE = new Own<>("SO_OOBINLINE", Boolean.class);

    private static final Map<Long, Option<?>> KNOWN = Map.ofEntries(
            flag(Linux.SOL_SOCKET, Linux.SO_REUSEADDR, StandardSocketOptions.SO_REUSEADDR),
            flag(Linux.SOL_SOCKET, Linux.SO_BROADCAST, StandardSocketOptions.SO_BROADCAST),
            number(Linux.SOL_SOCKET, Linux.SO_SNDBUF, StandardSocketOptions.SO_SNDBUF),
            number(Linux.SOL_SOCKET, Linux.SO_RCVBUF, StandardSocketOptions.SO_RCVBUF),
            flag(Linux.SOL_SOCKET, Linux.SO_KEEPALIVE, StandardSocketOptions.SO_KEEPALIVE),
            flag(Linux.SOL_SOCKET, Linux.SO_OOBINLINE, OOB_INLINE),
            number(Linux.SOL_SOCKET, Linux.SO_LINGER, StandardSocketOptions.SO_LINGER),
            flag(Linux.SOL_SOCKET, Linux.SO_REUSEPORT, StandardSocketOptions.SO_REUSEPORT),
            flag(Linux.IPPROTO_TCP, Linux.TCP_NODELAY, StandardSocketOptions.TCP_NODELAY),
            number(Linux.IPPROTO_TCP, Linux.TCP_KEEPIDLE, ExtendedSocketOptions.TCP_KEEPIDLE),
            number(Linux.IPPROTO_TCP, Linux.TCP_KEEPINTVL, ExtendedSocketOptions.TCP_KEEPINTERVAL),
            number(Linux.IPPROTO_TCP, Linux.TCP_KEEPCNT, ExtendedSocketOptions.TCP_KEEPCOUNT),
            flag(Linux.IPPROTO_TCP, Linux.TCP_QUICKACK, ExtendedSocketOptions.TCP_QUICKACK),
            number(Linux.IPPROTO_IP, Linux.IP_TOS, StandardSocketOptions.IP_TOS),
            number(Linux.IPPROTO_IP, Linux.IP_MULTICAST_TTL, StandardSocketOptions.IP_MULTICAST_TTL),
            flag(Linux.IPPROTO_IP, Linux.IP_MULTICAST_LOOP, StandardSocketOptions.IP_MULTICAST_LOOP),
            number(Linux.IPPROTO_IPV6, Linux.IPV6_MULTICAST_HOPS, StandardSocketOptions.IP_MULTICAST_TTL),
            flag(Linux.IPPROTO_IPV6, Linux.IPV6_MULTICAST_LOOP, StandardSocketOptions.IP_MULTICAST_LOOP),
            number(Linux.IPPROTO_IPV6, Linux.IPV6_TCLASS, StandardSocketOptions.IP_TOS));

    private OptionTable() {}

    /** @param flag whether the number is 0 or 1 and Java has a boolean */
    record Option<T>(SocketOption<T> java, boolean flag) {
        Object toJava(int number) {
            return flag ? (Object) (number != 0) : number;
        }

        static int toNumber(Object value) {
            return value instanceof Boolean on ? (on ? 1 : 0) : value == null ? 0 : (Integer) value;
        }
    }

    /** Null where Java has none. */
    static Option<?> find(int level, int name) {
        return KNOWN.get(key(level, name));
    }

    // No record: the JDK's methods of records keep hold of the class that used them last, and of its loader.
    static long key(int level, int name) {
        return (long) level << Integer.SIZE | name & 0xFFFF_FFFFL;
    }

    static int level(long key) {
        return (int) (key >> Integer.SIZE);
    }

    static int name(long key) {
        return (int) key;
    }

    private static Map.Entry<Long, Option<?>> flag(int level, int name, SocketOption<Boolean> java) {
        return Map.entry(key(level, name), new Option<>(java, true));
    }

    private static Map.Entry<Long, Option<?>> number(int level, int name, SocketOption<Integer> java) {
        return Map.entry(key(level, name), new Option<>(java, false));
    }

    private static final class Own<T> implements SocketOption<T> {
        private final String name;
        private final Class<T> type;

        Own(String name, Class<T> type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Class<T> type() {
            return type;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
