package io.bellwire.config.messagetest;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.TestRequest;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts requests for test messages where sensors read them. Thread-safe. */
final class TestRequests implements AutoCloseable {
    static final String NOT_ASKED = "the sensor was not asked, or not in time: look for a test message in the SIEM.";

    private static final Logger log = LoggerFactory.getLogger(TestRequests.class);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(5);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AvroSerde<TestRequest> serde = AvroSerde.testRequests();

    TestRequests(Map<String, Object> producerConfiguration, Topics topics) {
        Map<String, Object> configuration = new HashMap<>(producerConfiguration);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) CONNECT_MAX.toMillis());
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CONNECT_MAX.toMillis());
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_MAX.toMillis());
        this.producer = new KafkaProducer<>(configuration);
        this.topic = topics.name(Topic.TEST_REQUESTS);
    }

    /** @throws KafkaAwayException when Kafka did not take it in time */
    void send(TestRequest request) {
        byte[] key = request.getId().getBytes(StandardCharsets.UTF_8);
        try {
            var unused = producer.send(new ProducerRecord<>(topic, key, serde.serialize(request)))
                    .get(DELIVERY_MAX.plus(CONNECT_MAX).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException(NOT_ASKED, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.atWarn().addKeyValue("topic", topic).setCause(e).log("Test request could not be written");
            throw new KafkaAwayException(NOT_ASKED, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
    }
}
