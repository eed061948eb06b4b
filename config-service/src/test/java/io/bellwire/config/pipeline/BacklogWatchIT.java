package io.bellwire.config.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.config.TestBroker;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BacklogWatchIT {
    private static final Duration RETENTION = Duration.ofDays(7);
    /** So old a record is near its deletion: four fifths of the retention, and a millisecond more. */
    private static final Duration NEAR =
            Duration.ofHours(7 * 24 * 4 / 5).plus(Duration.ofMinutes(24)).plusMillis(1);

    private static final String WARNING = "Records wait so long that Kafka soon deletes them";
    private static final String OVER = "No waiting records are near their deletion any more";

    private static TestBroker broker;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final Topics topics =
            broker.create(UUID.randomUUID() + ".", Topic.ALERTS_INCOMING, Topic.ALERTS, Topic.SYSLOG_MESSAGES);

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
        admin = Admin.create(broker.kafka());
        producer = new KafkaProducer<>(broker.kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        broker.close();
    }

    @Test
    void countsWhatNobodyTookAndTellsFromWhenOnItGoes() throws Exception {
        // Given
        long first = produce(Topic.SYSLOG_MESSAGES, 0, 5);
        long last = produce(Topic.SYSLOG_MESSAGES, 1, 2);
        await().until(() -> System.currentTimeMillis() > last);
        produce(Topic.SYSLOG_MESSAGES, 0, 4);

        // Then
        assertThat(seenAt(last).get(PipelineStage.SENDER).records()).isZero();
        NearDeletion near = seenAt(last + NEAR.toMillis()).get(PipelineStage.SENDER);
        assertThat(near.topic()).isEqualTo(topics.name(Topic.SYSLOG_MESSAGES));
        assertThat(near.records()).isEqualTo(5 + 2);
        assertThat(near.deletedFrom())
                .isBetween(
                        Instant.ofEpochMilli(first).plus(RETENTION).minusSeconds(1),
                        Instant.ofEpochMilli(first).plus(RETENTION));
        assertThat(seenAt(last + NEAR.toMillis()).get(PipelineStage.FORMATTER).records())
                .isZero();

        // What is committed is out of danger; what is older than the retention may go at any moment.
        commit(Topic.SYSLOG_MESSAGES, 0, 3);
        assertThat(seenAt(last + NEAR.toMillis()).get(PipelineStage.SENDER).records())
                .isEqualTo(2 + 2);
        assertThat(seenAt(last + RETENTION.toMillis() + 1).get(PipelineStage.SENDER))
                .isEqualTo(new NearDeletion(topics.name(Topic.SYSLOG_MESSAGES), 2 + 2 + 4, null));
    }

    @Test
    void warnsOnceWhenItBeginsAndTellsWhenItIsOver(CapturedOutput output) throws Exception {
        long written = produce(Topic.ALERTS, 0, 3);
        try (BacklogWatch watch = watchAt(written + NEAR.toMillis())) {
            watch.look();
            watch.look();
            assertThat(output).containsOnlyOnce(WARNING).doesNotContain(OVER);

            commit(Topic.ALERTS, 0, 3);
            watch.look();
            watch.look();
            assertThat(output).containsOnlyOnce(WARNING).containsOnlyOnce(OVER);
        }
    }

    @Test
    void aLongerRetentionEndsTheDanger() throws Exception {
        long written = produce(Topic.ALERTS_INCOMING, 0, 3);
        try (BacklogWatch watch = watchAt(written + NEAR.toMillis())) {
            watch.look();
            assertThat(watch.nearDeletion().get(PipelineStage.INGEST).records()).isEqualTo(3);

            keep(Topic.ALERTS_INCOMING, "-1");

            await().untilAsserted(() -> {
                watch.look();
                assertThat(watch.nearDeletion().get(PipelineStage.INGEST).records())
                        .isZero();
            });
        }
    }

    @Test
    void whatAnOpenTransactionHoldsBackIsInDangerToo() throws Exception {
        Map<String, Object> configuration = new HashMap<>(broker.kafka());
        configuration.put("transactional.id", topics.group("open"));
        try (KafkaProducer<byte[], byte[]> open =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            open.initTransactions();
            open.beginTransaction();
            open.send(message(Topic.ALERTS_INCOMING, 0)).get();
            long behind = produce(Topic.ALERTS_INCOMING, 0, 2);

            assertThat(seenAt(behind + NEAR.toMillis())
                            .get(PipelineStage.INGEST)
                            .records())
                    .isEqualTo(1 + 2);
            open.abortTransaction();
        }
    }

    @Test
    void whileKafkaIsAwayWhatWasSeenLastStands(CapturedOutput output) throws Exception {
        TestBroker leaving = TestBroker.start();
        Topics there = leaving.create("", Topic.ALERTS);
        try (BacklogWatch watch = new BacklogWatch(leaving.kafka(), there, Clock.systemUTC(), System::nanoTime)) {
            watch.look();
            assertThat(watch.nearDeletion()).hasSize(PipelineStage.values().length);

            leaving.close();
            watch.look();

            assertThat(watch.nearDeletion()).hasSize(PipelineStage.values().length);
            assertThat(output).containsOnlyOnce("Kafka does not tell whether waiting records are near their deletion");
        }
    }

    @Test
    void aTopicThatMayNotBeAskedIsToldOnceAndTheOthersAreWatched(CapturedOutput output) throws Exception {
        try (TestBroker strict = TestBroker.startWithAccessRules();
                Admin owner = Admin.create(strict.kafka())) {
            Topics there = strict.create("", Topic.ALERTS, Topic.SYSLOG_MESSAGES);
            AclBinding mayDescribe = new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, "alerts", PatternType.LITERAL),
                    new AccessControlEntry("User:*", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
            owner.createAcls(List.of(mayDescribe)).all().get();
            try (BacklogWatch watch = new BacklogWatch(strict.kafka(), there, Clock.systemUTC(), System::nanoTime)) {
                await().untilAsserted(() -> {
                    watch.look();
                    assertThat(watch.nearDeletion()).doesNotContainKey(PipelineStage.FORMATTER);
                });
                watch.look();

                assertThat(watch.nearDeletion()).containsOnlyKeys(PipelineStage.INGEST, PipelineStage.SENDER);
                assertThat(output).containsOnlyOnce("does not let this program ask how long it keeps the topic");
            }
        }
    }

    private Map<PipelineStage, NearDeletion> seenAt(long millis) {
        try (BacklogWatch watch = watchAt(millis)) {
            watch.look();
            return watch.nearDeletion();
        }
    }

    private BacklogWatch watchAt(long millis) {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return new BacklogWatch(broker.kafka(), topics, clock, System::nanoTime);
    }

    /** When the last of them was appended. */
    private long produce(Topic topic, int partition, int count) throws Exception {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = producer.send(message(topic, partition)).get().timestamp();
        }
        return last;
    }

    private ProducerRecord<byte[], byte[]> message(Topic topic, int partition) {
        return new ProducerRecord<>(topics.name(topic), partition, null, new byte[] {1});
    }

    private void commit(Topic topic, int partition, long offset) throws Exception {
        String group = topic == Topic.ALERTS ? "bellwire-formatter" : "bellwire-sender";
        admin.alterConsumerGroupOffsets(
                        topics.group(group),
                        Map.of(new TopicPartition(topics.name(topic), partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private void keep(Topic topic, String millis) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.name(topic));
        AlterConfigOp operation = new AlterConfigOp(new ConfigEntry("retention.ms", millis), OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(operation)))
                .all()
                .get();
    }
}
