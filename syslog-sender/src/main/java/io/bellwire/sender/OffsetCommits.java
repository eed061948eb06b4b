package io.bellwire.sender;

import io.bellwire.schemas.Transport;
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

/** Commits what was written: ten times a second without waiting, and at once where something ends. Not thread-safe. */
final class OffsetCommits {
    private static final Logger log = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration KAFKA_MAX = Duration.ofSeconds(5);

    private static final String UNCOMMITTED = "Commit failed, these messages will be repeated";

    private final Consumer<byte[], byte[]> consumer;
    private final WrittenOffsets offsets;
    private final SenderMetrics metrics;
    private final LongSupplier nanoTime;

    private boolean committing;
    private long uncommittedMessages;
    private long timesTakenBack;
    private long committedAtNanos;

    OffsetCommits(
            Consumer<byte[], byte[]> consumer, WrittenOffsets offsets, SenderMetrics metrics, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.offsets = offsets;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.committedAtNanos = nanoTime.getAsLong();
    }

    /** So many messages more than before are written. */
    void written(int messages) {
        uncommittedMessages += messages;
    }

    /** What was written and not committed is written again. */
    void takenBack() {
        uncommittedMessages = 0;
        timesTakenBack++;
    }

    void ifDue(Transport transport) {
        long now = nanoTime.getAsLong();
        if (committing || now - committedAtNanos < EVERY.toNanos()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> due = offsets.toCommit();
        if (due.isEmpty()) {
            return;
        }
        committedAtNanos = now;
        committing = true;
        long messages = uncommittedMessages;
        uncommittedMessages = 0;
        long before = timesTakenBack;
        consumer.commitAsync(due, (committed, failure) -> {
            committing = false;
            if (failure == null) {
                committed(committed, transport, messages);
            } else {
                // What was not committed is committed with the next, unless it is written anew.
                uncommittedMessages += timesTakenBack == before ? messages : 0;
                log.debug("Commit failed, trying again", failure);
            }
        });
    }

    /** Waits for the answer; false when the group just shares its partitions out anew, which polls bring to an end. */
    boolean now(Transport transport) {
        Map<TopicPartition, OffsetAndMetadata> due = offsets.toCommit();
        if (due.isEmpty()) {
            return true;
        }
        try {
            consumer.commitSync(due, KAFKA_MAX);
            committed(due, transport, uncommittedMessages);
            uncommittedMessages = 0;
        } catch (RebalanceInProgressException e) {
            return false;
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log(UNCOMMITTED);
        }
        return true;
    }

    /** Whoever gets these partitions next begins before what was written. */
    void givenUp() {
        log.atWarn().addKeyValue("messages", uncommittedMessages).log(UNCOMMITTED);
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> committed, Transport transport, long messages) {
        offsets.committed(committed);
        metrics.delivered(transport, messages);
    }
}
