package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Heartbeat;
import io.bellwire.schemas.InstanceId;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PipelineIT {
    private static final String PIPELINE = "/api/v1/pipeline";
    private static final String TIME = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";

    private static TestBroker broker;

    private String prefix;
    private RunningPortal portal;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startPortal() {
        prefix = UUID.randomUUID() + ".";
        portal = RunningPortal.start(broker.address(), prefix);
    }

    @AfterEach
    void stopPortal() {
        portal.close();
    }

    @Test
    void tellsWhichInstancesRunUnderWhichRevision() {
        // Nobody is there yet, not even the topics.
        await().untilAsserted(
                        () -> assertThat(portal.get(VIEWER, PIPELINE).body()).isEqualTo("""
                                {"settingsRevision":null,"stages":[\
                                {"stage":"ingest","instances":[],"waiting":0,"nearDeletion":0},\
                                {"stage":"formatter","instances":[],"waiting":0,"nearDeletion":0},\
                                {"stage":"sender","instances":[],"waiting":0,"nearDeletion":0}]}"""));
        assertThat(portal.get("", PIPELINE).statusCode()).isEqualTo(401);

        Heartbeat other = instance(Service.SYSLOG_FORMATTER, "box-8082", 1L);
        try (Heartbeat ingest = instance(Service.ALERT_INGEST, "host-8081", null);
                Heartbeat formatter = instance(Service.SYSLOG_FORMATTER, "host-8082", 1L);
                Heartbeat sender = broker.sensor(prefix, "DC01", InstanceState.STANDING_BY)) {
            await().untilAsserted(() ->
                    assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("DC01"));
            assertThat(portal.put(ADMIN, """
                            {"sensor": "DC01", "endpoint": {"host": "siem"}}""", "If-None-Match", "*").statusCode())
                    .isEqualTo(200);

            await().untilAsserted(
                            () -> assertThat(portal.get(ADMIN, PIPELINE).body().replaceAll(TIME, "TIME"))
                                    .isEqualTo("""
                                    {"settingsRevision":1,"stages":[\
                                    {"stage":"ingest","instances":[\
                                    {"id":"host-8081","settingsRevision":null,"lastSeen":TIME}],"waiting":0,"nearDeletion":0},\
                                    {"stage":"formatter","instances":[\
                                    {"id":"box-8082","settingsRevision":1,"lastSeen":TIME},\
                                    {"id":"host-8082","settingsRevision":1,"lastSeen":TIME}],"waiting":0,"nearDeletion":0},\
                                    {"stage":"sender","instances":[\
                                    {"id":"DC01-8083","settingsRevision":null,"lastSeen":TIME}],"waiting":0,"nearDeletion":0}]}"""));

            assertThat(portal.get(VIEWER, "/status").body())
                    .containsSubsequence(
                            "<h2>Intake</h2>",
                            "0 of 1 run revision 1",
                            "<h2>Formatter</h2>",
                            "2 of 2 run revision 1",
                            "box-8082, revision 1",
                            "<h2>Sender</h2>",
                            "0 of 1 run revision 1",
                            "<h2>SIEM</h2>",
                            "siem:514");

            assertThat(portal.get("", "/actuator/prometheus").body())
                    .contains("bellwire_stage_instances{stage=\"formatter\"} 2.0")
                    .contains("bellwire_stage_instances_behind{stage=\"formatter\"} 0.0")
                    .contains("bellwire_stage_instances_behind{stage=\"sender\"} 1.0")
                    .contains("bellwire_designated_sensor_replicas 1.0")
                    .contains("bellwire_settings_enabled 1.0");

            // A clean stop is seen at once.
            other.close();
            await().untilAsserted(
                            () -> assertThat(portal.get(ADMIN, PIPELINE).body()).doesNotContain("box-8082"));
        }
    }

    @Test
    void countsWhatWaitsBeforeEachStage() throws Exception {
        Topics topics = broker.create(prefix, Topic.ALERTS_INCOMING, Topic.ALERTS, Topic.SYSLOG_MESSAGES);
        try (Admin admin = Admin.create(broker.kafka());
                KafkaProducer<byte[], byte[]> producer = producer("tx")) {
            // Of a partition of which nothing was committed everything waits, of the other what is beyond.
            produce(producer, topics.name(Topic.ALERTS_INCOMING), 0, 5);
            produce(producer, topics.name(Topic.ALERTS_INCOMING), 1, 4);
            commit(admin, topics, "bellwire-ingest", Topic.ALERTS_INCOMING, 0, 2);
            assertWaiting(3 + 1 + 4 + 1, 0, 0); // and the marker at the end of each transaction

            // A consumer that read to the end commits its position beyond the marker.
            commit(admin, topics, "bellwire-ingest", Topic.ALERTS_INCOMING, 0, 6);
            commit(admin, topics, "bellwire-ingest", Topic.ALERTS_INCOMING, 1, 5);
            assertWaiting(0, 0, 0);

            // What is not committed yet does not wait yet.
            producer.beginTransaction();
            send(producer, topics.name(Topic.ALERTS), 0).get();
            assertWaiting(0, 0, 0);
            producer.commitTransaction();
            assertWaiting(0, 2, 0);

            produce(producer, topics.name(Topic.SYSLOG_MESSAGES), 1, 7);
            commit(admin, topics, "bellwire-sender", Topic.SYSLOG_MESSAGES, 1, 3);
            assertWaiting(0, 2, 5);
            await().atMost(Duration.ofSeconds(20)) // it looks every 5 seconds
                    .untilAsserted(() -> assertThat(
                                    portal.get(ADMIN, "/status/pipeline").body())
                            .containsSubsequence("nothing waits", "Intake", "2 waiting", "the oldest for", "Formatter")
                            .containsSubsequence("5 not yet surely taken", "the oldest for", "Sender")
                            .contains(" accepted, "));
            assertThat(portal.get("", "/actuator/prometheus").body())
                    .contains("bellwire_stage_waiting{stage=\"formatter\"} 2.0")
                    .contains("bellwire_stage_waiting{stage=\"sender\"} 5.0")
                    .contains("bellwire_stage_oldest_waiting_seconds{stage=\"ingest\"} 0.0")
                    .containsPattern("bellwire_stage_oldest_waiting_seconds\\{stage=\"sender\"} [0-9]+\\.[0-9]+")
                    .contains("bellwire_stage_instances{stage=\"ingest\"} 0.0")
                    .contains("bellwire_designated_sensor_replicas NaN")
                    .contains("bellwire_settings_enabled 0.0");
        }
        theDesignatedSensorHasTheBacklogEvenIfItIsOffline();
    }

    private void theDesignatedSensorHasTheBacklogEvenIfItIsOffline() {
        try (Heartbeat sender = broker.sensor(prefix, "DC01", InstanceState.DELIVERING)) {
            await().untilAsserted(
                            () -> assertThat(sensor().path("state").asString()).isEqualTo("delivering"));
            assertThat(portal.put(ADMIN, """
                            {"sensor": "DC01", "endpoint": {"host": "siem"}}""", "If-None-Match", "*").statusCode())
                    .isEqualTo(200);
            assertThat(sensor().path("backlog").asLong()).isZero(); // as it says itself
        }
        await().untilAsserted(
                        () -> assertThat(sensor().path("state").asString()).isEqualTo("offline"));
        assertThat(sensor().path("backlog").asLong()).isEqualTo(5);
        assertThat(sensor().path("designated").asBoolean()).isTrue();
    }

    private JsonNode sensor() {
        return JsonMapper.shared()
                .readTree(portal.get(ADMIN, "/api/v1/sensors").body())
                .path(0);
    }

    private void assertWaiting(long ingest, long formatter, long sender) {
        // An answer is used for a second.
        await().untilAsserted(() -> {
            HttpResponse<String> answer = portal.get(ADMIN, PIPELINE);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode stages = JsonMapper.shared().readTree(answer.body()).get("stages");
            assertThat(stages.findValuesAsString("waiting"))
                    .containsExactly(Long.toString(ingest), Long.toString(formatter), Long.toString(sender));
        });
    }

    private Heartbeat instance(Service service, String name, Long revision) {
        return broker.heartbeat(prefix, new InstanceId(service, name), status -> status.setSettingsRevision(revision));
    }

    private static KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> configuration = new HashMap<>(broker.kafka());
        configuration.put("transactional.id", transactionalId);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void produce(KafkaProducer<byte[], byte[]> producer, String topic, int partition, int count) {
        producer.beginTransaction();
        for (int i = 0; i < count; i++) {
            var unused = send(producer, topic, partition);
        }
        producer.commitTransaction();
    }

    private static Future<?> send(KafkaProducer<byte[], byte[]> producer, String topic, int partition) {
        return producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}));
    }

    private static void commit(Admin admin, Topics topics, String group, Topic topic, int partition, long offset)
            throws Exception {
        admin.alterConsumerGroupOffsets(
                        topics.group(group),
                        Map.of(new TopicPartition(topics.name(topic), partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
