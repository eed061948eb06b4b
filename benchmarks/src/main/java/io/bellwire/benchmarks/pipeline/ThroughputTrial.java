package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.pipeline.Progress.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A contender, cold, on its way through all the alerts that wait for it. */
final class ThroughputTrial {
    private static final long LOOK_EVERY_MILLIS = 20;
    /** Reading what processes have used costs more than reading how many messages have come. */
    private static final int LOOKS_BETWEEN_PROCESSES = 10;

    private static final long NOTHING_MAX_NANOS = Duration.ofSeconds(90).toNanos();
    /** What comes twice may come a little later than what comes last. */
    private static final long AFTERWARDS_MILLIS = 300;

    private final Bench bench;
    private final long messages;

    /**
     * What was seen. No message was missing.
     *
     * @param perSecond messages from the first octet to the last
     * @param laterPerSecond of the second half, when a JVM is warm
     * @param twice messages that came again
     * @param use of each process, processor seconds for a million messages
     */
    record Result(double perSecond, double laterPerSecond, long twice, Map<String, Use> use) {}

    ThroughputTrial(Bench bench, long messages) {
        this.bench = bench;
        this.messages = messages;
    }

    /** @throws IOException when a message is missing, or a process failed */
    Result run(Contender contender) throws Exception {
        bench.clear();
        try (Attempt attempt = contender.start(bench, messages)) {
            attempt.flow();
            Reading half = await(attempt, messages / 2);
            Map<String, Double> usedByHalf = Use.processorSeconds(attempt.processes());
            Reading end = await(attempt, messages);
            Map<String, Use> use = Use.of(attempt.processes(), usedByHalf);
            long laterMessages = end.messages() - half.messages();
            use.replaceAll((process, used) -> used.times(1e6 / messages, 1e6 / laterMessages));
            TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
            Progress progress = attempt.progress();
            return new Result(perSecond(progress.first(), end), perSecond(half, end), progress.twice(), use);
        }
    }

    private Reading await(Attempt attempt, long wanted) throws Exception {
        long seen = -1;
        long seenNanos = System.nanoTime();
        for (int looks = 0; true; looks++) {
            Reading latest = attempt.progress().latest();
            if (latest.messages() >= wanted) {
                return latest;
            }
            if (looks % LOOKS_BETWEEN_PROCESSES == 0) {
                for (MeasuredProcess process : attempt.processes()) {
                    process.look();
                }
            }
            if (latest.messages() > seen) {
                seen = latest.messages();
                seenNanos = System.nanoTime();
            }
            if (System.nanoTime() - seenNanos > NOTHING_MAX_NANOS) {
                throw new IOException("nothing more came after " + seen + " of " + messages + " messages");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static double perSecond(Reading from, Reading to) {
        return (to.messages() - from.messages()) * 1e9 / (to.nanos() - from.nanos());
    }
}
