package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.alerts.RecordForm;
import io.bellwire.benchmarks.pipeline.Options.Pace;
import io.bellwire.benchmarks.receiver.Arrivals;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long single alerts are on their way, from the moment before a producer is given them to the receiver's read. */
final class LatencyTrial {
    private static final Duration STRAGGLERS_MAX = Duration.ofSeconds(30);
    private static final Duration PRODUCER_START_MAX = Duration.ofSeconds(60);
    private static final int LOOK_EVERY_MILLIS = 200;
    private static final double MICROS_PER_MILLI = 1000;

    private final Bench bench;
    private final Pace pace;

    /**
     * What was seen after the warm-up, in milliseconds. No message was missing.
     *
     * @param twice messages that came again
     * @param use of each process; the processor seconds are per second
     */
    record Result(double p50, double p90, double p99, double longest, long twice, Map<String, Use> use) {}

    LatencyTrial(Bench bench, Pace pace) {
        this.bench = bench;
        this.pace = pace;
    }

    /** @throws IOException when a message is missing, or a process failed */
    Result run(Contender contender) throws Exception {
        bench.clear();
        try (Attempt attempt = contender.start(bench, 0)) {
            attempt.flow();
            attempt.awaitReady();
            MeasuredProcess producer = bench.startProducer(
                    attempt.cluster(),
                    attempt.topic(),
                    contender.input().orElse(RecordForm.ALERT),
                    pace.alerts(),
                    pace.rate());
            await(attempt, pace.warmUpAlerts(), PRODUCER_START_MAX.plusSeconds(pace.warmUpSeconds()));
            Map<String, Double> usedByThen = Use.processorSeconds(attempt.processes());
            long beganNanos = System.nanoTime();
            await(attempt, pace.alerts(), STRAGGLERS_MAX.plusSeconds(pace.seconds()));
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            Map<String, Use> use = Use.of(attempt.processes(), usedByThen);
            use.replaceAll((process, used) -> used.times(1 / seconds, 1 / seconds));
            producer.awaitSuccess(STRAGGLERS_MAX);
            Arrivals arrivals = arrivals(attempt);
            int[] delays = arrivals.sortedDelays(pace.warmUpAlerts(), pace.alerts());
            return new Result(
                    millis(delays, 50),
                    millis(delays, 90),
                    millis(delays, 99),
                    millis(delays, 100),
                    arrivals.twice(),
                    use);
        }
    }

    private void await(Attempt attempt, long wanted, Duration within) throws Exception {
        long deadline = System.nanoTime() + within.toNanos();
        while (attempt.progress().latest().messages() < wanted) {
            for (MeasuredProcess process : attempt.processes()) {
                process.look();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(attempt.progress().latest().messages() + " of " + wanted + " messages came");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static Arrivals arrivals(Attempt attempt) throws IOException {
        if (attempt.progress() instanceof ReceivedProgress received) {
            return received.arrivals();
        }
        throw new IOException("it sends nothing, so that nothing has a delay");
    }

    private static double millis(int[] delays, double percent) {
        return Figures.percentile(delays, percent) / MICROS_PER_MILLI;
    }
}
