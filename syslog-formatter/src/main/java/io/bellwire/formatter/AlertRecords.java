package io.bellwire.formatter;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/** The records of one batch as the binder hands them over: values in the payload, the rest in lists beside it. */
final class AlertRecords {
    private final List<?> values;
    private final List<?> keys;
    private final List<?> topics;
    private final List<?> partitions;
    private final List<?> offsets;

    AlertRecords(Message<? extends List<?>> batch) {
        this.values = batch.getPayload();
        this.keys = list(batch, KafkaHeaders.RECEIVED_KEY);
        this.topics = list(batch, KafkaHeaders.RECEIVED_TOPIC);
        this.partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        this.offsets = list(batch, KafkaHeaders.OFFSET);
    }

    int size() {
        return values.size();
    }

    /** Null for a tombstone, which arrives as an object that stands for it. */
    byte @Nullable [] value(int index) {
        return values.get(index) instanceof byte[] bytes ? bytes : null;
    }

    byte @Nullable [] key(int index) {
        return keys.get(index) instanceof byte[] bytes ? bytes : null;
    }

    String topic(int index) {
        return (String) topics.get(index);
    }

    int partition(int index) {
        return (Integer) partitions.get(index);
    }

    long offset(int index) {
        return (Long) offsets.get(index);
    }

    private static List<?> list(Message<?> batch, String header) {
        return Objects.requireNonNull(batch.getHeaders().get(header, List.class), header);
    }
}
