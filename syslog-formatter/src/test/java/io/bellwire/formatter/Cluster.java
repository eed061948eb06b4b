package io.bellwire.formatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The formatter's surroundings: topics of its own in a broker that others may share, and what stands in them. */
final class Cluster implements AutoCloseable {
    private final Map<String, Object> kafka;
    private final Topics topics = new Topics(UUID.randomUUID() + ".", 2, (short) 1);
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private long revision;

    Cluster(String bootstrapServers) {
        kafka = Map.of("bootstrap.servers", bootstrapServers);
        TopicCreation.ensure(kafka, topics, Topic.values());
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(kafka);
    }

    String prefix() {
        return topics.prefix();
    }

    String name(Topic topic) {
        return topics.name(topic);
    }

    /** Appends an alert and gives its offset. */
    long append(Alert.Builder alert) {
        return appendRaw(alert.getId(), AvroSerde.alerts().serialize(alert.build()));
    }

    long appendRaw(String key, byte[] value) {
        return send(new ProducerRecord<>(name(Topic.ALERTS), bytes(key), value));
    }

    /** Saves settings as the next revision, and says which that is. */
    long save(boolean enabled, Notifications notifications) {
        SyslogSettings settings = new SyslogSettings(
                enabled,
                "DC01",
                new SiemEndpoint("127.0.0.1", 514),
                Transport.TCP,
                SyslogFormat.RFC5424,
                notifications,
                null,
                AdvancedSettings.defaults(Transport.TCP, SyslogFormat.RFC5424));
        byte[] value = new SavedSettings(++revision, Instant.EPOCH, "admin", settings).toBytes();
        send(new ProducerRecord<>(name(Topic.SETTINGS), bytes("syslog"), value));
        return revision;
    }

    /** All committed records whose key begins so, at least this many, in the order of their offsets. */
    List<ConsumerRecord<byte[], byte[]>> take(Topic topic, String keyPrefix, int atLeast) {
        return take(topic, atLeast, entry -> new String(entry.key(), StandardCharsets.UTF_8).startsWith(keyPrefix));
    }

    /** The receipts that name this revision, at least one, in the order of their offsets. */
    List<FormattingReceipt> receipts(long settingsRevision) {
        return take(Topic.FORMATTINGS, 1, entry -> receipt(entry).getSettingsRevision() == settingsRevision).stream()
                .map(Cluster::receipt)
                .toList();
    }

    /** As another program's transaction leaves it: with a marker behind it. */
    void appendInTransaction(Alert.Builder alert) {
        Map<String, Object> transactional = new HashMap<>(kafka);
        transactional.put("transactional.id", topics.group("test"));
        try (KafkaProducer<byte[], byte[]> other =
                new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            var unused = other.send(new ProducerRecord<>(
                    name(Topic.ALERTS), bytes(alert.getId()), AvroSerde.alerts().serialize(alert.build())));
            other.commitTransaction();
        }
    }

    /** How many offsets of the topic the group has not committed. */
    long waiting(String group, Topic topic) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(topics.group(group))
                .partitionsToOffsetAndMetadata()
                .get();
        long waiting = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = reader(topic)) {
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(consumer.assignment()).entrySet()) {
                OffsetAndMetadata read = committed.get(end.getKey());
                waiting += end.getValue() - (read == null ? 0 : read.offset());
            }
        }
        return waiting;
    }

    int members(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(topics.group(group)))
                .describedGroups()
                .get(topics.group(group))
                .get()
                .members()
                .size();
    }

    InstanceStatus lastHeartbeat() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> heartbeats = take(Topic.INSTANCES, 1, entry -> entry.value() != null);
        return AvroSerde.instances()
                .deserialize(heartbeats.get(heartbeats.size() - 1).value());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> take(
            Topic topic, int atLeast, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = reader(topic)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                poll(consumer, wanted, taken);
                assertThat(taken).hasSizeGreaterThanOrEqualTo(atLeast);
            });
            poll(consumer, wanted, taken);
        }
        return taken;
    }

    private static void poll(
            KafkaConsumer<byte[], byte[]> consumer,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            List<ConsumerRecord<byte[], byte[]>> to) {
        consumer.poll(Duration.ofMillis(200)).forEach(entry -> {
            if (wanted.test(entry)) {
                to.add(entry);
            }
        });
    }

    private static FormattingReceipt receipt(ConsumerRecord<byte[], byte[]> entry) {
        try {
            return AvroSerde.formattings().deserialize(entry.value());
        } catch (UndecodableRecordException e) {
            throw new AssertionError("no receipt", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> reader(Topic topic) {
        Map<String, Object> committed =
                Map.of("bootstrap.servers", kafka.get("bootstrap.servers"), "isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(name(topic)).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private long send(ProducerRecord<byte[], byte[]> entry) {
        try {
            return producer.send(entry).get().offset();
        } catch (Exception e) {
            throw new AssertionError("the test's broker took no record", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
