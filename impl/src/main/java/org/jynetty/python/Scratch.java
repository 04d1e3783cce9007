package org.jynetty.python;

/**
 * An array for each thread, through which bytes pass between Python's strings and the kernel: no call has to make one of its
 * own. What is in it is the calling thread's until that asks for it again, so it is for the innermost call only, which runs
 * no Python code meanwhile.
 */
final class Scratch {
    /** How large it becomes at most. Bytes. */
    static final int SIZE = 64 * 1024;

    /** Nothing but arrays of Java's own: a thread of the program does not hold our class loader. */
    private static final ThreadLocal<byte[]> ARRAY = new ThreadLocal<>();

    private Scratch() {}

    /** The thread's array, which has room for so many bytes. @param length at most {@link #SIZE} */
    static byte[] of(int length) {
        byte[] array = ARRAY.get();
        if (array == null || array.length < length) {
            array = new byte[Math.max(length, 512)];
            ARRAY.set(array);
        }
        return array;
    }

    /** The array with these characters, each of them a byte, at its beginning. */
    @SuppressWarnings("deprecation") // for characters that are bytes it is right, and the one way without an allocation
    static byte[] filled(String bytes, int from, int length) {
        byte[] array = of(length);
        bytes.getBytes(from, from + length, array, 0);
        return array;
    }
}
