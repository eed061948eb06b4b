package io.bellwire.sender;

import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets aside records that can never be sent, with their bytes and the reason, so that they block nobody. */
final class RejectedMessages implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RejectedMessages.class);
    private static final int REQUEST_BYTES_MAX = 5 << 20;
    private static final Duration BLOCK_MAX = Duration.ofSeconds(2);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Topics topics;

    /** @param producerConfiguration how to reach the cluster, as Kafka's {@code ProducerConfig} has it */
    RejectedMessages(Map<String, Object> producerConfiguration, Topics topics) {
        Map<String, Object> configuration = new HashMap<>(producerConfiguration);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * REQUEST_BYTES_MAX);
        // The loop waits for it, and has to see new settings meanwhile.
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX.toMillis());
        this.producer = new KafkaProducer<>(configuration);
        this.topics = topics;
    }

    /** Completes when the record is safe in the topic {@code rejected}; only then may its offset be committed. */
    CompletableFuture<@Nullable Void> setAside(ConsumerRecord<byte[], byte[]> unusable, String reason) {
        log.atDebug()
                .addKeyValue("topic", unusable.topic())
                .addKeyValue("partition", unusable.partition())
                .addKeyValue("offset", unusable.offset())
                .addKeyValue("reason", reason)
                .log("Record cannot be sent and is set aside");
        CompletableFuture<@Nullable Void> safe = new CompletableFuture<>();
        RejectedRecord rejected = new RejectedRecord(
                reason, unusable.topic(), unusable.partition(), unusable.offset(), unusable.key(), unusable.value());
        var unused = producer.send(rejected.toProducerRecord(topics), (metadata, failure) -> {
            if (failure == null) {
                safe.complete(null);
            } else {
                safe.completeExceptionally(failure);
            }
        });
        return safe;
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
    }
}
