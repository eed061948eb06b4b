package io.bellwire.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.Topic;
import io.bellwire.schemas.TopicCreation;
import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class SettingsFollowerIT {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

    private static final byte[] KEY = "syslog".getBytes(StandardCharsets.UTF_8);

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
        topics = new Topics(UUID.randomUUID() + ".", 1, (short) 1);
        TopicCreation.ensure(kafka, topics, Topic.SETTINGS);
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void closeProducer() {
        producer.close();
    }

    @Test
    void knowsNothingBeforeAnybodySaved() {
        try (SettingsFollower follower = started()) {
            assertThat(follower.current()).isNull();
            assertThat(follower.revisions()).isEmpty();
        }
    }

    @Test
    void knowsAllThatWasSavedBeforeItStarted() throws Exception {
        append(SampleSettings.revision(1, "anna").toBytes());
        append(SampleSettings.revision(2, "ben").toBytes());

        try (SettingsFollower follower = started()) {
            assertThat(follower.current()).isEqualTo(SampleSettings.revision(2, "ben"));
            assertThat(follower.revisions()).extracting(SavedSettings::revision).containsExactly(2L, 1L);
        }
    }

    @Test
    void tellsListenersOfARevisionAndTheLoserThatItLost() throws Exception {
        try (SettingsFollower follower = started()) {
            List<SavedSettings> told = new CopyOnWriteArrayList<>();
            follower.onChange(told::add);

            long first = append(SampleSettings.revision(1, "anna").toBytes());
            long second = append(SampleSettings.revision(1, "ben").toBytes());

            assertThat(follower.becameRevision(first, Duration.ofSeconds(10))).isTrue();
            assertThat(follower.becameRevision(second, Duration.ofSeconds(10))).isFalse();
            await().untilAsserted(() -> assertThat(told).containsExactly(SampleSettings.revision(1, "anna")));
        }
    }

    @Test
    void knowsNothingOfATopicThatIsNoMore() throws Exception {
        append(SampleSettings.revision(1, "anna").toBytes());
        append(SampleSettings.revision(2, "ben").toBytes());
        List<SavedSettings> told = new CopyOnWriteArrayList<>();
        try (SettingsFollower follower = started();
                Admin admin = Admin.create(kafka)) {
            follower.onChange(told::add);

            admin.deleteTopics(List.of(topics.name(Topic.SETTINGS))).all().get();
            await().untilAsserted(() -> TopicCreation.ensure(kafka, topics, Topic.SETTINGS));
            await().untilAsserted(() -> assertThat(follower.current()).isNull());
            assertThat(follower.revisions()).isEmpty();
            long first = append(SampleSettings.revision(1, "carl").toBytes());

            assertThat(follower.becameRevision(first, Duration.ofSeconds(10))).isTrue();
            assertThat(follower.revisions()).containsExactly(SampleSettings.revision(1, "carl"));
            await().untilAsserted(() -> assertThat(told).containsExactly(null, SampleSettings.revision(1, "carl")));
        }
    }

    @Test
    void saysNothingBeforeItHasReadToTheEnd() throws Exception {
        int saved = 1_500; // three polls
        for (int revision = 1; revision <= saved; revision++) {
            var unused = producer.send(new ProducerRecord<>(
                    topics.name(Topic.SETTINGS),
                    KEY,
                    SampleSettings.revision(revision, "anna").toBytes()));
        }
        producer.flush();
        List<Long> told = new CopyOnWriteArrayList<>();
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean started = new AtomicBoolean();

        try (SettingsFollower follower = new SettingsFollower(kafka, topics)) {
            follower.onChange(revision -> told.add(revision.revision()));
            Thread watching = new Thread(() -> {
                while (!started.get()) {
                    SavedSettings current = follower.current();
                    seen.add(current == null ? 0 : current.revision());
                    Thread.onSpinWait();
                }
            });
            watching.start();
            follower.start();
            started.set(true);
            watching.join();

            assertThat(seen).contains(0L).isSubsetOf(0L, (long) saved);
            assertThat(told).containsExactly((long) saved);
        }
    }

    @Test
    void passesOverWhatIsBasedOnAnythingButTheCurrentRevision() throws Exception {
        append(SampleSettings.revision(1, "anna").toBytes());
        append(SampleSettings.revision(2, "anna").toBytes());
        append(SampleSettings.revision(2, "too late").toBytes());
        append(SampleSettings.revision(1, "from scratch").toBytes());
        append(SampleSettings.revision(4, "of the future").toBytes());

        try (SettingsFollower follower = started();
                SettingsFollower other = started()) {
            append(SampleSettings.revision(2, "much too late").toBytes());
            long last = append(SampleSettings.revision(3, "ben").toBytes());

            assertThat(follower.becameRevision(last, Duration.ofSeconds(10))).isTrue();
            assertThat(follower.revisions()).extracting(SavedSettings::savedBy).containsExactly("ben", "anna", "anna");
            assertThat(other.becameRevision(last, Duration.ofSeconds(10))).isTrue();
            assertThat(other.revisions()).isEqualTo(follower.revisions());
        }
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromWhatComesLater() throws Exception {
        try (SettingsFollower follower = started()) {
            List<Long> told = new CopyOnWriteArrayList<>();
            follower.onChange(saved -> {
                throw new IllegalStateException("cannot take up " + saved.revision());
            });
            follower.onChange(saved -> told.add(saved.revision()));

            append(SampleSettings.revision(1, "anna").toBytes());
            append(SampleSettings.revision(2, "anna").toBytes());

            await().untilAsserted(() -> assertThat(told).containsExactly(1L, 2L));
        }
    }

    @Test
    void saysThatARecordWasNotReadInTime() {
        try (SettingsFollower follower = started()) {
            assertThatThrownBy(() -> follower.becameRevision(0, Duration.ofMillis(50)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("not read up to 0");
        }
    }

    @Test
    void passesOverWhatIsNoSettings() throws Exception {
        append("nonsense".getBytes(StandardCharsets.UTF_8));
        append(null);
        append(SampleSettings.revision(1, "anna").toBytes());

        try (SettingsFollower follower = started()) {
            assertThat(follower.current()).isEqualTo(SampleSettings.revision(1, "anna"));
        }
    }

    private SettingsFollower started() {
        SettingsFollower follower = new SettingsFollower(kafka, topics);
        follower.start();
        return follower;
    }

    private long append(byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(topics.name(Topic.SETTINGS), KEY, value))
                .get()
                .offset();
    }
}
