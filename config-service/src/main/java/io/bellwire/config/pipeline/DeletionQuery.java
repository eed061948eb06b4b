package io.bellwire.config.pipeline;

import io.bellwire.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Asks the cluster which records that no stage has taken are so old that their topic's retention soon deletes them. */
final class DeletionQuery {
    /** How exactly the age of the oldest record is found out. */
    private static final long AGE_PRECISION_MILLIS = 1_000;

    private final Admin admin;
    private final Topics topics;
    private final LagQuery lag;

    DeletionQuery(Admin admin, Topics topics, LagQuery lag) {
        this.admin = admin;
        this.topics = topics;
        this.lag = lag;
    }

    NearDeletion before(PipelineStage stage, Instant now)
            throws InterruptedException, ExecutionException, TimeoutException {
        String topic = topics.name(stage.source());
        Map<TopicPartition, Untaken> untaken = lag.untaken(stage);
        if (untaken.isEmpty()) {
            return NearDeletion.none(topic);
        }
        // Asked while nothing waits too, so that a missing right is known before it matters.
        Retention retention = retention(topic);
        untaken.values().removeIf(waiting -> waiting.count() == 0);
        if (retention == null || untaken.isEmpty()) {
            return NearDeletion.none(topic);
        }
        long records = olderThan(retention.nearBefore(now.toEpochMilli()), untaken);
        return records == 0
                ? NearDeletion.none(topic)
                : new NearDeletion(topic, records, deletedFrom(retention, now.toEpochMilli(), untaken));
    }

    private @Nullable Retention retention(String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Retention.of(lag.answer(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next());
    }

    /** Halves the time in which the oldest record was written, as an offset alone does not tell when. */
    private @Nullable Instant deletedFrom(Retention retention, long now, Map<TopicPartition, Untaken> untaken)
            throws InterruptedException, ExecutionException, TimeoutException {
        long nothingBefore = retention.dueBefore(now);
        long somethingBefore = retention.nearBefore(now);
        if (olderThan(nothingBefore, untaken) > 0) {
            return null;
        }
        while (somethingBefore - nothingBefore > AGE_PRECISION_MILLIS) {
            long middle = nothingBefore + (somethingBefore - nothingBefore) / 2;
            if (olderThan(middle, untaken) > 0) {
                somethingBefore = middle;
            } else {
                nothingBefore = middle;
            }
        }
        return Instant.ofEpochMilli(nothingBefore + retention.millis());
    }

    /** How many untaken records stand before the first one that was written then or later. */
    private long olderThan(long time, Map<TopicPartition, Untaken> untaken)
            throws InterruptedException, ExecutionException, TimeoutException {
        ListOffsetsResult firsts = lag.offsets(untaken.keySet(), OffsetSpec.forTimestamp(time));
        long older = 0;
        for (Map.Entry<TopicPartition, Untaken> partition : untaken.entrySet()) {
            long first = lag.answer(firsts.partitionResult(partition.getKey())).offset();
            // Kafka answers with a negative offset when every record is older.
            older += first < 0
                    ? partition.getValue().count()
                    : partition.getValue().before(first);
        }
        return older;
    }
}
