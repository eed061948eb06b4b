package io.bellwire.config.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.config.TestBroker;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.InstanceState;
import io.bellwire.schemas.InstanceStatus;
import io.bellwire.schemas.Service;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicFollower;
import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InstanceUpkeepIT {
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void twoReplicasForgetInstancesAfterADayAndTheirSensorAfterAMonth() throws Exception {
        Topics topics = broker.create("upkeep.", Topic.INSTANCES);
        TurnedClock clock = new TurnedClock();
        try (InstanceRegistry left = started(topics, clock);
                InstanceRegistry right = started(topics, clock);
                InstanceUpkeep leftUpkeep = new InstanceUpkeep(broker.kafka(), topics, left);
                InstanceUpkeep rightUpkeep = new InstanceUpkeep(broker.kafka(), topics, right)) {
            // An instance of DC01 reports and crashes, so that its heartbeat stays in the topic.
            report(topics, "box-8083", "DC01");
            awaitAlive(left, 1);
            awaitAlive(right, 1);
            leftUpkeep.start(); // begins with what is due
            await().untilAsserted(() -> assertThat(inTopic(topics)).containsKey("sensor/DC01"));
            clock.turn(Duration.ofDays(1));
            leftUpkeep.tend();
            rightUpkeep.tend();
            assertThat(inTopic(topics)).containsOnlyKeys("sensor/DC01");

            // The sensor stays known, also to a program that starts now.
            try (InstanceRegistry late = started(topics, clock)) {
                assertThat(late.sensors()).containsOnlyKeys("DC01");
                assertThat(late.alive(Service.SYSLOG_SENDER)).isEmpty();
            }

            // After a month nobody needs it.
            clock.turn(Duration.ofDays(31));
            leftUpkeep.tend();
            rightUpkeep.tend();
            assertThat(inTopic(topics)).isEmpty();
            await().untilAsserted(() -> {
                assertThat(left.sensors()).isEmpty();
                assertThat(right.sensors()).isEmpty();
            });
        }
    }

    private static InstanceRegistry started(Topics topics, Clock clock) {
        InstanceRegistry registry = new InstanceRegistry(broker.kafka(), topics, clock);
        registry.start();
        return registry;
    }

    private static void report(Topics topics, String instance, String sensor) throws Exception {
        try (var producer = new KafkaProducer<>(broker.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            InstanceStatus status = InstanceStatus.newBuilder()
                    .setConnectionChanges(List.of())
                    .setService(Service.SYSLOG_SENDER)
                    .setInstance(instance)
                    .setReportedAt(Instant.EPOCH)
                    .setSensor(sensor)
                    .setState(InstanceState.STANDING_BY)
                    .build();
            producer.send(new ProducerRecord<>(
                            topics.name(Topic.INSTANCES),
                            ("syslog-sender/" + instance).getBytes(StandardCharsets.UTF_8),
                            AvroSerde.instances().serialize(status)))
                    .get();
        }
    }

    private static void awaitAlive(InstanceRegistry registry, int count) {
        await().untilAsserted(
                        () -> assertThat(registry.alive(Service.SYSLOG_SENDER)).hasSize(count));
    }

    /** What compaction would leave. */
    private static Map<String, byte[]> inTopic(Topics topics) {
        Map<String, byte[]> last = new LinkedHashMap<>();
        try (TopicFollower follower = new TopicFollower(broker.kafka(), topics.name(Topic.INSTANCES), entry -> {
            String key = new String(entry.key(), StandardCharsets.UTF_8);
            if (entry.value() == null) {
                last.remove(key);
            } else {
                last.put(key, entry.value());
            }
        })) {
            follower.start(Duration.ofSeconds(30));
        }
        return last;
    }

    private static final class TurnedClock extends Clock {
        private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
