package org.jynetty.tls;

import java.util.Arrays;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;

/** A stream whose bytes tell their position, so that none can be lost, doubled or moved. */
final class CodedBytes {
    private static final int BLOCK = 50_000;

    private CodedBytes() {}

    static byte[] of(long position, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(position + i);
        }
        return bytes;
    }

    private static byte at(long position) {
        return (byte) (position * 31 + (position >>> 8) * 17 + (position >>> 16));
    }

    static Void write(TlsStream stream, long size) throws NetException {
        for (long position = 0; position < size; position += BLOCK) {
            byte[] block = of(position, (int) Math.min(BLOCK, size - position));
            stream.write(block, block.length, OpenSocket.BLOCKING);
        }
        return null;
    }

    static Void read(TlsStream stream, long size) throws NetException {
        byte[] buffer = new byte[BLOCK];
        for (long position = 0; position < size; ) {
            int count = stream.read(buffer, 0, (int) Math.min(BLOCK, size - position), OpenSocket.BLOCKING);
            if (count == 0 || !Arrays.equals(Arrays.copyOf(buffer, count), of(position, count))) {
                throw new AssertionError("wrong bytes at " + position);
            }
            position += count;
        }
        return null;
    }
}
