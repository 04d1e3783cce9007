package org.jynetty.tls;

import java.io.IOException;
import java.util.Arrays;
import org.jynetty.net.NetException;

/**
 * Bytes from the peer that the engine has not taken yet. The engine gets one record at a time, so that what follows a
 * close_notify is still here for whoever reads the plain connection next.
 */
final class RecordBuffer {
    /** Content type, version, length: RFC 8446 section 5.1. */
    static final int HEADER = 5;

    private static final byte[] NONE = {};

    /** As large as the largest record was so far. */
    private byte[] bytes = NONE;

    private int start;
    private int end;

    int size() {
        return end - start;
    }

    int unsigned(int index) {
        return bytes[start + index] & 0xff;
    }

    /** How many bytes the first record needs in all; only a header's worth where that is not complete. */
    int needed() {
        return size() < HEADER ? HEADER : HEADER + (unsigned(3) << Byte.SIZE | unsigned(4));
    }

    boolean hasRecord() {
        return size() >= HEADER && size() >= needed();
    }

    /** Has the source put up to so many bytes behind what is here; returns what it does. */
    int fill(TlsConnection.Source source, int length) throws NetException {
        makeRoom(length);
        int count = source.read(bytes, end, length);
        end += Math.max(count, 0);
        return count;
    }

    void add(byte[] source, int offset, int length) {
        makeRoom(length);
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        if (bytes.length - end >= length) {
            return;
        }
        int size = size();
        byte[] room = size + length > bytes.length ? new byte[Math.max(bytes.length * 2, size + length)] : bytes;
        System.arraycopy(bytes, start, room, 0, size);
        bytes = room;
        start = 0;
        end = size;
    }

    /** Removes the first bytes. */
    byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, start, start + length);
        drop(length);
        return taken;
    }

    /** Where a record can be worked on in place. */
    interface Work {
        void on(byte[] array, int offset, int length) throws IOException;
    }

    /** Works on the first bytes in place, and removes them. It must not come back here meanwhile. */
    void consume(int length, Work work) throws IOException {
        try {
            work.on(bytes, start, length);
        } finally {
            drop(length);
        }
    }

    /** To be called when what follows will be smaller: keeps no more room than what is here needs. */
    void trim() {
        bytes = size() == 0 ? NONE : Arrays.copyOfRange(bytes, start, end);
        end = size();
        start = 0;
    }

    private void drop(int length) {
        start += length;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }
}
