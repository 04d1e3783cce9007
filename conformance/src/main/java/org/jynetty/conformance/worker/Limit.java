package org.jynetty.conformance.worker;

import java.time.Duration;

/**
 * How long a test may take.
 *
 * @param duration after which it counts as hung, as {@link TimeLimit} has it
 * @param knownHang whether it is expected to be waited for that long
 */
record Limit(Duration duration, boolean knownHang) {}
