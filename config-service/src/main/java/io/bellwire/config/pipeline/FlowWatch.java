package io.bellwire.config.pipeline;

import io.bellwire.config.instances.InstanceRegistry;
import io.bellwire.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks all the time how far alerts have come, so that it can be told how fast they flow and how long the oldest waits. */
public final class FlowWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FlowWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LOOK_MAX = Duration.ofSeconds(4);
    /** Older ones tell nothing of now. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofMinutes(10);
    /** What waits for longer is told as so long; no topic keeps what waits for longer by default. */
    private static final Duration WAITED_MAX = Duration.ofDays(30);

    private final ClusterWatch cluster;
    private final Topics topics;
    private final InstanceRegistry instances;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Deque<FlowSample> samples = new ArrayDeque<>(); // guarded by itself

    /** @param adminConfiguration how to reach the cluster, as Kafka's {@code AdminClientConfig} has it */
    public FlowWatch(
            Map<String, Object> adminConfiguration,
            Topics topics,
            InstanceRegistry instances,
            Clock clock,
            LongSupplier nanoTime) {
        this.cluster = new ClusterWatch("flow-watch", adminConfiguration, LOOK_MAX);
        this.topics = topics;
        this.instances = instances;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    public void start() {
        cluster.start(this::look, PERIOD);
    }

    /** Of the last ten minutes, the oldest first; gaps where Kafka did not answer are one long step. */
    public List<FlowRate> rates() {
        List<FlowRate> rates = new ArrayList<>();
        synchronized (samples) {
            FlowSample before = null;
            for (FlowSample sample : samples) {
                if (before != null) {
                    rates.add(FlowRate.between(before, sample));
                }
                before = sample;
            }
        }
        return rates;
    }

    /** When the oldest record was written that waits before each stage, as seen a few seconds ago; without those where none does. */
    public Map<PipelineStage, Instant> oldestWaiting() {
        FlowSample last = lastSample();
        return last == null ? Map.of() : last.oldestWaiting();
    }

    /** What waits before each stage, as seen a few seconds ago; empty while Kafka does not tell. */
    public Map<PipelineStage, Long> waiting() {
        FlowSample last = lastSample();
        return last == null || last.at().isBefore(clock.instant().minus(STALE)) ? Map.of() : last.waiting();
    }

    private @Nullable FlowSample lastSample() {
        synchronized (samples) {
            return samples.peekLast();
        }
    }

    @Override
    public void close() {
        cluster.close();
    }

    void look() {
        try {
            FlowSample sample = sample();
            synchronized (samples) {
                samples.add(sample);
                while (samples.getFirst().at().isBefore(sample.at().minus(KEPT))) {
                    samples.remove();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // BacklogWatch warns of it; a defect of ours must not end the watch either.
            log.debug("Kafka does not tell how far alerts have come", e);
        }
    }

    private FlowSample sample() throws InterruptedException, ExecutionException, TimeoutException {
        long giveUpAt = nanoTime.getAsLong() + LOOK_MAX.toNanos();
        LagQuery lag = new LagQuery(cluster.admin(), topics, IsolationLevel.READ_COMMITTED, nanoTime, giveUpAt);
        Map<PipelineStage, Map<TopicPartition, Untaken>> untaken = new EnumMap<>(PipelineStage.class);
        Map<PipelineStage, Long> waiting = new EnumMap<>(PipelineStage.class);
        for (PipelineStage stage : PipelineStage.values()) {
            Map<TopicPartition, Untaken> before = lag.untaken(stage);
            untaken.put(stage, before);
            waiting.put(
                    stage, before.values().stream().mapToLong(Untaken::count).sum());
        }
        Instant now = clock.instant();
        return new FlowSample(now, done(), waiting, oldest(lag, untaken, now));
    }

    private static Map<PipelineStage, Instant> oldest(
            LagQuery lag, Map<PipelineStage, Map<TopicPartition, Untaken>> untaken, Instant now)
            throws InterruptedException, ExecutionException {
        Map<PipelineStage, Instant> oldest = new EnumMap<>(PipelineStage.class);
        try {
            // What the SIEM has not got is asked for most, and each question takes some of the time.
            for (PipelineStage stage : List.of(PipelineStage.SENDER, PipelineStage.FORMATTER, PipelineStage.INGEST)) {
                putOldest(oldest, stage, lag, untaken.getOrDefault(stage, Map.of()), now);
            }
        } catch (TimeoutException e) {
            log.debug("Kafka does not tell in time how old is what waits", e);
        }
        return oldest;
    }

    private Map<PipelineStage, Map<String, FlowSample.Done>> done() {
        Map<PipelineStage, Map<String, FlowSample.Done>> done = new EnumMap<>(PipelineStage.class);
        for (PipelineStage stage : PipelineStage.values()) {
            done.put(stage, FlowSample.doneBy(instances.known(stage.service())));
        }
        return done;
    }

    private static void putOldest(
            Map<PipelineStage, Instant> oldest,
            PipelineStage stage,
            LagQuery lag,
            Map<TopicPartition, Untaken> untaken,
            Instant now)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Untaken> waiting = new HashMap<>(untaken);
        waiting.values().removeIf(partition -> partition.count() == 0);
        if (!waiting.isEmpty()) {
            // The brokers' clocks may be ahead of ours.
            oldest.put(
                    stage,
                    new AgeQuery(lag, waiting)
                            .oldest(
                                    now.minus(WAITED_MAX).toEpochMilli(),
                                    now.plusSeconds(1).toEpochMilli()));
        }
    }
}
