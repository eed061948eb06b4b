package io.bellwire.config.pipeline;

import io.bellwire.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Asks the cluster which records that no stage has taken are so old that their topic's retention soon deletes them. */
final class DeletionQuery {
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
        AgeQuery age = new AgeQuery(lag, untaken);
        long records = age.olderThan(retention.nearBefore(now.toEpochMilli()));
        return records == 0
                ? NearDeletion.none(topic)
                : new NearDeletion(topic, records, deletedFrom(retention, now.toEpochMilli(), age));
    }

    private @Nullable Retention retention(String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Retention.of(lag.answer(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next());
    }

    private static @Nullable Instant deletedFrom(Retention retention, long now, AgeQuery age)
            throws InterruptedException, ExecutionException, TimeoutException {
        long nothingBefore = retention.dueBefore(now);
        return age.olderThan(nothingBefore) > 0
                ? null
                : age.oldest(nothingBefore, retention.nearBefore(now)).plusMillis(retention.millis());
    }
}
