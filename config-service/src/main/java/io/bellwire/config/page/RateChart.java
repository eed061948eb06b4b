package io.bellwire.config.page;

import io.bellwire.config.pipeline.FlowRate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rates of the last minutes as three lines.
 *
 * @param accepted points of an SVG polyline, within {@link #WIDTH} by {@link #HEIGHT}
 * @param formatted the same of what the formatters took
 * @param delivered the same of what was surely taken
 * @param top what stands at the upper edge, a second
 * @param since when the lines begin, ten minutes ago at most; null when there are none
 * @param summary the same in words
 */
record RateChart(
        String accepted,
        String formatted,
        String delivered,
        String top,
        @Nullable String since,
        String summary) {
    static final int WIDTH = 600;
    static final int HEIGHT = 120;
    /** Lines at the very edge would be cut in half. */
    private static final int MARGIN = 2;

    /** @param delivered what the sender counts: {@code delivered}, or {@code sent} by UDP, of which nobody knows more */
    static RateChart of(List<FlowRate> rates, String delivered) {
        double highest = Math.max(
                1,
                rates.stream()
                        .mapToDouble(rate -> Math.max(rate.accepted(), Math.max(rate.formatted(), rate.delivered())))
                        .max()
                        .orElse(0));
        return new RateChart(
                points(rates, FlowRate::accepted, highest),
                points(rates, FlowRate::formatted, highest),
                points(rates, FlowRate::delivered, highest),
                number(highest),
                rates.isEmpty() ? null : PageTime.ofDay(rates.get(0).until()),
                summary(rates, delivered));
    }

    private static String points(List<FlowRate> rates, ToDoubleFunction<FlowRate> line, double highest) {
        if (rates.isEmpty()) {
            return "";
        }
        long first = rates.get(0).until().toEpochMilli();
        long span = Math.max(1, rates.get(rates.size() - 1).until().toEpochMilli() - first);
        return rates.stream()
                .map(rate -> point(
                        (rate.until().toEpochMilli() - first) / (double) span, line.applyAsDouble(rate) / highest))
                .collect(Collectors.joining(" "));
    }

    /** @param right from 0 at the left edge to 1, and so upwards */
    private static String point(double right, double up) {
        return String.format(Locale.ROOT, "%.1f,%.1f", right * WIDTH, MARGIN + (1 - up) * (HEIGHT - 2.0 * MARGIN));
    }

    private static String summary(List<FlowRate> rates, String delivered) {
        if (rates.isEmpty()) {
            return "Not known yet.";
        }
        FlowRate last = rates.get(rates.size() - 1);
        return number(last.accepted()) + " accepted, " + number(last.formatted()) + " formatted and "
                + number(last.delivered()) + " " + delivered + " a second.";
    }

    private static String number(double rate) {
        return String.format(Locale.ENGLISH, rate < 10 && rate > 0 ? "%,.1f" : "%,.0f", rate);
    }
}
