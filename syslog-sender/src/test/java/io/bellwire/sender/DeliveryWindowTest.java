package io.bellwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Transport;
import io.bellwire.sender.transport.Reached;
import io.bellwire.settings.SiemEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryWindowTest {
    private static final TopicPartition FIRST = new TopicPartition("syslog-messages", 0);
    private static final TopicPartition SECOND = new TopicPartition("syslog-messages", 1);
    private static final Carriage CARRIAGE = new Carriage(new SiemEndpoint("siem", 514), Transport.TCP, 1, 1);

    private final DeliveryWindow window = new DeliveryWindow(10_000, 100);
    private long position;

    @BeforeEach
    void assign() {
        window.assigned(FIRST, 10);
        window.assigned(SECOND, 20);
    }

    @Test
    void whatIsTakenAndToldOfIsToCommit() {
        written(FIRST, 10, 14);
        written(SECOND, 20, 29);
        assertThat(window.learn(reached(500, 0), 1)).hasSize(1);
        assertThat(window.toCommit()).as("before there is a receipt").isEmpty();

        window.receipted(window.taken());

        assertThat(window.toCommit()).isEqualTo(Map.of(FIRST, new OffsetAndMetadata(15)));
        window.committed(window.toCommit());
        assertThat(window.toCommit()).isEmpty();
    }

    @Test
    void aBatchIsTakenOnlyWithItsLastOctet() {
        written(FIRST, 10, 14);

        assertThat(window.learn(reached(499, 0), 1)).isEmpty();
        assertThat(window.isTaken()).isFalse();
        assertThat(window.learn(reached(500, 0), 1)).hasSize(1);
        assertThat(window.isTaken()).isTrue();
    }

    @Test
    void aReceiptCoversOnlyWhatWasTakenWhenItLeft() {
        written(FIRST, 10, 14);
        window.learn(reached(500, 0), 1);
        Map<TopicPartition, Long> told = window.taken();
        written(FIRST, 15, 19);
        window.learn(reached(1_000, 0), 1);

        window.receipted(told);

        assertThat(window.toCommit()).isEqualTo(Map.of(FIRST, new OffsetAndMetadata(15)));
    }

    @Test
    void goesBackToWhatIsProvenEvenBehindWhatIsCommitted() {
        written(FIRST, 10, 14);
        written(FIRST, 15, 19);
        window.learn(reached(1_000, 500), 1);
        commit();

        assertThat(window.goBack()).isEqualTo(Map.of(FIRST, 15L, SECOND, 20L));
        assertThat(window.toCommit())
                .as("so that whoever goes on in our place goes back too")
                .isEqualTo(Map.of(FIRST, new OffsetAndMetadata(15)));
        assertThat(window.everSent(FIRST)).isEqualTo(20);
        assertThat(window.everTaken(FIRST)).isEqualTo(20);
    }

    @Test
    void aBatchWhoseWriteIsUnderwayIsNotJumpedOver() {
        Batch first = sent(FIRST, 10, 14, new CompletableFuture<>());
        sent(FIRST, 15, 19, CompletableFuture.completedFuture(1_000L));

        assertThat(window.oldestUnwritten()).isSameAs(first);
        assertThat(window.learn(reached(Long.MAX_VALUE, Long.MAX_VALUE), 1)).isEmpty();
        assertThat(window.taken()).containsEntry(FIRST, 10L);
    }

    @Test
    void aRecordThatIsNotSafelySetAsideHoldsUpTheCommit() {
        CompletableFuture<?> safe = new CompletableFuture<>();
        Batch batch = new Batch(CARRIAGE);
        batch.setAside(new RejectedRecord("too long", FIRST.topic(), FIRST.partition(), 10, null, null));
        batch.underway(CompletableFuture.completedFuture(0L), List.of(safe));
        window.sent(batch);
        assertThat(batch.isDone()).isFalse();

        safe.complete(null);
        assertThat(batch.isDone()).isTrue();
        window.written(0);
        window.learn(reached(0, 0), 1);
        assertThat(window.taken()).containsEntry(FIRST, 11L);
    }

    @Test
    void isFullInOctetsUntilTheyAreProven() {
        for (int i = 0; i < 20; i++) {
            assertThat(window.hasRoom()).isTrue();
            written(FIRST, 10 + 5 * i, 14 + 5 * i);
        }
        assertThat(window.hasRoom()).isFalse();
        window.learn(reached(10_000, 0), 1);
        assertThat(window.hasRoom()).as("taken is not proven").isFalse();

        window.learn(reached(10_000, 10_000), 1);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void isFullInMessages() {
        DeliveryWindow small = new DeliveryWindow(Long.MAX_VALUE, 5);
        small.assigned(FIRST, 10);
        small.sent(batch(FIRST, 10, 14));

        assertThat(small.hasRoom()).isFalse();
    }

    @Test
    void hasRoomAgainAfterABreak() {
        for (int i = 0; i < 20; i++) {
            written(FIRST, 10 + 5 * i, 14 + 5 * i);
        }
        window.goBack();

        assertThat(window.hasRoom()).isTrue();
        assertThat(window.isTaken()).isTrue();
    }

    @Test
    void markersBehindTheLastMessageAreCommittedOnceAllIsTaken() {
        written(FIRST, 10, 14);
        window.nothingBefore(Map.of(FIRST, 17L));
        assertThat(window.taken()).containsEntry(FIRST, 10L);

        window.learn(reached(500, 0), 1);
        window.nothingBefore(Map.of(FIRST, 17L));
        assertThat(window.taken()).containsEntry(FIRST, 17L);
        assertThat(window.goBack()).as("markers prove nothing").containsEntry(FIRST, 10L);
    }

    @Test
    void backlogIsWhatIsNotTaken() {
        written(FIRST, 10, 14);
        assertThat(window.backlog(Map.of(FIRST, 15L, SECOND, 22L))).isEqualTo(7);
        assertThat(window.backlog(Map.of()))
                .as("even before the ends are looked up")
                .isEqualTo(5);

        window.learn(reached(500, 0), 1);
        assertThat(window.backlog(Map.of(FIRST, 15L, SECOND, 20L))).isZero();
    }

    @Test
    void tellsSinceWhenSomethingIsUnproven() {
        assertThat(window.unprovenSinceMillis()).isNull();
        sent(FIRST, 10, 14, CompletableFuture.completedFuture(500L));
        window.written(1_000);
        assertThat(window.unprovenSinceMillis()).isEqualTo(1_000);
        window.learn(reached(500, 0), 1);
        assertThat(window.unprovenSinceMillis()).isEqualTo(1_000);
        assertThat(window.isProven(List.of(FIRST))).isFalse();
        assertThat(window.isProven(List.of(SECOND))).isTrue();

        window.learn(reached(500, 500), 1);
        assertThat(window.unprovenSinceMillis()).isNull();
        assertThat(window.isProven(List.of(FIRST))).isTrue();
    }

    @Test
    void partitionsOfOthersAreNoneOfItsBusiness() {
        written(FIRST, 10, 14);
        window.gone(List.of(FIRST));
        window.learn(reached(500, 500), 1);
        window.receipted(window.taken());

        assertThat(window.toCommit()).isEmpty();
        assertThat(window.goBack()).isEqualTo(Map.of(SECOND, 20L));
    }

    @Test
    void whatThisProcessSentStaysKnownWhileOthersHaveThePartition() {
        written(FIRST, 10, 14);
        window.gone(List.of(FIRST));
        window.joinedAnew();
        window.assigned(FIRST, 12);

        assertThat(window.everSent(FIRST)).isEqualTo(15);
        assertThat(window.backlog(Map.of())).as("nothing is underway yet").isZero();
    }

    @Test
    void smallBatchesAreProvenTogether() {
        written(FIRST, 10, 14);
        written(SECOND, 20, 24);
        assertThat(window.learn(reached(1_000, 0), 1)).hasSize(2);
        window.learn(reached(1_000, 500), 1);
        assertThat(window.isProven(List.of(FIRST)))
                .as("not before the last of them")
                .isFalse();

        window.learn(reached(1_000, 1_000), 1);
        assertThat(window.isProven(List.of(FIRST, SECOND))).isTrue();
        assertThat(window.unprovenSinceMillis()).isNull();
    }

    @Test
    void goesOnBehindWhatIsCommittedWhenItLostSightOfWhetherItWasRead() {
        written(FIRST, 10, 14);
        window.learn(reached(500, 0), 1);
        commit();
        window.joinedAnew();

        assertThat(window.assigned(FIRST, 15)).isEqualTo(10);
        assertThat(window.toCommit()).as("for whoever comes next").containsEntry(FIRST, new OffsetAndMetadata(10));
        window.gone(List.of(FIRST));
        assertThat(window.assigned(FIRST, 15)).as("until it is committed").isEqualTo(10);
        window.committed(window.toCommit());
        window.joinedAnew();
        assertThat(window.assigned(FIRST, 15)).isEqualTo(15);
    }

    @Test
    void aCommitOnItsWayIsFollowedByTheOneThatTakesItBack() {
        written(FIRST, 10, 14);
        window.learn(reached(500, 0), 1);
        window.receipted(window.taken());
        window.committing(window.toCommit());
        window.goBack();

        assertThat(window.toCommit()).containsEntry(FIRST, new OffsetAndMetadata(10));
        window.joinedAnew();
        assertThat(window.assigned(FIRST, 15)).as("if that one failed").isEqualTo(10);
    }

    @Test
    void whatIsLeftOfAConnectionThatEndedInTheCleanWayWasRead() {
        written(FIRST, 10, 14);

        assertThat(window.learn(reached(0, 0), 2)).hasSize(1);
        assertThat(window.isProven(List.of(FIRST))).isTrue();
    }

    @Test
    void ofATopicThatWasMadeAnewNothingIsKnown() {
        written(FIRST, 10, 14);
        window.learn(reached(500, 0), 1);
        window.startedAnew(FIRST);
        assertThat(window.assigned(FIRST, 0)).isZero();
        window.learn(reached(500, 500), 1);

        assertThat(window.goBack()).containsEntry(FIRST, 0L);
    }

    @Test
    void goesOnWhereOthersStoppedThatHadThePartitionMeanwhile() {
        written(FIRST, 10, 14);
        window.learn(reached(500, 0), 1);
        commit();
        window.joinedAnew();

        assertThat(window.assigned(FIRST, 99)).isEqualTo(99);
    }

    private void commit() {
        window.receipted(window.taken());
        window.committed(window.toCommit());
    }

    private void written(TopicPartition partition, long first, long last) {
        Batch batch = batch(partition, first, last);
        position += batch.octets();
        batch.underway(CompletableFuture.completedFuture(position), List.of());
        window.sent(batch);
        window.written(0);
    }

    private Batch sent(TopicPartition partition, long first, long last, CompletableFuture<Long> position) {
        Batch batch = batch(partition, first, last);
        batch.underway(position, List.of());
        window.sent(batch);
        return batch;
    }

    /** Each message has 100 octets. */
    private static Batch batch(TopicPartition partition, long first, long last) {
        Batch batch = new Batch(CARRIAGE);
        for (long offset = first; offset <= last; offset++) {
            batch.add(entry(partition, offset), false, false);
        }
        batch.stretch(partition, first, last);
        return batch;
    }

    private static ConsumerRecord<byte[], ByteBuffer> entry(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, new byte[0], ByteBuffer.allocate(100));
    }

    private static Reached reached(long taken, long proven) {
        return new Reached(taken, proven, Duration.ZERO);
    }
}
