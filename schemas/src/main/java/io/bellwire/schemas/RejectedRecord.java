package io.bellwire.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is set aside for good: it goes to the topic {@code rejected} with its bytes, and headers say why and
 * whence.
 *
 * @param reason in words that tell its producer what to mend
 * @param topic full name of the topic in which it stood
 */
public record RejectedRecord(
        String reason, String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
    public static final String REASON_HEADER = "reason";
    public static final String TOPIC_HEADER = "topic";
    public static final String PARTITION_HEADER = "partition";
    public static final String OFFSET_HEADER = "offset";

    /** Sets a record aside as it was consumed. */
    public static RejectedRecord of(ConsumerRecord<byte[], byte[]> entry, String reason) {
        return new RejectedRecord(reason, entry.topic(), entry.partition(), entry.offset(), entry.key(), entry.value());
    }

    /** The alert that the record is about, where its topic is keyed by alerts' ids; null for a record without a key. */
    public @Nullable String alertId() {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** What to send to the topic {@code rejected}. */
    public ProducerRecord<byte[], byte[]> toProducerRecord(Topics topics) {
        ProducerRecord<byte[], byte[]> rejected = new ProducerRecord<>(topics.name(Topic.REJECTED), key, value);
        rejected.headers()
                .add(REASON_HEADER, MessageHeaders.value(reason))
                .add(TOPIC_HEADER, MessageHeaders.value(topic))
                .add(PARTITION_HEADER, MessageHeaders.value(partition))
                .add(OFFSET_HEADER, MessageHeaders.value(offset));
        return rejected;
    }
}
