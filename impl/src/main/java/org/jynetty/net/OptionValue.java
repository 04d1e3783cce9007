package org.jynetty.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** The structures of getsockopt(2) and setsockopt(2), as programs lay them out. */
final class OptionValue {
    /** Of the numbers in values, whatever the machine's: what Jython's {@code struct} takes for native. */
    static final ByteOrder BYTE_ORDER = ByteOrder.BIG_ENDIAN;

    private static final int MILLION = 1_000_000;

    private OptionValue() {}

    static byte[] ofInts(int... fields) {
        ByteBuffer buffer = ByteBuffer.allocate(fields.length * Integer.BYTES).order(BYTE_ORDER);
        for (int field : fields) {
            buffer.putInt(field);
        }
        return buffer.array();
    }

    /** The int at a position. @throws NetException EINVAL if the value is too short */
    static int intAt(byte[] value, int position) throws NetException {
        if (value.length < (position + 1) * Integer.BYTES) {
            throw NetException.of(Errno.EINVAL);
        }
        return ByteBuffer.wrap(value).order(BYTE_ORDER).getInt(position * Integer.BYTES);
    }

    /**
     * A {@code struct timeval} of two C longs; or of two ints, which is what Jython packs for them.
     *
     * @return nanoseconds
     * @throws NetException EINVAL if it is too short, EDOM if the microseconds are a second or more
     */
    static long timeval(byte[] value) throws NetException {
        ByteBuffer fields = ByteBuffer.wrap(value).order(BYTE_ORDER);
        boolean wide = value.length >= 2 * Long.BYTES;
        if (value.length < 2 * Integer.BYTES) {
            throw NetException.of(Errno.EINVAL);
        }
        long seconds = wide ? fields.getLong() : fields.getInt();
        long microseconds = wide ? fields.getLong() : fields.getInt();
        if (microseconds < 0 || microseconds >= MILLION) {
            throw NetException.of(Errno.EDOM);
        }
        return Math.max(0, TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MICROSECONDS.toNanos(microseconds));
    }

    /** The reverse, as wide as there is room. */
    static byte[] ofTimeval(long nanoseconds, int length) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoseconds);
        long microseconds = TimeUnit.NANOSECONDS.toMicros(nanoseconds) % MILLION;
        return length < 2 * Long.BYTES
                ? ofInts((int) seconds, (int) microseconds)
                : ByteBuffer.allocate(2 * Long.BYTES)
                        .order(BYTE_ORDER)
                        .putLong(seconds)
                        .putLong(microseconds)
                        .array();
    }
}
