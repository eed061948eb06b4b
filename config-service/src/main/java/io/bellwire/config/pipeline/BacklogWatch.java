package io.bellwire.config.pipeline;

import io.bellwire.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks all the time, whether anybody delivers or not, for records that Kafka is about to delete before their stage has
 * taken them, and warns of them.
 */
public final class BacklogWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BacklogWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration LOOK_MAX = Duration.ofSeconds(10);

    private final ClusterWatch cluster;
    private final Topics topics;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Set<PipelineStage> warned = EnumSet.noneOf(PipelineStage.class); // timer thread only
    private final Set<PipelineStage> forbidden = EnumSet.noneOf(PipelineStage.class); // timer thread only
    private boolean unanswered; // timer thread only
    private volatile Map<PipelineStage, NearDeletion> found = Map.of();

    /** @param adminConfiguration how to reach the cluster, as Kafka's {@code AdminClientConfig} has it */
    public BacklogWatch(Map<String, Object> adminConfiguration, Topics topics, Clock clock, LongSupplier nanoTime) {
        this.cluster = new ClusterWatch("backlog-watch", adminConfiguration, LOOK_MAX);
        this.topics = topics;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    public void start() {
        cluster.start(this::look, PERIOD);
    }

    /** As seen last, half a minute ago at most; without a stage that was never seen, or whose topic may not be asked. */
    public Map<PipelineStage, NearDeletion> nearDeletion() {
        return found;
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** What was seen last stands while Kafka does not answer. */
    void look() {
        Map<PipelineStage, NearDeletion> seen = new EnumMap<>(PipelineStage.class);
        try {
            for (PipelineStage stage : PipelineStage.values()) {
                look(stage, seen);
            }
            found = seen;
            unanswered = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // A defect of ours must not end the watch either.
            if (!unanswered) {
                log.atWarn().setCause(e).log("Kafka does not tell whether waiting records are near their deletion");
            }
            unanswered = true;
        }
    }

    private void look(PipelineStage stage, Map<PipelineStage, NearDeletion> seen)
            throws InterruptedException, ExecutionException, TimeoutException {
        long giveUpAt = nanoTime.getAsLong() + LOOK_MAX.toNanos();
        // What stands behind an open transaction is deleted as well.
        LagQuery lag = new LagQuery(cluster.admin(), topics, IsolationLevel.READ_UNCOMMITTED, nanoTime, giveUpAt);
        try {
            NearDeletion near = new DeletionQuery(cluster.admin(), topics, lag).before(stage, clock.instant());
            forbidden.remove(stage);
            tell(stage, near);
            seen.put(stage, near);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            tellForbidden(stage, e.getCause());
        }
    }

    private void tell(PipelineStage stage, NearDeletion near) {
        if (near.records() > 0 && warned.add(stage)) {
            log.atWarn()
                    .addKeyValue("stage", stage.word())
                    .addKeyValue("topic", near.topic())
                    .addKeyValue("records", near.records())
                    .addKeyValue("deletedFrom", near.deletedFrom() == null ? "now" : near.deletedFrom())
                    .log("Records wait so long that Kafka soon deletes them undelivered: see why nobody takes them,"
                            + " or lengthen the topic's retention.ms");
        } else if (near.records() == 0 && warned.remove(stage)) {
            log.atInfo()
                    .addKeyValue("stage", stage.word())
                    .addKeyValue("topic", near.topic())
                    .log("No waiting records are near their deletion any more");
        }
    }

    private void tellForbidden(PipelineStage stage, Throwable cause) {
        if (forbidden.add(stage)) {
            log.atWarn()
                    .addKeyValue("stage", stage.word())
                    .addKeyValue("topic", topics.name(stage.source()))
                    .addKeyValue("reason", cause.getMessage())
                    .log("Kafka does not let this program ask how long it keeps the topic (DescribeConfigs): nobody"
                            + " is warned before it deletes what waits there");
        }
    }
}
