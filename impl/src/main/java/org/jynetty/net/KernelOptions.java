package org.jynetty.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.NetworkChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.byref.IntByReference;
import jnr.posix.LibC;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * The options of a channel that Java has not, such as IP_TTL: asked of the kernel by jnr-posix, which Jython brings. Linux only,
 * since the numbers are Linux's.
 *
 * <p>Java shows nobody the descriptor of a channel. It is found by an option that Java does set: it is the one whose
 * SO_REUSEADDR goes on and off when that of the channel does. The lock of the socket's loop is held in all methods.
 */
final class KernelOptions {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** How often the option changes. Another thread that sets it once or twice on its socket must not be taken for it. */
    private static final int CHANGES = 8;

    private static final int WORD = Integer.BYTES;

    /** In a TCP_INFO the words begin behind eight single bytes (tcp(7)). */
    private static final int TCP_INFO_BYTES = 8;

    private final NetworkChannel channel;
    private final POSIX posix;
    private final LibC library;
    private final int descriptor;

    private KernelOptions(NetworkChannel channel, POSIX posix, int descriptor) {
        this.channel = channel;
        this.posix = posix;
        this.library = posix.libc();
        this.descriptor = descriptor;
    }

    /** @throws NetException ENOPROTOOPT if the kernel cannot be asked: another system, no native library, no such channel */
    static KernelOptions of(NetworkChannel channel) throws IOException {
        POSIX posix = channel.isOpen() && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEADDR)
                ? Library.POSIX
                : null;
        if (posix == null) {
            throw NetException.of(Errno.ENOPROTOOPT);
        }
        return new KernelOptions(channel, posix, find(channel, posix.libc()));
    }

    /** Whether this is still the socket's channel: a closed one's descriptor may be another's already. */
    boolean isOf(NetworkChannel current) {
        return channel == current && channel.isOpen();
    }

    /** @throws NetException what the kernel says */
    byte[] get(int level, int name, int length) throws NetException {
        ByteBuffer value = ByteBuffer.allocateDirect(length);
        IntByReference size = new IntByReference(length);
        check(library.getsockopt(descriptor, level, name, value, size));
        byte[] bytes = new byte[size.intValue()];
        value.get(bytes);
        return turned(bytes, level, name);
    }

    /** @throws NetException what the kernel says */
    void set(int level, int name, byte[] value) throws NetException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(value.length);
        bytes.put(turned(value, level, name)).flip();
        check(library.setsockopt(descriptor, level, name, bytes, value.length));
    }

    private void check(int result) throws NetException {
        if (result != 0) {
            throw NetException.of(Errno.of(posix.errno()).orElse(Errno.EIO));
        }
    }

    /** Words of the kernel to and from those that programs lay out; what is no whole word stays. */
    private static byte[] turned(byte[] value, int level, int name) {
        byte[] turned = value.clone();
        boolean isInfo = level == Linux.IPPROTO_TCP && name == Linux.TCP_INFO;
        ByteBuffer words = ByteBuffer.wrap(turned).order(OptionValue.BYTE_ORDER);
        for (int at = isInfo ? TCP_INFO_BYTES : 0; at + WORD <= turned.length; at += WORD) {
            int word = words.getInt(at);
            words.putInt(at, ByteOrder.nativeOrder() == OptionValue.BYTE_ORDER ? word : Integer.reverseBytes(word));
        }
        return turned;
    }

    /** One at a time, so that two threads that look for theirs do not take one for the other. */
    private static synchronized int find(NetworkChannel channel, LibC library) throws IOException {
        boolean before = channel.getOption(StandardSocketOptions.SO_REUSEADDR);
        try {
            List<Integer> possible = descriptors();
            for (int change = 1; change <= CHANGES; change++) {
                boolean on = before == (change % 2 == 0);
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, on);
                possible.removeIf(descriptor -> isReusing(library, descriptor) != (on ? 1 : 0));
            }
            if (possible.size() != 1) {
                throw NetException.of(Errno.ENOPROTOOPT);
            }
            return possible.get(0);
        } finally {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, before);
        }
    }

    private static List<Integer> descriptors() throws IOException {
        List<Integer> descriptors = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(DESCRIPTORS)) {
            names.forEach(
                    name -> descriptors.add(Integer.parseInt(name.getFileName().toString())));
        }
        return descriptors;
    }

    /** 1 or 0; -1 if the descriptor is no socket. */
    private static int isReusing(LibC library, int descriptor) {
        ByteBuffer value = ByteBuffer.allocateDirect(WORD).order(ByteOrder.nativeOrder());
        int result =
                library.getsockopt(descriptor, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, value, new IntByReference(WORD));
        return result == 0 ? value.getInt(0) : -1;
    }

    /** Loaded when first needed. */
    private static final class Library {
        /** Null where there is none. */
        private static final POSIX POSIX = load();

        private static POSIX load() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return null;
            }
            try {
                POSIX posix = POSIXFactory.getNativePOSIX();
                return posix.isNative() ? posix : null;
            } catch (RuntimeException | LinkageError none) {
                return null; // not for this processor, not allowed, not on the class path
            }
        }
    }
}
