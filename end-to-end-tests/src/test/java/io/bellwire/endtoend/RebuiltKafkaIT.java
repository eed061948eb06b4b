package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Service;
import io.bellwire.siem.FakeSiem;
import io.bellwire.siem.SiemSetup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/OPERATING.md says under "When the Kafka cluster was rebuilt", done step by step. */
@Timeout(400)
class RebuiltKafkaIT {
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int SAMPLE = 20;
    private static final Service[] STAGES = {Service.ALERT_INGEST, Service.SYSLOG_FORMATTER, Service.SYSLOG_SENDER};
    /** The topic that each consumer group reads. */
    private static final Map<String, String> GROUPS = Map.of(
            "bellwire-ingest", "alerts-incoming",
            "bellwire-formatter", "alerts",
            "bellwire-sender", "syslog-messages");

    /** How often each alert came, by its id. */
    private static final Map<String, Integer> ARRIVED = new ConcurrentHashMap<>();

    private static KafkaProcess kafka;
    private static Services services;
    private static FakeSiem siem;
    private static BellwireApi api;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        kafka = KafkaProcess.start(directory.resolve("broker"));
        services = Services.start(directory, kafka);
        siem = SiemSetup.tcp()
                .countingOnly()
                .handingOverTo(message ->
                        ARRIVED.merge(message.text().replaceFirst("(?s)^.* cs6=(\\S+).*$", "$1"), 1, Integer::sum))
                .listen();
        api = services.api();
        api.save(SettingsJson.tcp(siem.port()).toString());
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        siem.close();
    }

    /** That they run on while Kafka is made anew is more than the runbook asks for. */
    @Test
    void alertsFlowByImportedSettingsInAnEmptyKafka() throws Exception {
        deliver("before");
        String file = api.get("/history/" + revision() + ".json").body();

        kafka.rebuild();
        services.stop(Service.values());
        services.startAgain(Service.values());
        importInto(file);

        deliver("after");
    }

    @Test
    void whatKafkaKeepsComesAgainWithoutOffsets() throws Exception {
        deliver("again");

        services.stop(STAGES);
        deleteGroups();
        services.startAgain(STAGES);

        // As it was formatted before, and as it is formatted now.
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(ids("again"))
                        .allSatisfy(id -> assertThat(ARRIVED.get(id)).isGreaterThanOrEqualTo(3)));
    }

    @Test
    void onlyWhatIsNewComesWithOffsetsThatWereSetByTime() throws Exception {
        deliver("earlier");
        Instant since = Instant.now();

        services.stop(STAGES);
        produce("waits");
        deleteGroups();
        GROUPS.forEach((group, topic) -> resetToDatetime(group, topic, since));
        services.startAgain(STAGES);

        awaitArrival("waits");
        deliver("later");
        awaitNothingWaits();
        assertOnce("earlier");
        assertOnce("waits");
        assertOnce("later");
    }

    @Test
    void deliverSinceSparesTheFormatterItsOffsets() throws Exception {
        deliver("old");
        Instant since = Instant.now();

        services.stop(STAGES);
        deleteGroups();
        resetToDatetime("bellwire-ingest", "alerts-incoming", since);
        resetToDatetime("bellwire-sender", "syslog-messages", since);
        api.put(SettingsJson.tcp(siem.port()).toString().replaceFirst("\\{", "{\"deliverSince\": \"" + since + "\", "));
        services.startAgain(STAGES);

        deliver("new");
        awaitNothingWaits();
        assertOnce("old");
        assertOnce("new");
    }

    private static void importInto(String file) throws Exception {
        HttpResponse<String> before = api.get("/api/v1/settings/syslog");
        assertThat(before.statusCode()).isEqualTo(404);
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(api.get("/api/v1/sensors").body()).contains('"' + Bellwire.SENSOR + '"'));
        assertThat(api.put(file)).isEqualTo(1);
    }

    private static long revision() throws Exception {
        return Long.parseLong(api.get("/api/v1/settings/syslog")
                .headers()
                .firstValue("ETag")
                .orElseThrow()
                .replace("\"", ""));
    }

    private static void deliver(String name) throws Exception {
        api.accept(ids(name).stream().map(id -> AlertJson.security(id, 1)).toList());
        awaitArrival(name);
    }

    private static void produce(String name) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String id : ids(name)) {
                var unused = producer.send(new ProducerRecord<>(
                        "alerts-incoming",
                        id.getBytes(UTF_8),
                        AlertJson.security(id, 1).getBytes(UTF_8)));
            }
        }
    }

    private static void awaitArrival(String name) {
        await().atMost(WITHIN).untilAsserted(() -> assertThat(ARRIVED.keySet()).containsAll(ids(name)));
    }

    private static void assertOnce(String name) {
        assertThat(ids(name)).allSatisfy(id -> assertThat(ARRIVED).containsEntry(id, 1));
    }

    private static List<String> ids(String name) {
        return IntStream.range(0, SAMPLE)
                .mapToObj(number -> name + "-" + number)
                .toList();
    }

    /** Nothing that was formatted is still to come. */
    private static void awaitNothingWaits() {
        KafkaView view = new KafkaView(kafka.bootstrapServers());
        await().atMost(WITHIN)
                .untilAsserted(() -> assertThat(view.waiting("bellwire-sender", "syslog-messages"))
                        .isZero());
    }

    /** As {@code kafka-consumer-groups.sh --delete} does, and Kafka itself after {@code offsets.retention.minutes}. */
    private static void deleteGroups() throws Exception {
        try (Admin admin = admin()) {
            for (var deleted :
                    admin.deleteConsumerGroups(GROUPS.keySet()).deletedGroups().values()) {
                try {
                    deleted.get();
                } catch (ExecutionException e) {
                    // One that never committed anything is gone with its last member.
                    assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
                }
            }
        }
    }

    /** As {@code kafka-consumer-groups.sh --reset-offsets --to-datetime} does. */
    private static void resetToDatetime(String group, String topic, Instant since) {
        try (Admin admin = admin()) {
            List<TopicPartition> partitions = new ArrayList<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                long first = offset(admin, partition, OffsetSpec.forTimestamp(since.toEpochMilli()));
                // Nothing is younger.
                long end = offset(admin, partition, OffsetSpec.latest());
                offsets.put(partition, new OffsetAndMetadata(first < 0 ? end : first));
            }
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long offset(Admin admin, TopicPartition partition, OffsetSpec which) throws Exception {
        ListOffsetsResultInfo found = admin.listOffsets(Map.of(partition, which))
                .partitionResult(partition)
                .get();
        return found.offset();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
