package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** What is committed to a topic from the moment on at which this was opened. */
final class TopicTail implements AutoCloseable {
    private static final AvroSerde<Alert> ALERTS = AvroSerde.alerts();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private ConsumerRecord<byte[], byte[]> last;

    TopicTail(EmbeddedKafkaBroker kafka, Topics topics, Topic topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.getBrokersAsString(),
                        "isolation.level",
                        "read_committed",
                        "max.poll.records",
                        20_000,
                        "max.partition.fetch.bytes",
                        8 << 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topics.name(topic)).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** So many records and not one more, each partition's in its order. */
    List<ConsumerRecord<byte[], byte[]>> take(int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        // The poll itself waits.
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    consumer.poll(Duration.ofMillis(50)).forEach(records::add);
                    assertThat(records.size()).isGreaterThanOrEqualTo(count);
                });
        assertThat(records).hasSize(count);
        assertNothingMore();
        return records;
    }

    /** The newest record, when at least one has come. */
    ConsumerRecord<byte[], byte[]> last() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(entry -> last = entry);
            assertThat(last).isNotNull();
        });
        return last;
    }

    List<Alert> takeAlerts(int count) throws Exception {
        List<Alert> alerts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : take(count)) {
            Alert alert = ALERTS.deserialize(entry.value());
            assertThat(key(entry)).isEqualTo(alert.getId());
            alerts.add(alert);
        }
        return alerts;
    }

    /** All that was committed is before the end offsets, so this needs no waiting. */
    void assertNothingMore() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<byte[], byte[]>> more = new ArrayList<>();
        await().untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(10)).forEach(more::add);
            ends.forEach(
                    (partition, end) -> assertThat(consumer.position(partition)).isGreaterThanOrEqualTo(end));
        });
        assertThat(more).isEmpty();
    }

    static String key(ConsumerRecord<byte[], byte[]> entry) {
        return new String(entry.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
