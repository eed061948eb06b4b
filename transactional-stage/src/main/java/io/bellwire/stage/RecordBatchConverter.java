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

/** Hands over the records of a batch as they are; the usual converter takes each apart into lists of values and headers. */
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

    /** A failure logs the message it failed on: that must not become a line of megabytes with alerts' ids in it. */
    private static final class RecordBatch extends AbstractList<ConsumerRecord<?, ?>> implements RandomAccess {
        private final List<ConsumerRecord<?, ?>> records;

        RecordBatch(List<ConsumerRecord<?, ?>> records) {
            this.records = records;
        }

        @Override
        public ConsumerRecord<?, ?> get(int index) {
            return records.get(index);
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
