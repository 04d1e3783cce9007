package org.jynetty.conformance.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where the middle of some samples is, and how far apart they are.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param deviation half the distance of the quartiles, as a part of the median
 */
public record Spread(double median, double deviation) {
    /** @param samples at least one */
    public static Spread of(List<Sample> samples, ToDoubleFunction<Sample> part) {
        double[] values = samples.stream().mapToDouble(part).sorted().toArray();
        double median = quantile(values, 0.5);
        return new Spread(median, (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median);
    }

    /** Between the two values that are next to where it would be. */
    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
