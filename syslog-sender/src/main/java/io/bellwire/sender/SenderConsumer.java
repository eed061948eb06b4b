package io.bellwire.sender;

import io.bellwire.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** How senders read: all in one group, finished transactions only, in large helpings and without delay. */
final class SenderConsumer {
    /** Of one poll. More would be unpacked at once than the collector likes to move. */
    static final int RECORDS_MAX = 500;

    private static final int FETCH_BYTES = 4 << 20;

    private SenderConsumer() {}

    /** @param connection how to reach the cluster, as Kafka's {@code ConsumerConfig} has it */
    static KafkaConsumer<byte[], ByteBuffer> open(Map<String, Object> connection, Topics topics) {
        Map<String, Object> configuration = new HashMap<>(connection);
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
        configuration.put(ConsumerConfig.GROUP_ID_CONFIG, topics.group("bellwire-sender"));
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A gap is said and counted, never skipped in silence.
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        // A member learns by its heartbeat that others come or go: a hand-over takes one or two of them.
        configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 250);
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        configuration.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        configuration.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(configuration);
    }
}
