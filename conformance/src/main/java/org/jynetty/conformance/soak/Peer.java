package org.jynetty.conformance.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A program that sends position-coded flows to a port until it is killed. Its data are those of {@code soak/flows.py}. */
public final class Peer {
    static final int PERIOD = 262_139;
    private static final int TOTAL = 100_000_000;
    private static final int PIECE = 20_000;

    /** Above those of the clients in the other process. */
    private static final int FIRST_NUMBER = 0x40000000;

    private Peer() {}

    /** @param arguments the port */
    public static void main(String[] arguments) throws IOException {
        byte[] pattern = pattern();
        int number = FIRST_NUMBER + new Random().nextInt(FIRST_NUMBER);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
            OutputStream out = socket.getOutputStream();
            out.write("%08x%08x".formatted(number, TOTAL).getBytes(StandardCharsets.US_ASCII));
            for (long position = 0; position < TOTAL; position += PIECE) {
                out.write(coded(pattern, number, position, PIECE));
            }
        }
    }

    static byte[] pattern() {
        byte[] pattern = new byte[PERIOD];
        long state = 1;
        for (int i = 0; i < PERIOD; i++) {
            state = state * 1103515245 + 12345 & 0x7fffffff;
            pattern[i] = (byte) (state >> 16);
        }
        return pattern;
    }

    static byte[] coded(byte[] pattern, long number, long position, int length) {
        byte[] data = new byte[length];
        long start = number * 7919 + position;
        for (int i = 0; i < length; i++) {
            data[i] = pattern[(int) ((start + i) % PERIOD)];
        }
        return data;
    }
}
