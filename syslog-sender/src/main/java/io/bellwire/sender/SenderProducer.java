package io.bellwire.sender;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the sender writes what it has to say of messages: receipts, and records that are set aside. */
final class SenderProducer {
    private static final int REQUEST_BYTES_MAX = 5 << 20;
    private static final Duration BLOCK_MAX = Duration.ofSeconds(2);

    private SenderProducer() {}

    /** @param connection how to reach the cluster, as Kafka's {@code ProducerConfig} has it */
    static KafkaProducer<byte[], byte[]> open(Map<String, Object> connection) {
        Map<String, Object> configuration = new HashMap<>(connection);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * REQUEST_BYTES_MAX);
        // The loop waits for it, and has to see new settings meanwhile.
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX.toMillis());
        return new KafkaProducer<>(configuration);
    }
}
