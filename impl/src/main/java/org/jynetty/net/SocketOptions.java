package org.jynetty.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import jdk.net.ExtendedSocketOptions;

/**
 * getsockopt(2) and setsockopt(2): Linux's levels, numbers and structures on Java's options. See socket(7), tcp(7), ip(7).
 *
 * <p>Keeps what the program set, because one Linux socket may take several Java channels in its life, and because
 * accepted connections inherit from their listener. Guarded by the lock of the socket's loop.
 */
public final class SocketOptions {
    public static final int SOL_SOCKET = 1;
    public static final int IPPROTO_IP = 0;
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_IPV6 = 41;

    /** Of the numbers in values, whatever the machine's: what Jython's {@code struct} takes for native. */
    public static final ByteOrder BYTE_ORDER = ByteOrder.BIG_ENDIAN;

    private static final int SO_TYPE = 3;
    private static final int SO_ERROR = 4;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_LINGER = 13;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SO_PROTOCOL = 38;
    private static final int SO_DOMAIN = 39;

    /** How a number and Java's option go together. */
    private static final Map<Key, Option<?>> KNOWN = Map.ofEntries(
            flag(SOL_SOCKET, 2, StandardSocketOptions.SO_REUSEADDR),
            flag(SOL_SOCKET, 6, StandardSocketOptions.SO_BROADCAST),
            number(SOL_SOCKET, SO_SNDBUF, StandardSocketOptions.SO_SNDBUF),
            number(SOL_SOCKET, SO_RCVBUF, StandardSocketOptions.SO_RCVBUF),
            flag(SOL_SOCKET, 9, StandardSocketOptions.SO_KEEPALIVE),
            flag(SOL_SOCKET, 15, StandardSocketOptions.SO_REUSEPORT),
            number(SOL_SOCKET, SO_LINGER, StandardSocketOptions.SO_LINGER),
            flag(IPPROTO_TCP, 1, StandardSocketOptions.TCP_NODELAY),
            number(IPPROTO_TCP, 4, ExtendedSocketOptions.TCP_KEEPIDLE),
            number(IPPROTO_TCP, 5, ExtendedSocketOptions.TCP_KEEPINTERVAL),
            number(IPPROTO_TCP, 6, ExtendedSocketOptions.TCP_KEEPCOUNT),
            flag(IPPROTO_TCP, 12, ExtendedSocketOptions.TCP_QUICKACK),
            number(IPPROTO_IP, 1, StandardSocketOptions.IP_TOS),
            number(IPPROTO_IP, 33, StandardSocketOptions.IP_MULTICAST_TTL),
            flag(IPPROTO_IP, 34, StandardSocketOptions.IP_MULTICAST_LOOP),
            number(IPPROTO_IPV6, 18, StandardSocketOptions.IP_MULTICAST_TTL),
            flag(IPPROTO_IPV6, 19, StandardSocketOptions.IP_MULTICAST_LOOP),
            number(IPPROTO_IPV6, 67, StandardSocketOptions.IP_TOS));

    private record Key(int level, int name) {}

    private record Option<T>(SocketOption<T> java, boolean flag) {}

    /** What a program set on a socket. */
    record Settings(Map<SocketOption<?>, Object> values) {}

    private final OpenSocket socket;
    private final Map<SocketOption<?>, Object> set = new LinkedHashMap<>();

    SocketOptions(OpenSocket socket) {
        this.socket = socket;
    }

    private static Map.Entry<Key, Option<?>> flag(int level, int name, SocketOption<Boolean> java) {
        return Map.entry(new Key(level, name), new Option<>(java, true));
    }

    private static Map.Entry<Key, Option<?>> number(int level, int name, SocketOption<Integer> java) {
        return Map.entry(new Key(level, name), new Option<>(java, false));
    }

    /**
     * The value as the kernel lays it out, cut to {@code length} bytes.
     *
     * @throws NetException ENOPROTOOPT, EBADF
     */
    public byte[] get(int level, int name, int length) throws NetException {
        socket.loop().lock();
        try {
            socket.checkOpen();
            byte[] value = level == SOL_SOCKET ? ofSocket(name) : null;
            if (value == null) {
                OptionalInt fixed = fixed(level, name);
                value = fixed.isPresent() ? bytes(fixed.getAsInt()) : ofChannel(level, name);
            }
            return value.length <= length ? value : Arrays.copyOf(value, length);
        } finally {
            socket.loop().unlock();
        }
    }

    /** What no Java option tells; null if it is none of these. */
    private byte[] ofSocket(int name) {
        return switch (name) {
            case SO_TYPE -> bytes(socket.type().number());
            case SO_DOMAIN -> bytes(socket.family().number());
            case SO_PROTOCOL -> bytes(socket.effectiveProtocol());
            case SO_ACCEPTCONN -> bytes(socket.isListening() ? 1 : 0);
            case SO_ERROR -> {
                NetException error = socket.takeError();
                yield bytes(error == null ? 0 : error.number());
            }
            default -> null;
        };
    }

