package io.bellwire.stage;

import java.lang.reflect.Type;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * Hands over the records of a batch as {@link PackingDeserializer} has read them; the usual converter takes each apart into
 * lists of values and headers.
 */
final class RecordBatchConverter implements BatchMessageConverter {
    @Override
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            Type payloadType) {
        return new GenericMessage<>(new RecordBatch(records));
    }

    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
        throw new UnsupportedOperationException("this binding only reads");
    }

    private static ConsumerRecord<?, ?> unpacked(ConsumerRecord<?, ?> entry) {
        return new ConsumerRecord<>(
                entry.topic(),
                entry.partition(),
                entry.offset(),
                entry.timestamp(),
                entry.timestampType(),
                entry.serializedKeySize(),
                entry.serializedValueSize(),
                unpacked(entry.key()),
                unpacked(entry.value()),
                entry.headers(),
                entry.leaderEpoch());
    }

    private static @Nullable Object unpacked(@Nullable Object octets) {
        return octets instanceof PackedValue value ? value.unpacked() : octets;
    }

    /**
     * What was packed is unpacked each time that it is asked for, and so only while somebody deals with it.
     *
     * <p>A failure logs the message it failed on: that must not become a line of megabytes with alerts' ids in it.
     */
    private static final class RecordBatch extends AbstractList<ConsumerRecord<?, ?>> implements RandomAccess {
        private final List<ConsumerRecord<?, ?>> records;

        RecordBatch(List<ConsumerRecord<?, ?>> records) {
            this.records = records;
        }

        @Override
        public ConsumerRecord<?, ?> get(int index) {
            ConsumerRecord<?, ?> entry = records.get(index);
            boolean packed = entry.key() instanceof PackedValue || entry.value() instanceof PackedValue;
            return packed ? unpacked(entry) : entry;
        }

        @Override
        public int size() {
            return records.size();
        }

        @Override
        public String toString() {
            return records.size() + " records";
        }
    }
}
