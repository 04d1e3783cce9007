package org.jynetty.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code ci/fuzz} has found, and what it began with, does no harm, and neither do some mutations of it, the same ones
 * each time: {@code -Dfuzz.mutations} for each target.
 */
class FuzzTargetsTest {
    private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 300);
    private static final long SEED = 20_261_127;

    static List<String> targets() throws IOException {
        return Corpus.targets();
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noInputDoesHarm(String target) throws Throwable {
        MethodHandle run = MethodHandles.lookup()
                .findStatic(
                        Class.forName(target), "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        List<byte[]> corpus = Corpus.of(target);
        assertFalse(corpus.isEmpty());
        for (byte[] input : corpus) {
            run(run, input);
        }
        Mutator mutator = new Mutator(corpus, new Random(SEED));
        for (int i = 0; i < MUTATIONS; i++) {
            run(run, mutator.next());
        }
    }

    private static void run(MethodHandle target, byte[] input) throws Throwable {
        try {
            target.invoke(input.clone());
        } catch (Throwable e) {
            throw new AssertionError("input " + HexFormat.of().formatHex(input), e);
        }
    }
}
