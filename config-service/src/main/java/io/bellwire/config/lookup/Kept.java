package io.bellwire.config.lookup;

import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of one partition: all that Kafka keeps there, or a part of it.
 *
 * @param first of them
 * @param end behind the last; equal to {@code first} when there is none
 */
record Kept(TopicPartition partition, long first, long end) {
    boolean isEmpty() {
        return first >= end;
    }

    /** The part from this offset on; nothing when it lies behind the end. */
    Kept from(long offset) {
        return new Kept(partition, clamp(offset), end);
    }

    /** The part before this offset; nothing when it lies before the first. */
    Kept before(long offset) {
        return new Kept(partition, first, clamp(offset));
    }

    private long clamp(long offset) {
        return Math.max(first, Math.min(offset, end));
    }
}
