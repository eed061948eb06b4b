package io.bellwire.config.pipeline;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How long a topic keeps its records. Kafka deletes them by the segment, so one may stay longer than this, never shorter.
 *
 * @param millis {@code retention.ms}
 */
record Retention(long millis) {
    /** A record that is older than this share of the retention is near its deletion. */
    static final double NEAR_DELETION_SHARE = 0.8;

    /** As the topic's configuration has it; null when age deletes nothing there. */
    static @Nullable Retention of(Config topic) {
        long millis = Long.parseLong(topic.get(TopicConfig.RETENTION_MS_CONFIG).value());
        boolean deletes =
                topic.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
        return deletes && millis >= 0 ? new Retention(millis) : null;
    }

    /** Records written before this time are near their deletion; all times here are milliseconds since the epoch. */
    long nearBefore(long now) {
        return writtenBefore(now - (long) (NEAR_DELETION_SHARE * millis));
    }

    /** Records written before this time may be deleted at any moment. */
    long dueBefore(long now) {
        return writtenBefore(now - millis);
    }

    /** Kafka takes times before the epoch for questions of another kind. */
    private static long writtenBefore(long time) {
        return Math.max(0, time);
    }
}
