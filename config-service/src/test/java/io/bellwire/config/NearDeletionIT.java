package io.bellwire.config;

import static io.bellwire.config.RunningPortal.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Where people and programs see that Kafka is about to delete what waits: nothing was saved, and no sensor runs. */
class NearDeletionIT {
    @Test
    void isShownByTheApiTheMetricsAndThePage() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            produceSixDaysOld(broker, "alerts", 3);
            try (RunningPortal portal = RunningPortal.start(broker.address(), "")) {
                await().untilAsserted(() -> assertThat(
                                portal.get(VIEWER, "/api/v1/pipeline").body())
                        .contains("""
                                {"stage":"formatter","instances":[],"waiting":3,"nearDeletion":3}"""));
                assertThat(portal.get("", "/actuator/prometheus").body())
                        .contains("bellwire_backlog_near_deletion{stage=\"formatter\"} 3.0")
                        .contains("bellwire_backlog_near_deletion{stage=\"sender\"} 0.0");
                String sentence = "3 alerts wait so long that Kafka deletes them from ";
                assertThat(portal.get(VIEWER, "/").body()).contains(sentence).contains(": save settings, or lengthen");
                assertThat(portal.get(VIEWER, "/sensors").body()).contains(sentence);
            }
        }
    }

    /** A topic of its own, since Bellwire's would not take the producer's time. */
    private static void produceSixDaysOld(TestBroker broker, String topic, int count) throws Exception {
        try (Admin admin = Admin.create(broker.kafka());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(broker.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<String, String> sevenDays = Map.of(
                    "retention.ms",
                    Long.toString(Duration.ofDays(7).toMillis()),
                    "message.timestamp.type",
                    "CreateTime");
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(sevenDays)))
                    .all()
                    .get();
            long written = Instant.now().minus(Duration.ofDays(6)).toEpochMilli();
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, 0, written, null, new byte[] {1}))
                        .get();
            }
        }
    }
}
