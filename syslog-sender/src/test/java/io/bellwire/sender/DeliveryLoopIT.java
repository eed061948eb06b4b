package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Framing;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.Certificates;
import io.bellwire.sender.transport.StreamReceiver;
import io.bellwire.sender.transport.TlsFiles;
import io.bellwire.sender.transport.UdpReceiver;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class DeliveryLoopIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int PARTITIONS = 4;
    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1)
            .brokerProperties(Map.of(
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    "group.initial.rebalance.delay.ms", "0"));

    private final AtomicReference<SavedSettings> settings = new AtomicReference<>();
    private final List<String> produced = new ArrayList<>();

    @TempDir
    Path directory;

    private Map<String, Object> kafka;
    private Topics topics;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @BeforeEach
    void createTopics() {
        kafka = Map.of("bootstrap.servers", BROKER.getBrokersAsString());
        topics = new Topics(UUID.randomUUID() + ".", PARTITIONS, (short) 1);
        TopicCreation.ensure(kafka, topics, Topic.SYSLOG_MESSAGES, Topic.REJECTED);
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void closeProducer() {
        producer.close();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void deliversInOrderOfEachKeyByTcp(Framing framing) throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(framing);
                RunningSender sender = sender("DC01")) {
            produce(3_000);
            save("DC01", siem.port(), Transport.TCP, framing);

            awaitAllInOrder(siem);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.status())
                            .isEqualTo(new SenderStatus(
                                    InstanceState.DELIVERING,
                                    "connected to localhost:" + siem.port() + " by tcp",
                                    0,
                                    1L,
                                    null)));
            assertThat(sender.count("bellwire.messages.written")).isEqualTo(3_000);
            assertThat(sender.count("bellwire.messages.delivered")).isEqualTo(3_000);
            assertThat(sender.count("bellwire.messages.repeated")).isZero();
            assertThat(sender.delaysObserved()).isEqualTo(3_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void deliversInOrderOfEachKeyByTls(Framing framing) throws Exception {
        Certificates certificate = Certificates.selfSigned(directory, "dns:localhost");
        try (StreamReceiver siem = StreamReceiver.tls(framing, certificate.server(), false);
                RunningSender sender = sender("DC01", certificate.trusting())) {
            save("DC01", siem.port(), Transport.TLS, framing);
            produce(3_000);

            awaitAllInOrder(siem);
            awaitBacklogOfZero(sender);
        }
    }

    @Test
    void deliversByUdp() throws Exception {
        try (UdpReceiver siem = new UdpReceiver();
                RunningSender sender = sender("DC01")) {
            save("DC01", siem.port(), Transport.UDP, Framing.LINE_FEED);
            produce(300);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).containsExactlyInAnyOrderElementsOf(produced));
            awaitBacklogOfZero(sender);
        }
    }

    @Test
    void onlyTheDesignatedSensorDeliversAndAnotherGoesOnWhereItStopped() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender first = sender("DC01");
                RunningSender second = sender("DC02")) {
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            produce(1_000);
            awaitAllInOrder(siem);
            awaitBacklogOfZero(first);
            assertThat(second.status().state()).isEqualTo(InstanceState.STANDING_BY);

            save("DC02", siem.port(), Transport.TCP, Framing.LINE_FEED);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(first.status().state()).isEqualTo(InstanceState.STANDING_BY));
            produce(1_000);

            awaitAllInOrder(siem);
            assertThat(siem.messages())
                    .as("an orderly hand-over repeats nothing")
                    .hasSize(2_000);
            awaitBacklogOfZero(second);
            assertThat(second.count("bellwire.messages.written")).isEqualTo(1_000);
        }
    }

    @Test
    void goesToAnotherEndpointWithinASecondAndWithoutARestart() throws Exception {
        try (StreamReceiver before = StreamReceiver.tcp(Framing.LINE_FEED);
                StreamReceiver after = StreamReceiver.tcp(Framing.OCTET_COUNTING);
                RunningSender sender = sender("DC01")) {
            save("DC01", before.port(), Transport.TCP, Framing.LINE_FEED);
            produce(500);
            awaitAllInOrder(before);
            awaitBacklogOfZero(sender);

            save("DC01", after.port(), Transport.TCP, Framing.OCTET_COUNTING);
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(sender.status().settingsRevision())
                            .isEqualTo(settings.get().revision()));
            List<String> earlier = List.copyOf(produced);
            produce(500);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(after.messages())
                            .containsExactlyInAnyOrderElementsOf(produced.subList(500, 1_000)));
            assertThat(before.messages()).containsExactlyInAnyOrderElementsOf(earlier);
        }
    }

    @Test
    void waitsForASiemThatIsDownAndSaysSo() throws Exception {
        int port;
        try (StreamReceiver gone = StreamReceiver.tcp(Framing.LINE_FEED)) {
            port = gone.port();
        }
        try (RunningSender sender = sender("DC01")) {
            save("DC01", port, Transport.TCP, Framing.LINE_FEED);
            produce(500);
            await().atMost(WITHIN).untilAsserted(() -> {
                assertThat(sender.status().state()).isEqualTo(InstanceState.WAITING);
                assertThat(sender.status().backlog()).isEqualTo(500);
                assertThat(sender.status().lastError()).contains("connection refused");
            });

            try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, port, 0)) {
                awaitAllInOrder(siem);
                awaitBacklogOfZero(sender);
                assertThat(sender.status().lastError()).isNull();
            }
        }
    }

    @Test
    void sendsAgainWhatWasNotTakenWhenTheSiemResets() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED, 0, 32 << 10);
                RunningSender sender = sender("DC01")) {
            siem.readAtMost(10);
            produce(2_000, 20_000);
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).hasSize(10));

            siem.readAtMost(Integer.MAX_VALUE);
            siem.reset();

            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(new HashSet<>(siem.messages())).isEqualTo(new HashSet<>(produced)));
            awaitBacklogOfZero(sender);
            assertThat(sender.count("bellwire.messages.repeated")).isPositive();
        }
    }

    @Test
    void deliversNothingWhileSwitchedOffAndEverythingAfterwards() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = sender("DC01")) {
            save(false, "DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            produce(200);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(sender.status().state()).isEqualTo(InstanceState.OFF));
            assertThat(siem.connections()).isZero();

            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);

            awaitAllInOrder(siem);
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            try (RunningSender sender = sender("DC01")) {
                produce(500);
                awaitAllInOrder(siem);
            }
            produce(500);
            try (RunningSender sender = sender("DC01")) {
                awaitAllInOrder(siem);
                awaitBacklogOfZero(sender);
            }
            assertThat(siem.messages()).hasSize(1_000);
        }
    }

    @Test
    void replicasOfOneSensorShareTheWork() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender first = sender("DC01");
                RunningSender second = sender("DC01")) {
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            await().atMost(WITHIN).untilAsserted(() -> {
                produce(50);
                assertThat(first.count("bellwire.messages.written")).isPositive();
                assertThat(second.count("bellwire.messages.written")).isPositive();
            });
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(new HashSet<>(siem.messages())).isEqualTo(new HashSet<>(produced)));
            awaitBacklogOfZero(first);
            awaitBacklogOfZero(second);
        }
    }

    @Test
    void setsAsideWhatCannotBeSentAndGoesOn() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = sender("DC01")) {
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            producer.send(new ProducerRecord<>(topic(), 1, null, null)).get();
            producer.send(new ProducerRecord<>(topic(), 1, null, new byte[0])).get();
            producer.send(new ProducerRecord<>(topic(), 1, null, "<36>1 a\n<36>1 forged".getBytes(UTF_8)))
                    .get();
            produce(100);

            awaitAllInOrder(siem);
            awaitBacklogOfZero(sender);
            List<ConsumerRecord<byte[], byte[]>> rejected = rejected(3);
            assertThat(rejected)
                    .extracting(entry -> text(entry, RejectedRecord.REASON_HEADER))
                    .containsExactlyInAnyOrder(
                            "message is empty",
                            "message is empty",
                            "message contains a line feed, which the framing line-feed cannot carry");
            assertThat(rejected)
                    .extracting(entry -> text(entry, RejectedRecord.OFFSET_HEADER))
                    .containsExactlyInAnyOrder("0", "1", "2");
        }
    }

    @Test
    void abortedTransactionsAndMarkersLeaveNoBacklog() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                RunningSender sender = sender("DC01")) {
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            transaction("aborted", false);
            transaction("committed", true);

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).containsExactly("committed"));
            awaitBacklogOfZero(sender);
            assertThat(committed(0)).isEqualTo(4);
        }
    }

    @Test
    void whatRetentionDeletedIsCountedAndTheRestDelivered() throws Exception {
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED)) {
            save("DC01", siem.port(), Transport.TCP, Framing.LINE_FEED);
            try (RunningSender sender = sender("DC01")) {
                producer.send(new ProducerRecord<>(topic(), 0, null, "before".getBytes(UTF_8)))
                        .get();
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(siem.messages()).containsExactly("before"));
            }
            for (String text : List.of("deleted", "deleted too", "kept")) {
                producer.send(new ProducerRecord<>(topic(), 0, null, text.getBytes(UTF_8)))
                        .get();
            }
            try (Admin admin = Admin.create(kafka)) {
                admin.deleteRecords(Map.of(new TopicPartition(topic(), 0), RecordsToDelete.beforeOffset(3)))
                        .all()
                        .get();
            }
            try (RunningSender sender = sender("DC01")) {
                await().atMost(WITHIN)
                        .untilAsserted(() -> assertThat(siem.messages()).containsExactly("before", "kept"));
                assertThat(sender.count("bellwire.messages.expired")).isEqualTo(2);
                awaitBacklogOfZero(sender);
            }
        }
    }

    private RunningSender sender(String name) {
        return sender(name, TlsFiles.NONE);
    }

    private RunningSender sender(String name, TlsFiles files) {
        return new RunningSender(kafka, topics, name, settings::get, files);
    }

    private void save(String sensor, int port, Transport transport, Framing framing) {
        save(true, sensor, port, transport, framing);
    }

    private void save(boolean enabled, String sensor, int port, Transport transport, Framing framing) {
        AdvancedSettings defaults = AdvancedSettings.defaults(transport, SyslogFormat.RFC5424);
        SavedSettings before = settings.get();
        settings.set(new SavedSettings(
                before == null ? 1 : before.revision() + 1,
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
                                defaults.byteOrderMark()))));
    }

    private void produce(int count) {
        produce(count, 0);
    }

    /** Of ten keys in turn; each text says its key and its place. */
    private void produce(int count, int padding) {
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

    private void transaction(String text, boolean commits) {
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "transactional.id", UUID.randomUUID() + "");
        try (KafkaProducer<byte[], byte[]> once =
                new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            once.initTransactions();
            once.beginTransaction();
            var unused = once.send(new ProducerRecord<>(topic(), 0, null, text.getBytes(UTF_8)));
            once.flush();
            if (commits) {
                once.commitTransaction();
            } else {
                once.abortTransaction();
            }
        }
    }

    private void awaitAllInOrder(StreamReceiver siem) {
        await().atMost(WITHIN).untilAsserted(() -> assertThat(siem.messages()).hasSize(produced.size()));
        for (int key = 0; key < 10; key++) {
            String start = "<36>1 key " + key + " ";
            assertThat(siem.messages().stream().filter(text -> text.startsWith(start)))
                    .containsExactlyElementsOf(produced.stream()
                            .filter(text -> text.startsWith(start))
                            .toList());
        }
    }

    private void awaitBacklogOfZero(RunningSender sender) {
        await().atMost(WITHIN).untilAsserted(() -> {
            assertThat(sender.status().state()).isEqualTo(InstanceState.DELIVERING);
            assertThat(sender.status().backlog()).isZero();
        });
    }

    private long committed(int partition) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(topics.group("bellwire-sender"))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic(), partition));
            return offset == null ? -1 : offset.offset();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> rejected(int count) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
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

    private static String text(ConsumerRecord<byte[], byte[]> entry, String header) {
        return new String(entry.headers().lastHeader(header).value(), UTF_8);
    }

    private String topic() {
        return topics.name(Topic.SYSLOG_MESSAGES);
    }
}
