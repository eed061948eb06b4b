package io.bellwire.config.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.config.PipelineRecords;
import io.bellwire.config.TestBroker;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Trigger;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SettingsFollower;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertLookupIT {
    private static final int PARTITIONS = 2;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static TestBroker broker;

    private PipelineRecords records;
    private Topics topics;
    private SettingsFollower settings;
    private ReaderPool pool;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() throws Exception {
        records = new PipelineRecords(broker, UUID.randomUUID() + ".");
        topics = records.topics();
        records.settings(1, Notifications.DEFAULTS, null);
        settings = new SettingsFollower(broker.kafka(), topics);
        settings.start();
        pool = new ReaderPool(broker.kafka());
        // So that a test can say when something was written.
        try (Admin admin = Admin.create(broker.kafka())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topics.name(Topic.ALERTS)),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("message.timestamp.type", "CreateTime"), OpType.SET))))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        pool.close();
        settings.close();
        records.close();
    }

    @Test
    void beforeLeavesOutWhatIsNewer() {
        records.alertWrittenAt("a", NOON);
        records.alertWrittenAt("a", NOON.plusMillis(1));
        records.alertWrittenAt("a", NOON.plusMillis(2));

        AlertAnswer answer = find(new AlertQuery("a", null, NOON.plusMillis(2)));

        assertThat(answer.messages()).hasSize(2);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.searchedBackTo()).isEqualTo(NOON);
    }

    @Test
    void aroundLooksHalfAnHourToEitherSideAndGoesOnFromThere() {
        Duration half = AlertSearch.AROUND;
        records.alertWrittenAt("a", NOON.minus(half).minusMillis(1));
        records.alertWrittenAt("a", NOON.minus(half));
        records.alertWrittenAt("a", NOON.plus(half));
        records.alertWrittenAt("a", NOON.plus(half).plusMillis(1));

        AlertAnswer around = find(new AlertQuery("a", NOON, null));

        assertThat(around.messages()).hasSize(2);
        assertThat(around.complete()).isFalse();
        assertThat(around.searchedBackTo()).isEqualTo(NOON.minus(half));

        AlertAnswer rest = find(new AlertQuery("a", NOON, around.searchedBackTo()));
        assertThat(rest.messages()).hasSize(1);
        assertThat(rest.complete()).isTrue();
    }

    @Test
    void searchThatRunsOutOfTimeGoesOnWithoutGapOrRepetition() throws Exception {
        fill(20_000, "a", 1_000);
        // Each look at the clock takes a millisecond, and there is one for every few records.
        AtomicLong nanos = new AtomicLong();
        LongSupplier hasty = () -> nanos.addAndGet(Duration.ofMillis(1).toNanos());
        List<Instant> found = new ArrayList<>();

        Instant before = null;
        boolean complete = false;
        int answers = 0;
        while (!complete) {
            AlertAnswer answer = find(new AlertQuery("a", null, before), hasty);
            found.addAll(
                    0, answer.messages().stream().map(AlertMessage::acceptedAt).toList());
            assertThat(answer.searchedBackTo()).isNotEqualTo(before);
            before = answer.searchedBackTo();
            complete = answer.complete();
            answers++;
        }

        assertThat(answers).isGreaterThan(1);
        assertThat(found).hasSize(20).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void answerTellsAThousandRecordsAtMost() throws Exception {
        fill(AlertSearch.FINDINGS_MAX + 500, "a", 1);

        // On a clock that stands still an answer has all the time.
        AlertAnswer newest = find(new AlertQuery("a", null, null), () -> 0);
        AlertAnswer rest = find(new AlertQuery("a", null, newest.searchedBackTo()), () -> 0);

        assertThat(newest.messages()).hasSize(AlertSearch.FINDINGS_MAX);
        assertThat(newest.complete()).isFalse();
        assertThat(rest.messages()).hasSize(500);
        assertThat(rest.complete()).isTrue();
        assertThat(rest.messages().get(499).acceptedAt())
                .isBefore(newest.messages().get(0).acceptedAt());
    }

    @Test
    void lineIsFoundAmongOthersOfTheSameTime() {
        for (int i = 0; i < 20; i++) {
            RecordMetadata alert = records.alert("b", AlertKind.SECURITY_ALERT, Trigger.NEW);
            records.formatted(alert, "b", NotificationKind.NEW_SECURITY_ALERT, 1, "line " + i);
        }

        assertThat(find(new AlertQuery("b", null, null), () -> 0).messages())
                .extracting(AlertMessage::message)
                .startsWith("line 0", "line 1")
                .hasSize(20)
                .endsWith("line 19");
    }

    @Test
    void moreSearchesThanFourAreTurnedAway() {
        assertThatThrownBy(() -> searchWithin(ReaderPool.SEARCHES_MAX + 1))
                .isInstanceOf(TooManySearchesException.class)
                .hasMessageContaining("At most 4 searches");

        assertThat(searchWithin(ReaderPool.SEARCHES_MAX)).isZero();
    }

    private int searchWithin(int searches) {
        return searches == 0 ? 0 : pool.search(readers -> searchWithin(searches - 1), "");
    }

    /** Alerts of one partition a millisecond apart, accepted when they were written; each so many are of the id. */
    private void fill(int count, String id, int each) throws Exception {
        int partition = BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.US_ASCII), PARTITIONS);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(broker.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                Instant time = NOON.plusMillis(i);
                String key = i % each == 0 ? id : "other";
                var unused = producer.send(new ProducerRecord<>(
                        topics.name(Topic.ALERTS),
                        partition,
                        time.toEpochMilli(),
                        key,
                        PipelineRecords.alert(key, time, "")));
            }
        }
    }

    private AlertAnswer find(AlertQuery query) {
        return find(query, System::nanoTime);
    }

    private AlertAnswer find(AlertQuery query, LongSupplier nanoTime) {
        return new AlertLookup(pool, topics, settings, nanoTime).find(query);
    }
}
