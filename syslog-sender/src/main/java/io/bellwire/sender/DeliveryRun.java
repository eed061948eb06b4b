package io.bellwire.sender;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the group of senders, from the moment this sensor is designated until it is not: reads messages,
 * writes them, and commits what was written. Used by the delivery loop's thread only.
 */
final class DeliveryRun implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(DeliveryRun.class);
    /** Two, so that one is read from Kafka while the other is written; what waits in memory is bounded by it. */
    private static final int BATCHES_MAX = 2;

    private static final Duration POLL_MAX = Duration.ofMillis(100);
    private static final Duration POLL_BRIEFLY = Duration.ofMillis(10);
    private static final Duration KAFKA_MAX = Duration.ofSeconds(5);
    private static final Duration RENEW_MAX = Duration.ofSeconds(1);
    private static final Duration REVOKE_MAX = Duration.ofSeconds(1);
    /** A few times what the others need to hear of it. */
    private static final Duration REBALANCE_MAX = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final SiemConnection connection;
    private final RejectedMessages rejected;
    private final SenderMetrics metrics;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final WrittenOffsets offsets;
    private final StartingPositions starts;
    private final OffsetCommits commits;
    private final PartitionEnds ends;
    private final Deque<Batch> underway = new ArrayDeque<>();

    private boolean standing;
    private long breaksSeen;

    DeliveryRun(
            Consumer<byte[], byte[]> consumer,
            String topic,
            SiemConnection connection,
            RejectedMessages rejected,
            WrittenOffsets offsets,
            SenderMetrics metrics,
            Clock clock,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.connection = connection;
        this.rejected = rejected;
        this.offsets = offsets;
        this.metrics = metrics;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.starts = new StartingPositions(consumer, offsets, metrics);
        this.commits = new OffsetCommits(consumer, offsets, metrics, nanoTime);
        this.ends = new PartitionEnds(consumer, nanoTime);
        this.breaksSeen = connection.breaks();
        offsets.joinedAnew();
        consumer.subscribe(List.of(topic), this);
    }

    /** One turn: takes what is done, hands on what there is, waits a tenth of a second at most. */
    void turn() {
        connection.look();
        settle();
        goBackIfBroken();
        if (connection.isRenewalDue()) {
            letGo(RENEW_MAX);
            connection.renew();
        }
        if (!connection.isUp()) {
            standStill(POLL_MAX);
        } else if (underway.size() < BATCHES_MAX) {
            readAndSend();
        } else if (!underway.element().await(POLL_MAX.toNanos())) {
            standStill(POLL_BRIEFLY);
        }
        commits.ifDue(connection.transport());
        ends.lookIfDue();
    }

    /** Messages of this run's partitions that are not committed. */
    long backlog() {
        return offsets.backlog(ends.known());
    }

    /** Before the connection leads elsewhere: waits for what is underway, and takes back what does not arrive in time. */
    void letGo(Duration within) {
        awaitUnderway(within);
        commitInOrder();
        if (!underway.isEmpty()) {
            goBack();
        }
    }

    /** Finishes what is underway, commits and leaves the group. */
    void close(Duration within) {
        try {
            awaitUnderway(within);
            commitInOrder();
        } finally {
            consumer.close(CloseOptions.timeout(KAFKA_MAX));
        }
    }

    private void readAndSend() {
        if (standing) {
            standing = false;
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<byte[], byte[]> records = poll(POLL_MAX);
        if (records.isEmpty()) {
            takePositions();
        } else {
            send(records);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration within) {
        try {
            return consumer.poll(within);
        } catch (OffsetOutOfRangeException e) {
            overGap(e.offsetOutOfRangePartitions());
        } catch (NoOffsetForPartitionException e) {
            starts.atOldest(e.partitions());
        }
        return ConsumerRecords.empty();
    }

    /** Not before all is settled that came from before the gap: it may have to be sent again. */
    private void overGap(Map<TopicPartition, Long> positions) {
        if (underway.isEmpty() && commitNow()) {
            starts.afterGap(positions);
            commitNow();
        }
    }

    private void send(ConsumerRecords<byte[], byte[]> records) {
        Batch batch = new Batch(records, offsets, connection::refusal);
        List<CompletableFuture<?>> parts = setAside(batch);
        parts.add(connection.write(batch.messages()));
        batch.doneWith(parts);
        offsets.sent(batch.next());
        metrics.repeated(batch.repeated());
        underway.add(batch);
    }

    /** Before anything of the batch is written, since without Kafka all of it would have to be repeated. */
    private List<CompletableFuture<?>> setAside(Batch batch) {
        List<CompletableFuture<?>> parts = new ArrayList<>();
        for (int i = 0; i < batch.unusable().size(); i++) {
            CompletableFuture<?> safe = rejected.setAside(batch.unusable().get(i), batch.reason(i));
            if (safe.isCompletedExceptionally()) {
                throw new KafkaException("the topic for rejected records does not answer");
            }
            parts.add(safe);
            metrics.rejected();
        }
        if (!parts.isEmpty()) {
            log.atWarn()
                    .addKeyValue("count", parts.size())
                    .addKeyValue("reason", batch.reason(0))
                    .log("Records cannot be sent and are set aside");
        }
        return parts;
    }

    /** Takes every batch that is done, in order. */
    private void settle() {
        while (!underway.isEmpty() && underway.element().isDone()) {
            Throwable failure = underway.element().failure();
            if (failure instanceof IOException e) {
                connection.broke(e);
                return;
            }
            if (failure != null) {
                throw new KafkaException("a record could not be set aside", failure);
            }
            written(underway.remove());
        }
    }

    private void written(Batch batch) {
        offsets.written(batch.next());
        int messages = batch.messages().size();
        metrics.written(connection.transport(), messages);
        commits.written(messages);
        long now = clock.millis();
        for (int i = 0; i < messages; i++) {
            long acceptedAt = batch.acceptedAtMillis(i);
            if (acceptedAt > 0) {
                metrics.delayed(now - acceptedAt);
            }
        }
    }

    private void goBackIfBroken() {
        if (connection.breaks() != breaksSeen) {
            breaksSeen = connection.breaks();
            goBack();
        }
    }

    /** To what is committed: bytes that the kernel took before a break may never have been read. */
    private void goBack() {
        underway.clear();
        commits.takenBack();
        offsets.afterBreak().forEach(consumer::seek);
    }

    /** Stays in the group without reading. */
    private void standStill(Duration within) {
        standing = true;
        consumer.pause(consumer.assignment());
        ConsumerRecords<byte[], byte[]> early = poll(within);
        for (TopicPartition partition : early.partitions()) {
            consumer.seek(partition, early.records(partition).get(0).offset());
        }
    }

    /** Markers of transactions are no messages, but stand in the topic: without this they would look like a backlog. */
    private void takePositions() {
        if (!underway.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        try {
            for (TopicPartition partition : consumer.assignment()) {
                positions.put(partition, consumer.position(partition, POLL_BRIEFLY));
            }
        } catch (TimeoutException e) {
            log.debug("Position not known yet", e);
        }
        offsets.written(positions);
    }

    /** While partitions are shared out anew no commit is taken, so that is brought to an end first. */
    private void commitInOrder() {
        long giveUpAt = nanoTime.getAsLong() + REBALANCE_MAX.toNanos();
        while (!commitNow()) {
            if (nanoTime.getAsLong() - giveUpAt > 0) {
                commits.givenUp();
                return;
            }
            standStill(POLL_BRIEFLY);
        }
    }

    /** Nothing when the connection broke meanwhile: what it took may be lost. */
    private boolean commitNow() {
        return connection.breaks() != breaksSeen || commits.now(connection.transport());
    }

    private void awaitUnderway(Duration within) {
        long giveUpAt = nanoTime.getAsLong() + within.toNanos();
        for (Batch batch : underway) {
            if (!batch.await(Math.max(0, giveUpAt - nanoTime.getAsLong()))) {
                break;
            }
        }
        settle();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        starts.begin(partitions);
        if (standing) {
            consumer.pause(partitions);
        }
        ends.lookSoon();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        awaitUnderway(REVOKE_MAX);
        if (!commitNow()) {
            commits.givenUp();
        }
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        offsets.gone(partitions);
        underway.forEach(batch -> batch.forget(partitions));
    }
}
