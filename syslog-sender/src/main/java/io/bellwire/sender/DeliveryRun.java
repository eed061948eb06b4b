package io.bellwire.sender;

import io.bellwire.sender.transport.SiemSilentException;
import io.bellwire.sender.transport.TransportSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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
 * writes them, follows how far the SIEM comes with them, and commits. Used by the delivery loop's thread only.
 */
final class DeliveryRun implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(DeliveryRun.class);
    private static final Duration POLL_MAX = Duration.ofMillis(100);
    private static final Duration POLL_BRIEFLY = Duration.ofMillis(10);
    private static final Duration KAFKA_MAX = Duration.ofSeconds(5);
    private static final Duration REVOKE_MAX = Duration.ofSeconds(1);
    /** A few times what the others need to hear of it. */
    private static final Duration REBALANCE_MAX = Duration.ofSeconds(1);

    private final Consumer<byte[], ByteBuffer> consumer;
    private final SiemConnection connection;
    private final RejectedMessages rejected;
    private final DeliveryReceipts receipts;
    private final SenderMetrics metrics;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final DeliveryWindow window;
    private final ProofSchedule proofs;
    private final StartingPositions starts;
    private final OffsetCommits commits;
    private final PartitionEnds ends;

    private long settingsRevision;
    private boolean standing;
    private boolean gapAhead;
    private long breaksSeen;

    DeliveryRun(
            Consumer<byte[], ByteBuffer> consumer,
            String topic,
            SiemConnection connection,
            RejectedMessages rejected,
            DeliveryReceipts receipts,
            DeliveryWindow window,
            ProofSchedule proofs,
            SenderMetrics metrics,
            Clock clock,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.connection = connection;
        this.rejected = rejected;
        this.receipts = receipts;
        this.window = window;
        this.proofs = proofs;
        this.metrics = metrics;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.starts = new StartingPositions(consumer, window, metrics);
        this.commits = new OffsetCommits(consumer, window, nanoTime);
        this.ends = new PartitionEnds(consumer, nanoTime);
        this.breaksSeen = connection.breaks();
        window.joinedAnew();
        receipts.forget();
        consumer.subscribe(List.of(topic), this);
    }

    /**
     * One turn: takes what is done, hands on what there is, waits a tenth of a second at most.
     *
     * @param revision of the settings that are in force
     */
    void turn(long revision) {
        settingsRevision = revision;
        connection.look();
        settle();
        if (proofs.isDue(window, connection)) {
            connection.prove();
        }
        if (!connection.isUp()) {
            standStill(connection.isChanging() ? POLL_BRIEFLY : POLL_MAX);
        } else if (window.hasRoom()) {
            readAndSend();
        } else {
            awaitRoom();
        }
        receipts.ifDue();
        commits.ifDue();
        ends.lookIfDue();
    }

    /** Messages of this run's partitions that are not taken. */
    long backlog() {
        return window.backlog(ends.known());
    }

    /** Before the connection leads elsewhere: lets it read all that is underway, and takes back what it does not in time. */
    void letGo(Duration within) {
        endConnection(within);
        passMarkers();
        commitInOrder();
    }

    /** Finishes what is underway, commits and leaves the group. */
    void close(Duration within) {
        try {
            letGo(within);
        } finally {
            connection.giveUp();
            consumer.close(CloseOptions.timeout(KAFKA_MAX));
        }
    }

    private void readAndSend() {
        if (gapAhead && !window.isTaken()) {
            standStill(POLL_MAX);
            return;
        }
        if (standing) {
            standing = false;
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<byte[], ByteBuffer> records = poll(POLL_MAX);
        if (records.isEmpty()) {
            takePositions();
        } else if (connection.isUp()) {
            send(records);
        } else {
            putBack(records); // partitions went to others during the poll, and with them the connection ended
        }
    }

    private void awaitRoom() {
        Batch oldest = window.oldestUnwritten();
        if (oldest == null || !oldest.await(POLL_MAX.toNanos())) {
            standStill(POLL_BRIEFLY);
        }
    }

    private ConsumerRecords<byte[], ByteBuffer> poll(Duration within) {
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
        if (window.isTaken() && receipts.flush(REVOKE_MAX) && commits.now()) {
            starts.afterGap(positions);
            receipts.ifDue();
            commits.now();
            gapAhead = false;
        } else {
            gapAhead = true;
        }
    }

    private void send(ConsumerRecords<byte[], ByteBuffer> records) {
        TransportSettings to = connection.leadsTo();
        Carriage carriage = new Carriage(to.endpoint(), to.transport(), settingsRevision, connection.connections());
        List<Batch> batches = Batches.of(records, carriage, window, connection::refusal);
        // Before anything is written, since without Kafka all of it would have to be repeated.
        List<List<CompletableFuture<?>>> setAside =
                batches.stream().map(rejected::setAside).toList();
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            batch.underway(connection.write(batch.messages()), setAside.get(i));
            window.sent(batch);
            metrics.repeated(batch.repeated());
        }
    }

    /** Takes every batch that the kernel took, learns how far the SIEM has come, and goes back if the connection broke. */
    private void settle() {
        for (Batch next = window.oldestUnwritten();
                next != null && next.isDone() && !isBroken();
                next = window.oldestUnwritten()) {
            Throwable failure = next.failure();
            if (failure instanceof IOException e) {
                connection.broke(e);
                goBack();
                return;
            }
            if (failure != null) {
                throw new KafkaException("a record could not be set aside", failure);
            }
            metrics.written(next.carriage().transport(), next.messageCount());
            window.written(clock.millis());
        }
        if (isBroken()) {
            goBack();
        } else {
            learn();
        }
    }

    private void learn() {
        Instant now = clock.instant();
        for (Batch batch : window.learn(connection.reached(), connection.connections())) {
            receipts.add(batch, now);
            metrics.delivered(batch.carriage().transport(), batch.newMessages());
            for (int i = 0; i < batch.newMessages(); i++) {
                if (batch.acceptedAtMillis(i) > 0) {
                    metrics.delayed(now.toEpochMilli() - batch.acceptedAtMillis(i));
                }
            }
            batch.wasTaken();
        }
    }

    private boolean isBroken() {
        return connection.breaks() != breaksSeen;
    }

    /** To what is proven, even if more is committed: what the SIEM's kernel had may never have been read. */
    private void goBack() {
        breaksSeen = connection.breaks();
        receipts.forget();
        window.goBack().forEach(consumer::seek);
    }

    /** Stays in the group without reading. */
    private void standStill(Duration within) {
        standing = true;
        consumer.pause(consumer.assignment());
        putBack(poll(within));
    }

    private void putBack(ConsumerRecords<byte[], ByteBuffer> early) {
        for (TopicPartition partition : early.partitions()) {
            consumer.seek(partition, early.records(partition).get(0).offset());
        }
    }

    /** Markers of transactions are no messages, but stand in the topic: without this they would look like a backlog. */
    private void takePositions() {
        if (!window.isTaken()) {
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
        window.nothingBefore(positions);
    }

    /** They would stay waiting behind the last message. A message that comes meanwhile is left for whoever reads next. */
    private void passMarkers() {
        if (window.isTaken()) {
            standing = false;
            consumer.resume(consumer.paused());
            putBack(poll(POLL_MAX));
            takePositions();
        }
    }

    /** In the clean way where the SIEM has read all in time; what it has not is not proven, and sent again. */
    private void endConnection(Duration within) {
        long giveUpAt = nanoTime.getAsLong() + within.toNanos();
        for (Batch next = window.oldestUnwritten();
                next != null && next.await(Math.max(0, giveUpAt - nanoTime.getAsLong())) && !isBroken();
                next = window.oldestUnwritten()) {
            settle();
        }
        if (window.oldestUnwritten() != null) {
            connection.broke(new SiemSilentException("the SIEM did not take in time what was on its way"));
        } else {
            connection.finish(Duration.ofNanos(Math.max(within.toNanos() / 2, giveUpAt - nanoTime.getAsLong())));
        }
        settle();
    }

    /** While partitions are shared out anew no commit is taken, so that is brought to an end first. */
    private void commitInOrder() {
        var unused = receipts.flush(REVOKE_MAX);
        long giveUpAt = nanoTime.getAsLong() + REBALANCE_MAX.toNanos();
        while (!commits.now()) {
            if (nanoTime.getAsLong() - giveUpAt > 0) {
                commits.givenUp();
                return;
            }
            standStill(POLL_BRIEFLY);
        }
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

    /** What others get must be proven, or they must send it again. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!window.isProven(partitions)) {
            endConnection(REVOKE_MAX);
        }
        var unused = receipts.flush(REVOKE_MAX);
        if (!commits.now()) {
            commits.givenUp();
        }
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        window.gone(partitions);
        receipts.gone(partitions);
    }
}
