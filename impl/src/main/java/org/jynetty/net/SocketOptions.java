package org.jynetty.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * getsockopt(2) and setsockopt(2): Linux's levels, numbers and structures on Java's options. See socket(7), tcp(7), ip(7).
 *
 * <p>Keeps what the program set, because one Linux socket may take several Java channels in its life, and because
 * accepted connections inherit from their listener. Guarded by the lock of the socket's loop.
 */
public final class SocketOptions {
    /** Of the numbers in values, whatever the machine's: what Jython's {@code struct} takes for native. */
    public static final ByteOrder BYTE_ORDER = OptionValue.BYTE_ORDER;

    private static final int SO_PROTOCOL = 38;
    private static final int SO_DOMAIN = 39;

    private final OpenSocket socket;
    private final Map<SocketOption<?>, Object> set = new LinkedHashMap<>(2);

    /** Null before its first use. */
    private Multicast multicast;

    /** Of the present channel; null before its first use. */
    private KernelOptions kernel;

    /** What the program set of the options that Java has not, by their keys; null before the first. */
    private Map<Long, byte[]> inKernel;

    /** SO_RCVTIMEO and SO_SNDTIMEO. Nanoseconds; 0 for ever. */
    private long receiveTimeout;

    private long sendTimeout;

    SocketOptions(OpenSocket socket) {
        this.socket = socket;
    }

    private Multicast multicast() {
        if (multicast == null) {
            multicast = new Multicast(socket);
        }
        return multicast;
    }

    /** What a program set on a socket, to be inherited by those that it accepts. */
    record Settings(Map<SocketOption<?>, Object> values, long receiveTimeout, long sendTimeout) {}

    /** What the program set. The loop's lock is held. */
    Settings settings() {
        return new Settings(Map.copyOf(set), receiveTimeout, sendTimeout);
    }

    /** Takes over what was set on a listener. The loop's lock is held. */
    void inherit(Settings inherited) throws IOException {
        set.putAll(inherited.values());
        receiveTimeout = inherited.receiveTimeout();
        sendTimeout = inherited.sendTimeout();
        applyTo(socket.selectable());
    }

