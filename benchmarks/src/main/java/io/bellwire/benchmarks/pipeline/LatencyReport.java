package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.pipeline.LatencyTrial.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each run as it ends, then the medians. */
final class LatencyReport {
    private static final String MILLIS = "%.1f";
    private static final double PERCENT = 100;

    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    LatencyReport(Path logs) {
        Table.print("Logs are in " + logs);
        Table.head(
                "round", "contender", "p50 ms", "p90", "p99", "most", "twice", "processor, of one core, resident MiB");
    }

    void add(int round, String contender, Result result) {
        results.computeIfAbsent(contender, name -> new ArrayList<>()).add(result);
        List<String> use = new ArrayList<>();
        result.use()
                .forEach((process, used) -> use.add("%s %s %%, %d"
                        .formatted(
                                process,
                                Table.number("%.0f", used.laterProcessorSeconds() * PERCENT),
                                used.residentMiB())));
        Table.row(
                Integer.toString(round),
                contender,
                Table.number(MILLIS, result.p50()),
                Table.number(MILLIS, result.p90()),
                Table.number(MILLIS, result.p99()),
                Table.number(MILLIS, result.longest()),
                Long.toString(result.twice()),
                String.join("; ", use));
    }

    void printMedians() {
        if (results.isEmpty()) {
            return;
        }
        Table.head("contender", "p50 ms, median (runs)", "p90", "p99", "most");
        results.forEach((contender, runs) -> Table.row(
                contender,
                Table.medianAndRuns(MILLIS, runs, Result::p50),
                Table.medianAndRuns(MILLIS, runs, Result::p90),
                Table.medianAndRuns(MILLIS, runs, Result::p99),
                Table.medianAndRuns(MILLIS, runs, Result::longest)));
        Table.head("contender", "process", "processor, of one core", "resident at most, MiB");
        results.forEach((contender, runs) -> runs.get(0).use().keySet().forEach(process -> {
            List<Use> uses = runs.stream().map(run -> run.use().get(process)).toList();
            Table.row(
                    contender,
                    process,
                    Table.median("%.0f %%", uses, use -> use.laterProcessorSeconds() * PERCENT),
                    Table.median("%.0f", uses, Use::residentMiB));
        }));
    }
}
