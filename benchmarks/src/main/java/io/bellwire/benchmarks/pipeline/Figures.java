package io.bellwire.benchmarks.pipeline;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** What is made of many figures. */
final class Figures {
    private Figures() {}

    /** The middle one; between the two in the middle when their number is even. */
    static <T> double median(Collection<T> results, ToDoubleFunction<T> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The least of these sorted values that so many per cent do not exceed; 0 when there is none. */
    static int percentile(int[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(rank, 1) - 1];
    }
}
