package io.bellwire.config.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka is about to delete before a stage has taken it.
 *
 * @param topic before the stage, by its full name
 * @param records that are near their deletion
 * @param deletedFrom when Kafka deletes the oldest of them at the earliest; null when that may be at any moment, or when
 *     there are none
 */
public record NearDeletion(
        String topic, long records, @Nullable Instant deletedFrom) {
    static NearDeletion none(String topic) {
        return new NearDeletion(topic, 0, null);
    }
}
