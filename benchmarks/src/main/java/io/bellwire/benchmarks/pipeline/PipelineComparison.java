package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.schemas.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bellwire as users run it, beside others: {@code ./benchmarks/pipeline}. */
public final class PipelineComparison {
    private PipelineComparison() {}

    /** Prints each run as it ends, then the medians as tables. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.of(contenders(1).keySet(), arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Map<String, Contender> all = contenders(options.connections());
        List<Contender> able = options.contenders().stream()
                .map(all::get)
                .filter(PipelineComparison::isAble)
                .toList();
        if (options.comparison() == Options.Comparison.LATENCY) {
            compareLatency(options, able);
        } else {
            try (Bench bench = Bench.open(options.partitions(), options.alerts(), options.octets())) {
                compareThroughput(bench, options.alerts(), options.rounds(), able);
            }
        }
    }

    private static void compareLatency(Options options, List<Contender> contenders) throws Exception {
        try (Bench bench = Bench.open(options.partitions(), options.pace().alerts(), options.octets())) {
            LatencyReport report = new LatencyReport(bench.directory());
            LatencyTrial trial = new LatencyTrial(bench, options.pace());
            new Rounds(options.rounds(), contenders)
                    .run((round, contender) -> report.add(round, contender.name(), trial.run(contender)));
            report.printMedians();
        }
    }

    static void compareThroughput(Bench bench, int alerts, int rounds, List<Contender> contenders) throws Exception {
        for (RecordForm form : RecordForm.values()) {
            if (contenders.stream().anyMatch(contender -> contender.input().equals(Optional.of(form)))) {
                bench.fill(form, alerts);
            }
        }
        ThroughputReport report = new ThroughputReport(bench.directory());
        ThroughputTrial trial = new ThroughputTrial(bench, alerts);
        new Rounds(rounds, contenders)
                .run((round, contender) -> report.add(round, contender.name(), trial.run(contender)));
        report.printMedians();
    }

    private static Map<String, Contender> contenders(int connections) {
        return Stream.of(
                        new Rsyslog("rsyslog", Transport.TCP, 2),
                        new Rsyslog("rsyslog-1x1", Transport.TCP, 1),
                        new Rsyslog("rsyslog-tls", Transport.TLS, 2),
                        new HandWritten("hand"),
                        new Services("services", Transport.TCP, 1),
                        new Services("services-2x2", Transport.TCP, 2),
                        new Services("services-tls", Transport.TLS, 1),
                        new StandaloneBellwire("standalone", Transport.TCP),
                        new StandaloneBellwire("standalone-tls", Transport.TLS),
                        new FormatterAlone("formatter", false),
                        new FormatterAlone("hand-a", true),
                        new Ingest("ingest", connections),
                        new BrokerLimit("limit"))
                .collect(Collectors.toMap(Contender::name, Function.identity()));
    }

    private static boolean isAble(Contender contender) {
        Optional<String> obstacle = contender.obstacle();
        obstacle.ifPresent(why -> Table.print("Without " + contender.name() + ": " + why));
        return obstacle.isEmpty();
    }
}
