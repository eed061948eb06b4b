package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.sender.transport.Reached;
import io.bellwire.settings.SiemEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryReceiptsTest {
    private static final TopicPartition PARTITION = new TopicPartition("syslog-messages", 3);
    private static final Carriage TCP = new Carriage(new SiemEndpoint("siem", 514), Transport.TCP, 7, 1);
    private static final Instant WRITTEN = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant TAKEN = Instant.parse("2026-11-24T08:00:02Z");
    private static final AvroSerde<DeliveryReceipt> CODEC = AvroSerde.deliveries();

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DeliveryWindow window = new DeliveryWindow(Long.MAX_VALUE, Long.MAX_VALUE);
    private long nanos;
    private final DeliveryReceipts receipts =
            new DeliveryReceipts(producer, new Topics("", 12, null), window, () -> nanos);

    @BeforeEach
    void assign() {
        window.assigned(PARTITION, 0);
    }

    @Test
    void oneASecondTellsOfAllThatWasTakenAndComesBeforeTheCommit() {
        taken(TCP, 0, 9);
        taken(TCP, 10, 19);
        receipts.ifDue();
        assertThat(sent()).containsExactly(receipt(0, 19, 7));
        assertThat(window.toCommit()).as("before the receipt is safe").isEmpty();

        taken(TCP, 20, 29);
        assertThat(producer.completeNext()).isTrue();
        receipts.ifDue();
        assertThat(window.toCommit()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(20)));
        assertThat(sent()).as("within the same second").hasSize(1);

        nanos += Duration.ofSeconds(1).toNanos();
        receipts.ifDue();
        assertThat(sent()).containsExactly(receipt(0, 19, 7), receipt(20, 29, 7));
    }

    @Test
    void neverReachesAcrossAReconnectANewRevisionOrARecordThatWasSetAside() {
        taken(TCP, 0, 9);
        taken(new Carriage(TCP.endpoint(), Transport.TCP, 7, 2), 10, 19);
        taken(new Carriage(TCP.endpoint(), Transport.TCP, 8, 2), 20, 29);
        setAside(new Carriage(TCP.endpoint(), Transport.TCP, 8, 2), 30);
        taken(new Carriage(TCP.endpoint(), Transport.TCP, 8, 2), 31, 39);
        receipts.ifDue();

        assertThat(sent())
                .containsExactly(receipt(0, 9, 7), receipt(10, 19, 7), receipt(20, 29, 8), receipt(31, 39, 8));
    }

    @Test
    void nobodyKnowsWhenADatagramWasTaken() {
        taken(new Carriage(TCP.endpoint(), Transport.UDP, 7, 1), 0, 9);
        receipts.ifDue();

        assertThat(sent()).singleElement().satisfies(receipt -> {
            assertThat(receipt.getTakenAt()).isNull();
            assertThat(receipt.getWrittenAt()).isEqualTo(WRITTEN);
        });
    }

    @Test
    void whatKafkaDidNotTakeIsToldOfAgain() {
        taken(TCP, 0, 9);
        receipts.ifDue();
        assertThat(producer.errorNext(new TimeoutException("away"))).isTrue();
        nanos += Duration.ofSeconds(1).toNanos();
        receipts.ifDue();

        assertThat(sent()).containsExactly(receipt(0, 9, 7), receipt(0, 9, 7));
        assertThat(window.toCommit()).isEmpty();
        assertThat(producer.completeNext()).isTrue();
        receipts.ifDue();
        assertThat(window.toCommit()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(10)));
    }

    @Test
    void afterABreakNothingIsToldOfWhatIsSentAgain() {
        taken(TCP, 0, 9);
        receipts.ifDue();
        taken(TCP, 10, 19);
        window.goBack();
        receipts.forget();
        assertThat(producer.completeNext()).isTrue();
        nanos += Duration.ofSeconds(1).toNanos();
        receipts.ifDue();

        assertThat(sent()).hasSize(1);
        assertThat(window.toCommit()).isEmpty();
    }

    @Test
    void markersNeedNoReceipt() {
        window.nothingBefore(Map.of(PARTITION, 5L));
        receipts.ifDue();

        assertThat(sent()).isEmpty();
        assertThat(window.toCommit()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(5)));
    }

    @Test
    void flushWaitsUntilAllIsSafe() {
        taken(TCP, 0, 9);
        assertThat(receipts.flush(Duration.ZERO)).isFalse();
        assertThat(producer.completeNext()).isTrue();

        assertThat(receipts.flush(Duration.ofSeconds(1))).isTrue();
        assertThat(window.toCommit()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(10)));
    }

    private void taken(Carriage carriage, long first, long last) {
        Batch batch = new Batch(carriage);
        for (long offset = first; offset <= last; offset++) {
            batch.add(entry(offset), false, false);
        }
        batch.stretch(PARTITION, first, last);
        taken(batch);
    }

    private void setAside(Carriage carriage, long offset) {
        Batch batch = new Batch(carriage);
        batch.setAside(new RejectedRecord("too bad", PARTITION.topic(), PARTITION.partition(), offset, null, null));
        taken(batch);
    }

    private void taken(Batch batch) {
        batch.underway(CompletableFuture.completedFuture(100L), List.of());
        window.sent(batch);
        window.written(WRITTEN.toEpochMilli());
        window.learn(new Reached(100, 0, Duration.ZERO), 0).forEach(taken -> receipts.add(taken, TAKEN));
    }

    private List<DeliveryReceipt> sent() {
        return producer.history().stream().map(entry -> receipt(entry.value())).toList();
    }

    private static DeliveryReceipt receipt(byte[] octets) {
        try {
            return CODEC.deserialize(octets);
        } catch (UndecodableRecordException e) {
            throw new AssertionError(e);
        }
    }

    private static DeliveryReceipt receipt(long first, long last, long revision) {
        return DeliveryReceipt.newBuilder()
                .setPartition(3)
                .setFirstOffset(first)
                .setLastOffset(last)
                .setHost("siem")
                .setPort(514)
                .setTransport(Transport.TCP)
                .setSettingsRevision(revision)
                .setWrittenAt(WRITTEN)
                .setTakenAt(TAKEN)
                .build();
    }

    private static ConsumerRecord<byte[], ByteBuffer> entry(long offset) {
        return new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset, new byte[0], ByteBuffer.allocate(10));
    }
}
