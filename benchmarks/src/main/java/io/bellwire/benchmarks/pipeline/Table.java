package io.bellwire.benchmarks.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Prints tables as a README has them. */
final class Table {
    private Table() {}

    static void head(String... columns) {
        print("");
        row(columns);
        print("|---".repeat(columns.length) + "|");
    }

    static void row(String... cells) {
        print("| " + String.join(" | ", cells) + " |");
    }

    @SuppressWarnings("SystemOut")
    static void print(String line) {
        System.out.println(line);
    }

    /** The median, and all figures behind it in the order of the rounds. */
    static <T> String medianAndRuns(String format, List<T> results, ToDoubleFunction<T> figure) {
        return median(format, results, figure)
                + results.stream()
                        .map(result -> number(format, figure.applyAsDouble(result)))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    static <T> String median(String format, Collection<T> results, ToDoubleFunction<T> figure) {
        return number(format, Figures.median(results, figure));
    }

    static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
