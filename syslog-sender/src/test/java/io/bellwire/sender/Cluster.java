package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.NameService;
import io.bellwire.sender.transport.StreamReceiver;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The sender's surroundings in a test: topics of its own in a broker that tests share, and what stands in them. */
final class Cluster implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private long revision;
    private final List<String> produced = new ArrayList<>();

    Cluster(int partitions) {
        kafka = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
        topics = new Topics(UUID.randomUUID() + ".", partitions, (short) 1);
        TopicCreation.ensure(kafka, topics, Topic.SYSLOG_MESSAGES, Topic.SETTINGS, Topic.DELIVERIES, Topic.REJECTED);
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The revision that was saved last. */
    long revision() {
        return revision;
    }

    /** Every message of {@link #produce}, in order. */
    List<String> produced() {
        return Collections.unmodifiableList(produced);
    }

    void produce(int count) {
        produce(count, 0);
    }

    /** Of ten keys in turn; each text says its key and its place. */
    void produce(int count, int padding) {
        int start = produced.size();
        for (int i = start; i < start + count; i++) {
            String text = "<36>1 key " + i % 10 + " number " + i + " " + "x".repeat(padding);
            produced.add(text);
            ProducerRecord<byte[], byte[]> entry =
                    new ProducerRecord<>(topic(), ("key-" + i % 10).getBytes(UTF_8), text.getBytes(UTF_8));
            entry.headers().add(MessageHeaders.ACCEPTED_AT, MessageHeaders.value(System.currentTimeMillis()));
            var unused = producer.send(entry);
        }
        producer.flush();
    }

    /** @param perTick messages every ten milliseconds */
    SteadyFlow flow(int perTick) {
        return new SteadyFlow(producer, topic(), perTick);
    }

    void transaction(String text, boolean commits) {
        transaction(List.of(text), commits);
    }

    /** Messages of one transaction, all in partition 0. */
    void transaction(List<String> texts, boolean commits) {
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", kafka.get("bootstrap.servers"), "transactional.id", UUID.randomUUID() + "");
        try (KafkaProducer<byte[], byte[]> once =
                new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            once.initTransactions();
            once.beginTransaction();
            for (String text : texts) {
                var unused = once.send(new ProducerRecord<>(topic(), 0, null, text.getBytes(UTF_8)));
            }
            once.flush();
            if (commits) {
                once.commitTransaction();
            } else {
                once.abortTransaction();
            }
        }
    }

    /** Appends one record with this value. */
    void append(int partition, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic(), partition, null, value)).get();
    }

    /** Takes away what stands before this offset, as retention does. */
    void deleteBefore(int partition, long offset) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic(), partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    long committed(int partition) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(topics.group("bellwire-sender"))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic(), partition));
            return offset == null ? -1 : offset.offset();
        }
    }

    /** Puts the group elsewhere; nobody may be in it. */
    void commit(int partition, long offset) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.alterConsumerGroupOffsets(
                            topics.group("bellwire-sender"),
                            Map.of(new TopicPartition(topic(), partition), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    /** How many consumers are in the group of senders. */
    int groupMembers() {
        String group = topics.group("bellwire-sender");
        try (Admin admin = Admin.create(kafka)) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException e) {
            return 0; // nobody has joined it yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<ConsumerRecord<byte[], byte[]>> rejected(int count) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topics.partitions())
                    .mapToObj(i -> new TopicPartition(topics.name(Topic.REJECTED), i))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(WITHIN).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return found.size() >= count;
            });
        }
        return found;
    }

    RunningSender sender(String name) {
        return sender(name, TlsFiles.NONE);
    }

    RunningSender sender(String name, TlsFiles files) {
        return new RunningSender(kafka, topics, name, files, NameService.SYSTEM);
    }

    RunningSender sender(String name, NameService names) {
        return new RunningSender(kafka, topics, name, TlsFiles.NONE, names);
    }

    /** One that proves soon what is read, and soon asks where the SIEM's name leads. */
    RunningSender impatientSender(String name, NameService names) {
        return new RunningSender(kafka, topics, name, TlsFiles.NONE, names, Duration.ofSeconds(1), 100);
    }

    void save(String sensor, int port, Transport transport, Framing framing) {
        save(true, sensor, port, transport, framing);
    }

    void save(boolean enabled, String sensor, int port, Transport transport, Framing framing) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, SyslogFormat.RFC5424);
        SavedSettings saved = new SavedSettings(
                ++revision,
                Instant.parse("2026-11-24T08:00:00Z"),
                "anna",
                new SyslogSettings(
                        enabled,
                        sensor,
                        new SiemEndpoint("localhost", port),
                        transport,
                        SyslogFormat.RFC5424,
                        Notifications.DEFAULTS,
                        null,
                        new AdvancedSettings(
                                framing,
                                defaults.dialect(),
                                defaults.securityFacility(),
                                defaults.healthFacility(),
                                defaults.rfc3164TimeZone(),
                                defaults.maxMessageBytes(),
                                defaults.byteOrderMark())));
        var unused = producer.send(new ProducerRecord<>(topics.name(Topic.SETTINGS), saved.toBytes()));
        producer.flush();
    }

    void awaitAllInOrder(StreamReceiver siem) {
        await().atMost(WITHIN).untilAsserted(() -> assertThat(siem.messages()).hasSize(produced.size()));
        for (int key = 0; key < 10; key++) {
            String start = "<36>1 key " + key + " ";
            assertThat(siem.messages().stream().filter(text -> text.startsWith(start)))
                    .containsExactlyElementsOf(produced.stream()
                            .filter(text -> text.startsWith(start))
                            .toList());
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private String topic() {
        return topics.name(Topic.SYSLOG_MESSAGES);
    }
}
