package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.Framing;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.sender.transport.StreamReceiver;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class SyslogSenderApplicationIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final String prefix = UUID.randomUUID() + ".";
    private final Topics topics = new Topics(prefix, 2, (short) 1);
    private final List<Optional<InstanceStatus>> heartbeats = new CopyOnWriteArrayList<>();

    @Test
    void deliversAndSaysSoByHeartbeatHealthAndMetrics() throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
        try (StreamReceiver siem = StreamReceiver.tcp(Framing.LINE_FEED);
                ConfigurableApplicationContext program = start("--bellwire.sensor-name=DC01");
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
                TopicFollower instances = new TopicFollower(kafka, topics.name(Topic.INSTANCES), this::remember)) {
            instances.start(WITHIN);
            String port = program.getEnvironment().getProperty("local.server.port");
            await().atMost(WITHIN).untilAsserted(() -> assertThat(lastState()).isEqualTo(InstanceState.STANDING_BY));

            producer.send(new ProducerRecord<>(
                            topics.name(Topic.SETTINGS), saved(siem.port()).toBytes()))
                    .get();
            producer.send(new ProducerRecord<>(
                            topics.name(Topic.SYSLOG_MESSAGES), "<36>1 hello".getBytes(StandardCharsets.UTF_8)))
                    .get();

            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(siem.messages()).containsExactly("<36>1 hello"));
            await().atMost(WITHIN).untilAsserted(() -> assertThat(lastState()).isEqualTo(InstanceState.DELIVERING));
            InstanceStatus status = heartbeats.get(heartbeats.size() - 1).orElseThrow();
            assertThat(status.getService()).isEqualTo(Service.SYSLOG_SENDER);
            assertThat(status.getSensor()).isEqualTo("DC01");
            assertThat(status.getSettingsRevision()).isEqualTo(1);
            assertThat(status.getConnection()).isEqualTo("connected to localhost:" + siem.port() + " by tcp");

            assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(port, "/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(port, "/actuator/env").statusCode()).isEqualTo(404);
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(get(port, "/actuator/prometheus").body())
                                    .contains("bellwire_messages_written_total{transport=\"tcp\"} 1.0")
                                    .contains("bellwire_messages_delivered_total{transport=\"tcp\"} 1.0")
                                    .contains("bellwire_messages_repeated_total 0.0")
                                    .contains("bellwire_messages_expired_total 0.0")
                                    .contains("bellwire_messages_waiting 0.0")
                                    .contains("bellwire_siem_connected 1.0")
                                    .contains("bellwire_delivery_delay_seconds_bucket{le=\"0.01\"}")
                                    .contains("bellwire_siem_certificate_expiry_timestamp_seconds NaN")
                                    .contains("bellwire_settings_revision{service=\"syslog-sender\"} 1.0"));
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(heartbeats.get(heartbeats.size() - 1))
                            .hasValueSatisfying(
                                    beat -> assertThat(beat.getHandled()).isOne()));

            program.close();
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(heartbeats.get(heartbeats.size() - 1))
                            .as("a clean stop takes the heartbeat back")
                            .isEmpty());
        }
    }

    @Test
    void refusesASensorNameThatNoMessageCouldCarry() {
        assertThatThrownBy(() -> start("--bellwire.sensor-name=DC 01"))
                .hasRootCauseMessage("bellwire.sensor-name 'DC 01' is not a sensor name: letters, digits, '.', '-' and"
                        + " '_', 128 at most");
    }

    private ConfigurableApplicationContext start(String argument) {
        return new SpringApplicationBuilder(SyslogSenderApplication.class)
                .properties("spring.config.name=syslog-sender")
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                        "--bellwire.topic-prefix=" + prefix,
                        "--bellwire.topic-partitions=2",
                        "--bellwire.topic-replication=1",
                        argument);
    }

    private static SavedSettings saved(int port) {
        return new SavedSettings(
                1,
                Instant.parse("2026-11-24T08:00:00Z"),
                "anna",
                new SyslogSettings(
                        true,
                        "DC01",
                        new SiemEndpoint("localhost", port),
                        Transport.TCP,
                        SyslogFormat.RFC5424,
                        Notifications.DEFAULTS,
                        null,
                        AdvancedSettings.defaults(Transport.TCP, SyslogFormat.RFC5424)));
    }

    private void remember(ConsumerRecord<byte[], byte[]> entry) {
        try {
            heartbeats.add(
                    entry.value() == null
                            ? Optional.empty()
                            : Optional.of(AvroSerde.instances().deserialize(entry.value())));
        } catch (UndecodableRecordException e) {
            throw new AssertionError(e);
        }
    }

    private InstanceState lastState() {
        assertThat(heartbeats).isNotEmpty();
        return heartbeats.get(heartbeats.size() - 1).orElseThrow().getState();
    }

    private static HttpResponse<String> get(String port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