    /**
     * What Java's channels have and do not let a program change: the system's hop limits, and IPv6 sockets that take IPv4 too.
     * A program may still ask for it, and set what it is.
     */
    private OptionalInt fixed(int level, int name) {
        boolean ipv6 = socket.family().number() == Linux.AF_INET6;
        if (level == IPPROTO_IP && name == Linux.IP_TTL) {
            return kernelSetting("/proc/sys/net/ipv4/ip_default_ttl");
        }
        if (ipv6 && level == IPPROTO_IPV6 && name == Linux.IPV6_UNICAST_HOPS) {
            return kernelSetting("/proc/sys/net/ipv6/conf/default/hop_limit");
        }
        return ipv6 && level == IPPROTO_IPV6 && name == Linux.IPV6_V6ONLY ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private static OptionalInt kernelSetting(String file) {
        try {
            return OptionalInt.of(
                    Integer.parseInt(Files.readString(Path.of(file)).trim()));
        } catch (IOException | NumberFormatException notLinux) {
            return OptionalInt.empty();
        }
    }

    private byte[] ofChannel(int level, int name) throws NetException {
        Option<?> option = option(level, name);
        Object value;
        try {
            NetworkChannel channel = (NetworkChannel) socket.selectable();
            value = channel.isOpen() && channel.supportedOptions().contains(option.java())
                    ? channel.getOption(option.java())
                    : set.get(option.java());
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        }
        int number = value instanceof Boolean on ? (on ? 1 : 0) : value == null ? 0 : (Integer) value;
        if (level == SOL_SOCKET && name == SO_LINGER) {
            return bytes(number < 0 ? 0 : 1, Math.max(number, 0));
        }
        // Linux doubles what it is asked for, and tells that; Java halves it again.
        return bytes(
                option.java() == StandardSocketOptions.SO_SNDBUF || option.java() == StandardSocketOptions.SO_RCVBUF
                        ? number * 2
                        : number);
    }

    /**
     * Sets an option.
     *
     * @param value in the kernel's layout: an int, or a structure
     * @throws NetException ENOPROTOOPT, EINVAL where it is too short, EBADF
     */
    public void set(int level, int name, byte[] value) throws NetException {
        socket.loop().lock();
        try {
            socket.checkOpen();
            if (value.length < Integer.BYTES) {
                throw NetException.of(Errno.EINVAL);
            }
            ByteBuffer fields = ByteBuffer.wrap(value).order(BYTE_ORDER);
            int number = fields.getInt();
            if (fixed(level, name).equals(OptionalInt.of(number))) {
                return;
            }
            Option<?> option = option(level, name);
            if (level == SOL_SOCKET && name == SO_LINGER) {
                if (value.length < 2 * Integer.BYTES) {
                    throw NetException.of(Errno.EINVAL);
                }
                number = number == 0 ? -1 : fields.getInt();
            }
            Object converted = option.flag() ? (Object) (number != 0) : number;
            apply((NetworkChannel) socket.selectable(), option.java(), converted);
            set.put(option.java(), converted);
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        } finally {
            socket.loop().unlock();
        }
    }

    /** An option that the channel has not, as a listener has no TCP_NODELAY, is kept for those that come from it. */
    private static void apply(NetworkChannel channel, SocketOption<?> option, Object value) throws IOException {
        if (channel.isOpen() && channel.supportedOptions().contains(option)) {
            applyUnchecked(channel, option, value);
        }
    }

    @SuppressWarnings("unchecked") // the values in the map are of their option's type
    private static <T> void applyUnchecked(NetworkChannel channel, SocketOption<T> option, Object value)
            throws IOException {
        channel.setOption(option, (T) value);
    }

    private Option<?> option(int level, int name) throws NetException {
        Option<?> option = KNOWN.get(new Key(level, name));
        if (option == null) {
            throw NetException.of(Errno.ENOPROTOOPT);
        }
        return option;
    }

    /** Sets on a new channel what the program set on the socket, and what Java's listeners set by themselves back. */
    void applyTo(Channel channel) throws IOException {
        NetworkChannel network = (NetworkChannel) channel;
        if (network.supportedOptions().contains(StandardSocketOptions.SO_REUSEADDR)) {
            network.setOption(
                    StandardSocketOptions.SO_REUSEADDR, set.get(StandardSocketOptions.SO_REUSEADDR) == Boolean.TRUE);
        }
        for (Map.Entry<SocketOption<?>, Object> entry : set.entrySet()) {
            apply(network, entry.getKey(), entry.getValue());
        }
    }

    /** What the program set, to be inherited by an accepted connection. The loop's lock is held. */
    Settings settings() {
        return new Settings(Map.copyOf(set));
    }

    /** Takes over what was set on a listener. The loop's lock is held. */
    void inherit(Settings inherited) throws IOException {
        set.putAll(inherited.values());
        applyTo(socket.selectable());
    }

    private static byte[] bytes(int... fields) {
        ByteBuffer buffer = ByteBuffer.allocate(fields.length * Integer.BYTES).order(BYTE_ORDER);
        for (int field : fields) {
            buffer.putInt(field);
        }
        return buffer.array();
    }
}
