package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** What becomes of records that outside producers put on {@code alerts-incoming}. */
@RunningIntake
class KafkaIntakeIT {
    private static final int MIB = 1 << 20;

    @Autowired
    private EmbeddedKafkaBroker kafka;

    @Autowired
    private Topics topics;

    @Autowired
    private BreakableIntake intake;

    @Autowired
    private MeterRegistry metrics;

    private TopicTail alerts;
    private TopicTail rejected;
    private KafkaProducer<byte[], byte[]> producer;
    private KafkaProducer<byte[], byte[]> bulk; // without transactions

    @BeforeEach
    void connect() {
        alerts = new TopicTail(kafka, topics, Topic.ALERTS);
        rejected = new TopicTail(kafka, topics, Topic.REJECTED);
        producer = transactionalProducer();
        bulk = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        bulk.close();
        alerts.close();
        rejected.close();
    }

    @Test
    void alertGoesUnderItsOwnIdWhateverTheRecordsKeyWas() throws Exception {
        produce(List.of(
                incoming(0, bytes("other"), bytes(SampleRequests.full("k-1"))),
                incoming(0, null, bytes(SampleRequests.minimal("k-2"))),
                incoming(0, new byte[0], bytes(SampleRequests.health("k-3"))),
                incoming(0, new byte[] {(byte) 0xFF}, bytes(SampleRequests.minimal("k-4")))));

        assertThat(alerts.takeAlerts(4)).extracting(Alert::getId).containsExactlyInAnyOrder("k-1", "k-2", "k-3", "k-4");
        rejected.assertNothingMore();
    }

    @Test
    void oneBadRecordAmong500OfABatchKeepsNoneBack() throws Exception {
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String alert = SampleRequests.changed("{\"id\":\"b-" + i % 7 + "\",\"count\":" + i + "}");
            batch.add(incoming(1, bytes("b-" + i % 7), bytes(i == 250 ? alert.substring(1) : alert)));
        }
        produce(batch);

        List<Alert> taken = alerts.takeAlerts(499);
        assertThat(rejected.take(1))
                .singleElement()
                .satisfies(
                        bad -> assertThat(bad.value()).isEqualTo(batch.get(250).value()));
        assertThat(intake.batchSizes()).contains(500);
        for (int key = 0; key < 7; key++) {
            int remainder = key;
            assertThat(taken.stream()
                            .filter(alert -> alert.getId().equals("b-" + remainder))
                            .map(Alert::getCount))
                    .isEqualTo(IntStream.range(0, 500)
                            .filter(i -> i % 7 == remainder && i != 250)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void twentyThousandAlertsWithABadOneInEveryHundredArriveOnceAndInOrder() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            String id = "m-" + i % 97;
            String alert =
                    i % 100 == 50 ? "bad " + i : SampleRequests.changed("{\"id\":\"" + id + "\",\"count\":" + i + "}");
            var unused = bulk.send(new ProducerRecord<>(topics.name(Topic.ALERTS_INCOMING), bytes(id), bytes(alert)));
        }
        bulk.flush();

        Map<String, List<Long>> counts = new HashMap<>();
        for (Alert alert : alerts.takeAlerts(19_800)) {
            counts.computeIfAbsent(alert.getId(), id -> new ArrayList<>()).add(alert.getCount());
        }
        assertThat(counts)
                .hasSize(97)
                .allSatisfy((id, inOrder) -> assertThat(inOrder).isSorted().doesNotHaveDuplicates());
        assertThat(rejected.take(200))
                .extracting(entry -> new String(entry.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                        .mapToObj(i -> "bad " + (i * 100 + 50))
                        .toList());
    }

    @Test
    void badRecordsAreSetAsideWithBytesReasonAndOriginAndThoseBehindThemGoOn() throws Exception {
        List<byte[]> bad = Arrays.asList(
                bytes("no JSON"),
                bytes("[" + SampleRequests.minimal("c") + "]"),
                bytes("5"),
                new byte[0],
                null,
                bytes("x".repeat(MIB)),
                new byte[] {'{', '"', (byte) 0xC3, '"', '}'},
                bytes(SampleRequests.changed("{\"nmae\":\"x\",\"count\":-1}")));
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < bad.size(); i++) {
            batch.add(incoming(2, bytes("key-" + i), bad.get(i)));
            batch.add(incoming(2, bytes("good"), bytes(SampleRequests.minimal("good-" + i))));
        }
        produce(batch);

        assertThat(alerts.takeAlerts(bad.size())).hasSameSizeAs(bad);
        List<ConsumerRecord<byte[], byte[]>> aside = new ArrayList<>(rejected.take(bad.size()));
        aside.sort((a, b) -> TopicTail.key(a).compareTo(TopicTail.key(b)));
        assertThat(aside).extracting(ConsumerRecord::value).containsExactlyElementsOf(bad);
        assertThat(aside)
                .extracting(entry -> header(entry, "reason"))
                .containsExactly(
                        "the record is not valid JSON at line 1, column 1: Unrecognized token 'no': was expecting"
                                + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                        "the record must be a JSON object",
                        "the record must be a JSON object",
                        "the record is empty: a JSON object is needed",
                        "the record has no value",
                        "the record is larger than 65536 octets",
                        "the record is not valid UTF-8",
                        "nmae is no field of an alert; count must be an integer from 0 to 9223372036854775807");
        assertThat(aside)
                .allSatisfy(entry -> assertThat(header(entry, "topic") + "/" + header(entry, "partition"))
                        .isEqualTo("it-alerts-incoming/2"));
        assertThat(aside)
                .extracting(entry ->
                        Long.parseLong(header(entry, "offset")) - Long.parseLong(header(aside.get(0), "offset")))
                .containsExactly(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L);
    }

