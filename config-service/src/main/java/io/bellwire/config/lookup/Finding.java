package io.bellwire.config.lookup;

import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that belongs to the alert that is looked for, and from which its way can be followed. */
sealed interface Finding {
    /** When Kafka took the record, milliseconds since the epoch. */
    long atMillis();

    /**
     * A record of {@code alerts}.
     *
     * @param facts null when the record cannot be read
     */
    record Accepted(
            int partition,
            long offset,
            long atMillis,
            @Nullable Facts facts) implements Finding {}

    /**
     * A record of {@code syslog-messages}.
     *
     * @param alertPartition of {@code alerts}; this and what follows comes from headers, and stays behind when they lack
     * @param facts null when the headers do not tell
     * @param settingsRevision under which it was formatted
     * @param text null when the record has no value
     */
    record Formatted(
            int partition,
            long offset,
            long atMillis,
            @Nullable Long alertPartition,
            @Nullable Long alertOffset,
            @Nullable Facts facts,
            @Nullable Long settingsRevision,
            @Nullable String text)
            implements Finding {
        boolean isOf(int ofPartition, long ofOffset) {
            return alertPartition != null
                    && alertOffset != null
                    && alertPartition == ofPartition
                    && alertOffset == ofOffset;
        }
    }

    /**
     * A record of {@code rejected}.
     *
     * @param topic in which it stood, by its full name; this and what follows comes from headers
     */
    record Rejected(
            long atMillis,
            @Nullable String topic,
            @Nullable Long partition,
            @Nullable Long offset,
            String reason) implements Finding {
        boolean isOf(String ofTopic, int ofPartition, long ofOffset) {
            return ofTopic.equals(topic)
                    && partition != null
                    && offset != null
                    && partition == ofPartition
                    && offset == ofOffset;
        }
    }

    /** What every message of an alert has in common with it. */
    record Facts(AlertKind kind, Trigger trigger, Instant acceptedAt) {}
}
