package io.bellwire.sender;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From where a partition is read that comes to this sender, or that has lost what it would read next. */
final class StartingPositions {
    private static final Logger log = LoggerFactory.getLogger(StartingPositions.class);
    private static final Duration KAFKA_MAX = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final DeliveryWindow window;
    private final SenderMetrics metrics;

    StartingPositions(Consumer<?, ?> consumer, DeliveryWindow window, SenderMetrics metrics) {
        this.consumer = consumer;
        this.window = window;
        this.metrics = metrics;
    }

    /** Where the group stopped; what it never read begins with the oldest message. */
    void begin(Collection<TopicPartition> assigned) {
        Set<TopicPartition> neverCommitted = new HashSet<>();
        consumer.committed(Set.copyOf(assigned), KAFKA_MAX).forEach((partition, committed) -> {
            if (committed == null) {
                neverCommitted.add(partition);
            } else {
                goOnAt(partition, committed.offset());
            }
        });
        atOldest(neverCommitted);
    }

    void atOldest(Set<TopicPartition> neverCommitted) {
        if (!neverCommitted.isEmpty()) {
            consumer.beginningOffsets(neverCommitted, KAFKA_MAX).forEach(this::goOnAt);
        }
    }

    /**
     * What would come next is not there. Retention was faster than the SIEM: what is gone is said and counted, and the
     * oldest that is left comes next. Or the topic ends before it, because it was made anew or lost its end: all that is
     * there is sent, since nobody knows which of it is new.
     */
    void afterGap(Map<TopicPartition, Long> positions) {
        consumer.beginningOffsets(positions.keySet(), KAFKA_MAX).forEach((partition, beginning) -> {
            long position = positions.getOrDefault(partition, beginning);
            if (position < beginning) {
                expired(partition, position, beginning);
            } else {
                startedAnew(partition, position, beginning);
            }
        });
    }

    private void expired(TopicPartition partition, long position, long beginning) {
        // What was taken and only not proven was delivered, most likely.
        long lost = beginning - Math.min(beginning, Math.max(position, window.everTaken(partition)));
        metrics.expired(lost);
        log.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("from", position)
                .addKeyValue("to", beginning)
                .addKeyValue("count", lost)
                .log("Messages were deleted by retention before they were delivered");
        // To be committed, so that it is not said and counted again after a restart.
        window.nothingBefore(Map.of(partition, beginning));
        consumer.seek(partition, beginning);
    }

    private void startedAnew(TopicPartition partition, long position, long beginning) {
        log.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("committed", position)
                .addKeyValue("from", beginning)
                .log("Topic ends before what was delivered: made anew, or its end was lost; all that is there is sent");
        window.startedAnew(partition);
        goOnAt(partition, beginning);
    }

    private void goOnAt(TopicPartition partition, long offset) {
        consumer.seek(partition, window.assigned(partition, offset));
    }
}
