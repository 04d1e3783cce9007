package org.jynetty.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes inputs that are nearly right out of ones that are: what a fuzzer does, without looking what it leads to. */
public final class Mutator {
    private static final int MOST_CHANGES = 6;
    private static final int MOST_INSERTED = 64;
    private static final int[] REMARKABLE = {0, 1, 2, 3, 0x0A, 0x16, 0x20, 0x2D, 0x30, 0x7F, 0x80, 0xFE, 0xFF};

    private final List<byte[]> corpus;
    private final RandomGenerator random;

    /** @param corpus what is mutated, not empty */
    public Mutator(List<byte[]> corpus, RandomGenerator random) {
        this.corpus = List.copyOf(corpus);
        this.random = random;
    }

    /** Another input. */
    public byte[] next() {
        byte[] input = any().clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            input = change(input);
        }
        return input;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] change(byte[] input) {
        if (input.length == 0) {
            return noise(1 + random.nextInt(MOST_INSERTED));
        }
        int at = random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(MOST_INSERTED, input.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> with(input, at, input[at] ^ 1 << random.nextInt(Byte.SIZE));
            case 1 -> with(input, at, REMARKABLE[random.nextInt(REMARKABLE.length)]);
            case 2 -> with(input, at, random.nextInt(256));
            case 3 -> with(input, at, input[at] + random.nextInt(-3, 4)); // many a byte is a length
            case 4 -> join(Arrays.copyOf(input, at), noise(length), Arrays.copyOfRange(input, at, input.length));
            case 5 -> join(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at + length, input.length));
            case 6 -> join(Arrays.copyOf(input, at + length), Arrays.copyOfRange(input, at, input.length));
            case 7 -> Arrays.copyOf(input, at);
            default -> {
                byte[] other = any();
                int from = random.nextInt(other.length + 1);
                yield join(Arrays.copyOf(input, at), Arrays.copyOfRange(other, from, other.length));
            }
        };
    }

    private static byte[] with(byte[] input, int at, int value) {
        input[at] = (byte) value;
        return input;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
