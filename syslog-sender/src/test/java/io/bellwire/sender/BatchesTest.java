package io.bellwire.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.SiemEndpoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final TopicPartition FIRST = new TopicPartition("syslog-messages", 0);
    private static final TopicPartition SECOND = new TopicPartition("syslog-messages", 1);
    private static final Carriage CARRIAGE = new Carriage(new SiemEndpoint("siem", 514), Transport.TCP, 7, 1);

    private final DeliveryWindow window = new DeliveryWindow(Long.MAX_VALUE, Long.MAX_VALUE);
    private final Map<TopicPartition, List<ConsumerRecord<byte[], ByteBuffer>>> polled = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

    @BeforeEach
    void assign() {
        window.assigned(FIRST, 0);
        window.assigned(SECOND, 0);
    }

    @Test
    void oneBatchHoldsWhatLittleThereIs() {
        add(FIRST, 3, "a");
        add(FIRST, 4, "b");
        add(SECOND, 7, "c");

        assertThat(cut()).singleElement().satisfies(batch -> {
            assertThat(batch.messageCount()).isEqualTo(3);
            assertThat(batch.octets()).isEqualTo(3);
            assertThat(batch.stretches())
                    .containsExactlyInAnyOrder(new Stretch(FIRST, 3, 4, false), new Stretch(SECOND, 7, 7, false));
            assertThat(batch.next()).isEqualTo(Map.of(FIRST, 5L, SECOND, 8L));
        });
    }

    @Test
    void manyAreCutIntoBatchesThatFollowEachOther() {
        for (int i = 0; i < 100; i++) {
            add(FIRST, i, "x".repeat(10_000));
        }

        List<Batch> batches = cut();
        assertThat(batches).hasSize(4);
        long offset = 0;
        for (Batch batch : batches) {
            assertThat(batch.octets()).isLessThanOrEqualTo(270_000);
            assertThat(batch.stretches()).hasSize(1);
            assertThat(batch.stretches().get(0).first()).isEqualTo(offset);
            offset = batch.next().get(FIRST);
        }
        assertThat(offset).isEqualTo(100);
    }

    @Test
    void whatIsNoMessageIsSetAsideAndInterruptsTheStretch() {
        add(FIRST, 0, "a");
        add(FIRST, 1, "");
        add(FIRST, 2, "refused");
        add(FIRST, 3, "b");

        assertThat(cut()).singleElement().satisfies(batch -> {
            assertThat(batch.messages()).hasSize(2);
            assertThat(batch.unusable())
                    .extracting(RejectedRecord::reason, entry -> new String(requireNonNull(entry.value()), UTF_8))
                    .containsExactly(tuple("message is empty", ""), tuple("too bad", "refused"));
            assertThat(batch.stretches())
                    .containsExactly(
                            new Stretch(FIRST, 0, 0, false),
                            new Stretch(FIRST, 1, 1, true),
                            new Stretch(FIRST, 2, 2, true),
                            new Stretch(FIRST, 3, 3, false));
            assertThat(batch.next()).isEqualTo(Map.of(FIRST, 4L));
        });
    }

    @Test
    void markersOfTransactionsBelongToTheLastBatch() {
        add(FIRST, 0, "a");
        next.put(FIRST, new OffsetAndMetadata(9));
        next.put(SECOND, new OffsetAndMetadata(4));

        assertThat(cut())
                .singleElement()
                .satisfies(batch -> assertThat(batch.next()).isEqualTo(Map.of(FIRST, 9L, SECOND, 4L)));
    }

    @Test
    void countsWhatWasSentAndTakenBefore() {
        add(FIRST, 0, "a");
        add(FIRST, 1, "b");
        Batch before = cut().get(0);
        before.underway(CompletableFuture.completedFuture(2L), List.of());
        window.sent(before);
        add(FIRST, 2, "c");

        assertThat(cut()).singleElement().satisfies(batch -> {
            assertThat(batch.repeated()).isEqualTo(2);
            assertThat(batch.newMessages()).as("none was taken").isEqualTo(3);
        });
    }

    @Test
    void aMessageDoesNotHoldMuchElseOfItsRecordInMemory() {
        ByteBuffer little = ByteBuffer.allocate(1_000).slice(300, 600);
        ByteBuffer much = ByteBuffer.wrap(("x".repeat(300) + "abc" + "x".repeat(300)).getBytes(UTF_8))
                .slice(300, 3);
        add(FIRST, 0, little);
        add(FIRST, 1, much);

        assertThat(cut()).singleElement().satisfies(batch -> {
            assertThat(batch.messages()).containsExactly(little, much);
            assertThat(batch.messages().get(0).array()).as("not copied").isSameAs(little.array());
            assertThat(batch.messages().get(1).array()).isEqualTo("abc".getBytes(UTF_8));
            assertThat(batch.octets()).isEqualTo(603);
        });
    }

    private void add(TopicPartition partition, long offset, String message) {
        add(partition, offset, UTF_8.encode(message));
    }

    private void add(TopicPartition partition, long offset, ByteBuffer message) {
        polled.computeIfAbsent(partition, ignored -> new ArrayList<>())
                .add(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], message));
    }

    private List<Batch> cut() {
        return Batches.of(
                new ConsumerRecords<>(polled, next),
                CARRIAGE,
                window,
                message -> message.equals(UTF_8.encode("refused")) ? "too bad" : null);
    }
}