    /**
     * How long a blocking call waits at most for one of these NIO operations, and then fails with EAGAIN. The loop's lock is held.
     *
     * @return nanoseconds; 0 for ever
     */
    long patience(int operations) {
        return (operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0 ? receiveTimeout : sendTimeout;
    }

    /**
     * The value as the kernel lays it out, cut to {@code length} bytes.
     *
     * @throws NetException ENOPROTOOPT, EBADF
     */
    public byte[] get(int level, int name, int length) throws NetException {
        socket.enter();
        try {
            socket.checkOpen();
            checkLevel(level);
            byte[] value = level == Linux.SOL_SOCKET ? ofSocket(name, length) : null;
            if (value == null) {
                value = ofJavaOrKernel(level, name, length);
            }
            return value.length <= length ? value : Arrays.copyOf(value, length);
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        } finally {
            socket.leave();
        }
    }

    private byte[] ofJavaOrKernel(int level, int name, int length) throws IOException {
        if (Multicast.handles(level, name)) {
            return multicast().get(level, name);
        }
        OptionTable.Option<?> option = OptionTable.find(level, name);
        return option == null ? ofKernel(level, name, length) : number(option, level, length);
    }

    /** Where there is room for less than an int, ip(7) gives a byte if that is enough for the number. */
    private byte[] number(OptionTable.Option<?> option, int level, int length) throws IOException {
        byte[] value = ofChannel(option.java());
        if (level != Linux.IPPROTO_IP || length == 0 || length >= Integer.BYTES) {
            return value;
        }
        int number = OptionValue.intAt(value, 0);
        return number == (number & 0xFF) ? new byte[] {(byte) number} : value;
    }

    /** UNIX sockets have none but the options of all sockets: unix(7). */
    private void checkLevel(int level) throws NetException {
        if (socket.family() == Family.UNIX && level != Linux.SOL_SOCKET) {
            throw NetException.of(Errno.EOPNOTSUPP);
        }
    }

    /** What no Java option tells; null if it is none of these. */
    private byte[] ofSocket(int name, int length) {
        return switch (name) {
            case Linux.SO_TYPE -> OptionValue.ofInts(socket.type().number());
            case SO_DOMAIN -> OptionValue.ofInts(socket.family().number());
            case SO_PROTOCOL -> OptionValue.ofInts(socket.effectiveProtocol());
            case Linux.SO_ACCEPTCONN -> OptionValue.ofInts(socket.isListening() ? 1 : 0);
            case Linux.SO_ERROR -> {
                NetException error = socket.takeError();
                yield OptionValue.ofInts(error == null ? 0 : error.number());
            }
            case Linux.SO_RCVTIMEO -> OptionValue.ofTimeval(receiveTimeout, length);
            case Linux.SO_SNDTIMEO -> OptionValue.ofTimeval(sendTimeout, length);
            default -> null;
        };
    }

    private byte[] ofChannel(SocketOption<?> option) throws IOException {
        NetworkChannel channel = (NetworkChannel) socket.selectable();
        int number = OptionTable.Option.toNumber(
                channel.isOpen() && channel.supportedOptions().contains(option)
                        ? channel.getOption(option)
                        : set.get(option));
        if (option == StandardSocketOptions.SO_LINGER) {
            return OptionValue.ofInts(number < 0 ? 0 : 1, Math.max(number, 0));
        }
        // Linux doubles what it is asked for, and tells that; Java halves it again.
        boolean doubled = option == StandardSocketOptions.SO_SNDBUF || option == StandardSocketOptions.SO_RCVBUF;
        return OptionValue.ofInts(doubled ? number * 2 : number);
    }

    /**
     * Sets an option.
     *
     * @param value in the kernel's layout: an int, or a structure
     * @throws NetException ENOPROTOOPT, EINVAL where it is too short, EBADF
     */
    public void set(int level, int name, byte[] value) throws NetException {
        socket.enter();
        try {
            socket.checkOpen();
            checkLevel(level);
            if (level == Linux.SOL_SOCKET && name == Linux.SO_RCVTIMEO) {
                receiveTimeout = OptionValue.timeval(value);
            } else if (level == Linux.SOL_SOCKET && name == Linux.SO_SNDTIMEO) {
                sendTimeout = OptionValue.timeval(value);
            } else if (Multicast.handles(level, name)) {
                multicast().set(level, name, value);
            } else {
                setInJavaOrKernel(level, name, value);
            }
        } catch (IOException | RuntimeException e) {
            throw Errors.of(e);
        } finally {
            socket.leave();
        }
    }

    private void setInJavaOrKernel(int level, int name, byte[] value) throws IOException {
        OptionTable.Option<?> option = OptionTable.find(level, name);
        if (option == null) {
            setInKernel(level, name, value.clone());
        } else {
            setNumber(option, level, value);
        }
    }

    private void setInKernel(int level, int name, byte[] value) throws IOException {
        NetworkChannel channel = (NetworkChannel) socket.selectable();
        if (channel.isOpen()) {
            kernel(channel).set(level, name, value);
        }
        if (inKernel == null) {
            inKernel = new LinkedHashMap<>(2);
        }
        inKernel.put(OptionTable.key(level, name), value);
    }

    private byte[] ofKernel(int level, int name, int length) throws IOException {
        NetworkChannel channel = (NetworkChannel) socket.selectable();
        byte[] value = channel.isOpen() || inKernel == null ? null : inKernel.get(OptionTable.key(level, name));
        return value == null ? kernel(channel).get(level, name, length) : value;
    }

    private KernelOptions kernel(NetworkChannel channel) throws IOException {
        if (kernel == null || !kernel.isOf(channel)) {
            kernel = KernelOptions.of(channel);
        }
        return kernel;
    }

    /** Ends the delay of an acknowledgement, where Java can. The loop's lock is held. */
    void acknowledge() throws NetException {
        NetworkChannel channel = (NetworkChannel) socket.selectable();
        try {
            if (channel.isOpen() && channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    /** The options of ip(7) that are numbers may be a byte as well. */
    private static int number(int level, byte[] value) throws NetException {
        return level == Linux.IPPROTO_IP && value.length > 0 && value.length < Integer.BYTES
                ? Byte.toUnsignedInt(value[0])
                : OptionValue.intAt(value, 0);
    }

    private void setNumber(OptionTable.Option<?> option, int level, byte[] value) throws IOException {
        int number = number(level, value);
        if (option.java() == StandardSocketOptions.SO_LINGER) {
            int seconds = OptionValue.intAt(value, 1);
            number = number == 0 ? -1 : seconds;
        }
        Object converted = option.toJava(number);
        apply((NetworkChannel) socket.selectable(), option.java(), converted);
        set.put(option.java(), converted);
    }

    /** An option that the channel has not, as a listener has no TCP_NODELAY, is kept for those that come from it. */
    private void apply(NetworkChannel channel, SocketOption<?> option, Object value) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        if (channel.supportedOptions().contains(option)) {
            applyUnchecked(channel, option, value);
        } else if (option == OptionTable.OOB_INLINE
                && channel instanceof SocketChannel stream
                && socket.family() != Family.UNIX) {
            stream.socket().setOOBInline((Boolean) value);
        }
    }

    @SuppressWarnings("unchecked") // the values in the map are of their option's type
    private static <T> void applyUnchecked(NetworkChannel channel, SocketOption<T> option, Object value)
            throws IOException {
        channel.setOption(option, (T) value);
    }

    /** Whether urgent data is left in the stream. */
    boolean hasUrgentInline() {
        return set.get(OptionTable.OOB_INLINE) == Boolean.TRUE;
    }

    /** Sets all that the program set on a channel that takes over from the socket's and is not bound yet. */
    void applyAll(NetworkChannel channel) throws IOException {
        applyTo(channel);
        if (inKernel != null) {
            KernelOptions options = KernelOptions.of(channel);
            for (Map.Entry<Long, byte[]> entry : inKernel.entrySet()) {
                options.set(OptionTable.level(entry.getKey()), OptionTable.name(entry.getKey()), entry.getValue());
            }
        }
    }

    /** Sets on a channel what the program set of Java's options, and what Java's listeners set by themselves back. */
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
}
