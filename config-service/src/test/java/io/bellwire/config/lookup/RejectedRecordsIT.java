package io.bellwire.config.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwire.config.PipelineRecords;
import io.bellwire.config.TestBroker;
import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.config.lookup.NewestRecords.Newest;
import io.bellwire.config.lookup.RejectedCounts.ReasonCount;
import io.bellwire.config.lookup.RejectedEntry.Place;
import io.bellwire.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectedRecordsIT {
    private static TestBroker broker;

    private PipelineRecords records;
    private ReaderPool pool;
    private RejectedRecords rejected;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        records = new PipelineRecords(broker, UUID.randomUUID() + ".");
        pool = new ReaderPool(broker.kafka());
        rejected = new RejectedRecords(pool, records.topics(), System::nanoTime);
    }

    @AfterEach
    void close() {
        pool.close();
        records.close();
    }

    @Test
    void newestOfAllPartitionsComeFirst() {
        for (int i = 0; i < 100; i++) {
            reject("key " + i, "reason " + i, 1);
        }

        List<RejectedEntry> newest = rejected.newest(30);

        assertThat(newest).hasSize(30);
        assertThat(newest.get(0).reason()).isIn("reason 99", "reason 98"); // of one millisecond, perhaps
        assertThat(newest).extracting(RejectedEntry::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(newest).extracting(entry -> entry.place().partition()).contains(0, 1);
        assertThat(newest).extracting(RejectedEntry::reason).doesNotContain("reason 50");
    }

    @Test
    void recordIsReadFromItsPlace() {
        reject("a", "too short", 3);
        RejectedEntry listed = rejected.newest(1).get(0);

        RejectedEntry read = rejected.at(listed.place()).orElseThrow();

        assertThat(read).usingRecursiveComparison().isEqualTo(listed);
        assertThat(read.text()).isEqualTo("xxx");
        assertThat(rejected.at(
                        new Place(listed.place().partition(), listed.place().offset() + 1)))
                .isEmpty();
        assertThat(rejected.at(new Place(99, 0))).isEmpty();
    }

    @Test
    void reasonsAreCountedAndItIsSaidOfHowMany() {
        assertThat(rejected.overview(1).counts()).isEqualTo(new RejectedCounts(List.of(), 0, null, true));
        for (int i = 0; i < 30; i++) {
            reject("key " + i, i % 3 == 0 ? "bad" : "worse", 1);
        }

        RejectedCounts counts = rejected.overview(1).counts();

        assertThat(counts.reasons()).containsExactly(new ReasonCount("worse", 20), new ReasonCount("bad", 10));
        assertThat(counts.counted()).isEqualTo(30);
        assertThat(counts.all()).isTrue();
        assertThat(counts.since()).isEqualTo(rejected.newest(500).get(29).at());
    }

    @Test
    void listEndsWhereItsBytesWouldBeTooMany() {
        for (int i = 0; i < 10; i++) {
            reject("same", "reason " + i, 100);
        }

        Newest two = newest(new NewestRecords(500, 299, true));
        Newest one = newest(new NewestRecords(500, 1, true));

        assertThat(two.entries()).extracting(RejectedEntry::reason).containsExactly("reason 9", "reason 8");
        assertThat(two.all()).isFalse();
        assertThat(one.entries()).extracting(RejectedEntry::reason).containsExactly("reason 9");
    }

    @Test
    void recordsOfFourMebibytesAreTold() {
        for (int i = 0; i < 6; i++) {
            reject("same", "reason " + i, 4 << 20);
        }

        assertThat(rejected.newest(50))
                .extracting(RejectedEntry::reason)
                .containsExactly("reason 5", "reason 4", "reason 3", "reason 2");
        assertThat(rejected.overview(1).counts().counted()).isEqualTo(6);
    }

    @Test
    void whatIsNotReadInTimeIsNotTold() {
        reject("a", "reason", 1);
        AtomicLong nanos = new AtomicLong();
        RejectedRecords hasty = new RejectedRecords(
                pool,
                records.topics(),
                () -> nanos.addAndGet(Duration.ofMillis(400).toNanos()));

        assertThatThrownBy(() -> hasty.newest(1)).isInstanceOf(KafkaAwayException.class);
    }

    private Newest newest(NewestRecords wanted) {
        return pool.search(
                readers -> wanted.read(
                        readers.stretches(),
                        records.topics().name(Topic.REJECTED),
                        Deadline.in(Duration.ofSeconds(10), System::nanoTime)),
                "");
    }

    private void reject(String key, String reason, int size) {
        byte[] value = "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
        records.rejectedRecord("elsewhere", 0, 0, key, value, reason);
    }
}
