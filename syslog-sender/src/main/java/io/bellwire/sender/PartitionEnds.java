package io.bellwire.sender;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the partitions of this sender end, looked up once a second. Not thread-safe. */
final class PartitionEnds {
    private static final Logger log = LoggerFactory.getLogger(PartitionEnds.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration KAFKA_MAX = Duration.ofMillis(500);

    private final Consumer<?, ?> consumer;
    private final LongSupplier nanoTime;

    private Map<TopicPartition, Long> ends = Map.of();
    private long lookedAtNanos;

    PartitionEnds(Consumer<?, ?> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        lookSoon();
    }

    /** As far as transactions were finished when it was looked up. */
    Map<TopicPartition, Long> known() {
        return ends;
    }

    /** The partitions are others now. */
    void lookSoon() {
        lookedAtNanos = nanoTime.getAsLong() - EVERY.toNanos();
    }

    void lookIfDue() {
        long now = nanoTime.getAsLong();
        if (now - lookedAtNanos < EVERY.toNanos()) {
            return;
        }
        lookedAtNanos = now;
        try {
            ends = consumer.endOffsets(consumer.assignment(), KAFKA_MAX);
        } catch (TimeoutException e) {
            log.debug("Ends of partitions not known", e);
        }
    }
}
