package org.jynetty.conformance.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM holds after a collection.
 *
 * @param descriptors open ones
 * @param threads of Java
 * @param classes that are loaded
 * @param heap bytes in use
 * @param direct bytes in direct buffers
 */
public record Held(int descriptors, int threads, int classes, long heap, long direct) {
    /** What a JVM does by itself between two looks: a helper thread, a few classes, a table that grows. */
    private static final Held NOISE = new Held(0, 1, 60, 3 << 20, 256 << 10);

    /** What there is more of, beyond noise, than there was before; empty if nothing is. */
    List<String> growthSince(Held before) {
        List<String> growth = new ArrayList<>();
        compare(growth, "descriptors", before.descriptors, descriptors, NOISE.descriptors);
        compare(growth, "threads", before.threads, threads, NOISE.threads);
        compare(growth, "classes", before.classes, classes, NOISE.classes);
        compare(growth, "bytes of heap", before.heap, heap, NOISE.heap);
        compare(growth, "bytes of direct memory", before.direct, direct, NOISE.direct);
        return growth;
    }

    private static void compare(List<String> growth, String what, long before, long after, long noise) {
        if (after > before + noise) {
            growth.add("%,d %s, %,d before".formatted(after, what, before));
        }
    }
}
