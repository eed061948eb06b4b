package io.bellwire.ingest;

import static io.bellwire.ingest.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** What operators and the other programs see of the intake. */
@RunningIntake
class OperationIT {
    @Autowired
    private EmbeddedKafkaBroker kafka;

    @Autowired
    private Topics topics;

    @LocalServerPort
    private int port;

    private IngestClient client;

    @BeforeEach
    void connect() {
        client = new IngestClient(port);
    }

    @Test
    void healthAndMetricsNeedNoToken() throws Exception {
        client.post(SampleRequests.health("h"));
        client.post("{}");

        assertThat(client.get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(client.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(client.get("/actuator/prometheus").body())
                .containsPattern("bellwire_alerts_received_total\\{kind=\"healthIssue\",via=\"http\"} [1-9]")
                .contains("bellwire_alerts_received_total{kind=\"securityAlert\",via=\"http\"}")
                .containsPattern("bellwire_alerts_rejected_total\\{reason=\"invalid\"} [1-9]")
                .contains("bellwire_alerts_rejected_total{reason=\"too-large\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/error",
                "/actuator",
                "/actuator/env",
                "/actuator/metrics",
                "/actuator/bindings",
                "/index.html",
                "/favicon.ico"
            })
    void thereIsNothingElse(String path) throws Exception {
        assertProblem(client.get(path), 404);
    }

    @Test
    void topicsAreThereBeforeTheFirstRequest() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBrokersAsString()))) {
            assertThat(admin.listTopics().names().get())
                    .contains("it-alerts", "it-alerts-incoming", "it-rejected", "it-settings", "it-instances");
        }
    }

    @Test
    void heartbeatAndGaugeSayWhichSettingsWereTakenUp() throws Exception {
        client.post(SampleRequests.health("counted"));
        try (TopicTail instances = new TopicTail(kafka, topics, Topic.INSTANCES)) {
            save(1);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                InstanceStatus status = lastOf(instances);
                assertThat(status.getService()).isEqualTo(Service.ALERT_INGEST);
                assertThat(status.getInstance()).startsWith("ingest-it-");
                assertThat(status.getSettingsRevision()).isOne();
                assertThat(status.getHandled()).isPositive();
            });
            assertThat(client.get("/actuator/prometheus").body())
                    .contains("bellwire_settings_revision{service=\"alert-ingest\"} 1.0");
        }
    }

    private static InstanceStatus lastOf(TopicTail instances) throws Exception {
        ConsumerRecord<byte[], byte[]> last = instances.last();
        return AvroSerde.instances().deserialize(last.value());
    }

    private void save(long revision) throws Exception {
        SyslogSettings settings = new SyslogSettings(
                true,
                "DC01",
                new SiemEndpoint("127.0.0.1", 514),
                Transport.TCP,
                SyslogFormat.RFC5424,
                new Notifications(true, false, true),
                null,
                AdvancedSettings.defaults(Transport.TCP, SyslogFormat.RFC5424));
        byte[] value = new SavedSettings(revision, Instant.EPOCH, "admin", settings).toBytes();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.name(Topic.SETTINGS), value))
                    .get();
        }
    }
}
