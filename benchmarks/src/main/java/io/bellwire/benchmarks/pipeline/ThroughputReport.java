package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.pipeline.ThroughputTrial.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Each run as it ends, then the medians, with ratios to the contender that was named first. */
final class ThroughputReport {
    private static final String PER_SECOND = "%,.0f";

    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    ThroughputReport(Path logs) {
        Table.print("Logs are in " + logs);
        Table.head(
                "round",
                "contender",
                "messages/s",
                "second half",
                "twice",
                "processor s/1M (second half), resident MiB");
    }

    void add(int round, String contender, Result result) {
        results.computeIfAbsent(contender, name -> new ArrayList<>()).add(result);
        List<String> use = new ArrayList<>();
        result.use()
                .forEach((process, used) -> use.add("%s %s (%s), %d"
                        .formatted(
                                process,
                                Table.number("%.1f", used.processorSeconds()),
                                Table.number("%.1f", used.laterProcessorSeconds()),
                                used.residentMiB())));
        Table.row(
                Integer.toString(round),
                contender,
                Table.number(PER_SECOND, result.perSecond()),
                Table.number(PER_SECOND, result.laterPerSecond()),
                Long.toString(result.twice()),
                String.join("; ", use));
    }

    void printMedians() {
        if (results.isEmpty()) {
            return;
        }
        // In the first round they ran in the order in which they were named.
        Map.Entry<String, List<Result>> first = results.entrySet().iterator().next();
        String ratio = "× " + first.getKey();
        Table.head("contender", "messages/s, median (runs)", ratio, "second half", ratio, "twice");
        results.forEach((contender, runs) -> Table.row(
                contender,
                Table.medianAndRuns(PER_SECOND, runs, Result::perSecond),
                ratio(runs, first.getValue(), Result::perSecond),
                Table.median(PER_SECOND, runs, Result::laterPerSecond),
                ratio(runs, first.getValue(), Result::laterPerSecond),
                Table.median("%.0f", runs, Result::twice)));
        Table.head("contender", "process", "processor s/1M", "of the second half", "resident at most, MiB");
        results.forEach(ThroughputReport::printUse);
    }

    private static void printUse(String contender, List<Result> runs) {
        for (String process : runs.get(0).use().keySet()) {
            List<Use> uses = runs.stream()
                    .map(run -> run.use().get(process))
                    .filter(Objects::nonNull)
                    .toList();
            Table.row(
                    contender,
                    process,
                    Table.median("%.1f", uses, Use::processorSeconds),
                    Table.median("%.1f", uses, Use::laterProcessorSeconds),
                    Table.median("%.0f", uses, Use::residentMiB));
        }
    }

    private static String ratio(List<Result> runs, List<Result> to, ToDoubleFunction<Result> figure) {
        return Table.number("%.2f", Figures.median(runs, figure) / Figures.median(to, figure));
    }
}
