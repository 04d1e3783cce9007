package org.jynetty.conformance.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock and a process of our own: nothing here takes time. */
class TimeLimitTest {
    private long now = 1_000_000;
    private long used = 5_000_000;
    private boolean runnable;
    private final TimeLimit limit =
            new TimeLimit(Duration.ofSeconds(8), () -> Duration.ofNanos(used), () -> runnable, () -> now);

    @Test
    void anIdleTestIsOverWhenItsLimitHasPassed() {
        assertEquals(Duration.ofSeconds(6), limit.untilCheck());
        assertFalse(pass(6, 6), "worked all the time, and the limit has not passed");
        assertEquals(Duration.ofSeconds(2), limit.untilCheck());
        assertTrue(pass(2, 0));
        assertEquals(8, limit.seconds());
    }

    @Test
    void aTestThatUsesItsLimitInProcessorTimeIsOver() {
        assertFalse(pass(6, 6));
        assertTrue(pass(2, 2));
    }

    @Test
    void aTestThatWorksButGetsLittleOfTheProcessorGoesOn() {
        assertFalse(pass(6, 0.6));
        for (int i = 0; i < 12; i++) {
            assertFalse(pass(2, 0.2), i + " slices later");
        }
        assertTrue(pass(2, 0.2), "four limits have passed");
    }

    @Test
    void aTestThatCeasesToWorkIsOver() {
        assertFalse(pass(6, 0.6));
        assertFalse(pass(2, 0.2));
        assertTrue(pass(2, 0.01));
    }

    @Test
    void aTestThatWaitsForAProcessorIsNotIdle() {
        runnable = true;
        assertFalse(pass(6, 0));
        assertFalse(pass(2, 0));
        runnable = false;
        assertTrue(pass(2, 0));
    }

    @Test
    void aTestThatIsStillLoadingHasItsWholeLimitAhead() {
        pass(6, 1);
        limit.restart();

        assertEquals(Duration.ofSeconds(6), limit.untilCheck());
        assertFalse(pass(6, 0));
        assertTrue(pass(2, 0));
    }

    private boolean pass(double seconds, double processorSeconds) {
        now += (long) (seconds * 1e9);
        used += (long) (processorSeconds * 1e9);
        return limit.isOver();
    }
}
