package io.bellwire.sender;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what the window lets: ten times a second at most without waiting, and at once where something ends. Not thread-safe. */
final class OffsetCommits {
    private static final Logger log = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration KAFKA_MAX = Duration.ofSeconds(5);

    private static final String UNCOMMITTED = "Commit failed, the next sender goes on from what was committed before";

    private final Consumer<?, ?> consumer;
    private final DeliveryWindow window;
    private final LongSupplier nanoTime;

    private boolean committing;
    private long committedAtNanos;

    OffsetCommits(Consumer<?, ?> consumer, DeliveryWindow window, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.window = window;
        this.nanoTime = nanoTime;
        this.committedAtNanos = nanoTime.getAsLong();
    }

    void ifDue() {
        long now = nanoTime.getAsLong();
        if (committing || now - committedAtNanos < EVERY.toNanos()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> due = window.toCommit();
        if (due.isEmpty()) {
            return;
        }
        committedAtNanos = now;
        committing = true;
        window.committing(due);
        consumer.commitAsync(due, (committed, failure) -> {
            committing = false;
            if (failure == null) {
                window.committed(committed);
            } else {
                log.debug("Commit failed, trying again", failure);
            }
        });
    }

    /** Waits for the answer; false when the group just shares its partitions out anew, which polls bring to an end. */
    boolean now() {
        Map<TopicPartition, OffsetAndMetadata> due = window.toCommit();
        if (due.isEmpty()) {
            return true;
        }
        try {
            window.committing(due);
            consumer.commitSync(due, KAFKA_MAX);
            window.committed(due);
        } catch (RebalanceInProgressException e) {
            return false;
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log(UNCOMMITTED);
        }
        return true;
    }

    /** Whoever gets these partitions next begins elsewhere than where this sender stopped. */
    void givenUp() {
        log.atWarn().addKeyValue("offsets", window.toCommit()).log(UNCOMMITTED);
    }
}