    @Test
    void recordsOfUpTo4MibAreSetAsideWholeAndLongerOnesByTheirBeginning() throws Exception {
        raiseLimit(5 * MIB);
        byte[] twoMib = new byte[2 * MIB];
        byte[] fourMib = new byte[4 * MIB];
        byte[] longer = new byte[4 * MIB + 100_000];

        produce(List.of(incoming(0, null, twoMib), incoming(0, null, fourMib), incoming(0, bytes("key"), longer)));
        produce(List.of(incoming(0, null, bytes(SampleRequests.minimal("behind")))));

        assertThat(alerts.takeAlerts(1)).extracting(Alert::getId).containsExactly("behind");
        List<ConsumerRecord<byte[], byte[]>> aside = rejected.take(3);
        assertThat(aside)
                .extracting(entry -> entry.value().length)
                .containsExactlyInAnyOrder(2 * MIB, 4 * MIB, 4 * MIB - 3);
        assertThat(aside)
                .filteredOn(entry -> entry.value().length == 4 * MIB - 3)
                .singleElement()
                .satisfies(entry -> assertThat(header(entry, "reason"))
                        .isEqualTo("the record is larger than 65536 octets; only its beginning is kept here"));
    }

    @Test
    void batchThatWasTakenBackIsWrittenAndCountedOnce() throws Exception {
        double securityBefore = counted("bellwire.alerts.received", "kind", "securityAlert");
        double healthBefore = counted("bellwire.alerts.received", "kind", "healthIssue");
        double rejectedBefore = counted("bellwire.alerts.rejected", "reason", "invalid");
        int batchesBefore = intake.batchSizes().size();
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> batch.add(incoming(0, null, bytes(SampleRequests.minimal("r-" + i)))));
        batch.add(incoming(0, null, bytes("{}")));
        batch.add(incoming(0, null, bytes(SampleRequests.health("r-h"))));

        intake.breakNext(2);
        produce(batch);

        assertThat(alerts.takeAlerts(21)).extracting(Alert::getId).doesNotHaveDuplicates();
        rejected.take(1);
        await().untilAsserted(() -> {
            assertThat(counted("bellwire.alerts.received", "kind", "healthIssue"))
                    .isEqualTo(healthBefore + 1);
            assertThat(counted("bellwire.alerts.received", "kind", "securityAlert"))
                    .isEqualTo(securityBefore + 20);
            assertThat(counted("bellwire.alerts.rejected", "reason", "invalid")).isEqualTo(rejectedBefore + 1);
        });
        assertThat(intake.batchSizes().subList(batchesBefore, batchesBefore + 3))
                .containsExactly(22, 22, 22);
    }

    @Test
    void batchWhoseTransactionTheBrokerEndedComesAgain() throws Exception {
        List<ProducerRecord<byte[], byte[]>> batch = IntStream.range(0, 20)
                .mapToObj(i -> incoming(i % 3, null, bytes(SampleRequests.minimal("e-" + i))))
                .toList();

        intake.onceWritten(this::endTransactions);
        produce(batch);
        produce(List.of(incoming(0, null, bytes(SampleRequests.minimal("e-behind")))));

        assertThat(alerts.takeAlerts(21)).extracting(Alert::getId).doesNotHaveDuplicates();
    }

    @Test
    void markersOfTransactionsLeaveNoLag() throws Exception {
        produce(List.of(incoming(0, null, bytes(SampleRequests.minimal("lag")))));
        alerts.take(1);

        TopicPartition partition = new TopicPartition(topics.name(Topic.ALERTS_INCOMING), 0);
        try (Admin admin = admin()) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                assertThat(admin.listConsumerGroupOffsets(topics.group("bellwire-ingest"))
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .get(partition)
                                .offset())
                        .isEqualTo(end);
            });
        }
    }

    /** What the broker does to a transaction that takes longer than {@code transaction.timeout.ms}. */
    private void endTransactions() {
        try (Admin admin = admin()) {
            List<String> ids = admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(RunningIntake.PREFIX + "bellwire-ingest-"))
                    .toList();
            assertThat(ids).isNotEmpty();
            admin.fenceProducers(ids).all().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private KafkaProducer<byte[], byte[]> transactionalProducer() {
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.getBrokersAsString(),
                        "transactional.id",
                        "outside-producer",
                        "max.request.size",
                        6 * MIB),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        opened.initTransactions();
        return opened;
    }

    private void produce(List<ProducerRecord<byte[], byte[]>> batch) {
        try {
            produceAtOnce(batch);
        } catch (InvalidTxnStateException e) {
            // A broker under load may end a transaction at its beginning; nothing of it is visible then.
            producer.close();
            producer = transactionalProducer();
            produceAtOnce(batch);
        }
    }

    /** In one transaction, so that the intake sees them all at the same moment. */
    private void produceAtOnce(List<ProducerRecord<byte[], byte[]>> batch) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> entry : batch) {
            var unused = producer.send(entry);
        }
        producer.commitTransaction();
    }

    private ProducerRecord<byte[], byte[]> incoming(int partition, byte[] key, byte[] value) {
        return new ProducerRecord<>(topics.name(Topic.ALERTS_INCOMING), partition, key, value);
    }

    private double counted(String name, String label, String value) {
        return metrics.get(name).tag(label, value).counters().stream()
                .filter(counter -> !"http".equals(counter.getId().getTag("via")))
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void raiseLimit(int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.name(Topic.ALERTS_INCOMING));
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.getBrokersAsString()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        return new String(entry.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
