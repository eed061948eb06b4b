package io.bellwire.sender;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the topic {@code deliveries} what became of the messages, once a second, and only then lets their offsets be
 * committed. Used by the delivery loop's thread only.
 */
final class DeliveryReceipts {
    private static final Logger log = LoggerFactory.getLogger(DeliveryReceipts.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final AvroSerde<DeliveryReceipt> CODEC = AvroSerde.deliveries();

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final DeliveryWindow window;
    private final LongSupplier nanoTime;

    private final Map<TopicPartition, Open> open = new HashMap<>();
    private List<DeliveryReceipt> ended = new ArrayList<>();
    private @Nullable Round round;
    private long sentAtNanos;
    private boolean failureSaid;

    /** What can still grow. */
    private record Open(Carriage carriage, DeliveryReceipt receipt) {}

    /** Receipts on their way, and how far everything was taken when they left. */
    private record Round(List<DeliveryReceipt> receipts, Map<TopicPartition, Long> taken, CompletableFuture<?> safe) {}

    DeliveryReceipts(Producer<byte[], byte[]> producer, Topics topics, DeliveryWindow window, LongSupplier nanoTime) {
        this.producer = producer;
        this.topic = topics.name(Topic.DELIVERIES);
        this.window = window;
        this.nanoTime = nanoTime;
        this.sentAtNanos = nanoTime.getAsLong() - EVERY.toNanos();
    }

    /** The SIEM has taken this batch, in the order of the stream. */
    void add(Batch batch, Instant now) {
        Instant writtenAt = Instant.ofEpochMilli(batch.writtenAtMillis());
        Instant takenAt = batch.carriage().transport() == Transport.UDP ? null : now;
        for (Stretch stretch : batch.stretches()) {
            if (stretch.setAside()) {
                end(stretch.partition());
                continue;
            }
            Open before = open.get(stretch.partition());
            if (before == null || !before.carriage().equals(batch.carriage())) {
                end(stretch.partition());
                before = new Open(batch.carriage(), receipt(stretch, batch.carriage()));
                open.put(stretch.partition(), before);
            }
            before.receipt().setLastOffset(stretch.last());
            before.receipt().setWrittenAt(writtenAt);
            before.receipt().setTakenAt(takenAt);
        }
    }

    /** Sends what there is, at most once a second, and takes up what became of the last. */
    void ifDue() {
        settle();
        if (round == null && nanoTime.getAsLong() - sentAtNanos >= EVERY.toNanos()) {
            send();
        }
    }

    /** Sends at once what there is and waits until it is safe; false when it was not in time. */
    boolean flush(Duration within) {
        long giveUpAt = nanoTime.getAsLong() + within.toNanos();
        await(giveUpAt);
        if (round == null) {
            send();
            await(giveUpAt);
        }
        return round == null && open.isEmpty() && ended.isEmpty();
    }

    /** Others have these partitions now. */
    void gone(Collection<TopicPartition> partitions) {
        open.keySet().removeAll(partitions);
    }

    /** What was not told of is sent again, and told of then. */
    void forget() {
        open.clear();
        ended = new ArrayList<>();
        round = null;
    }

    private static DeliveryReceipt receipt(Stretch stretch, Carriage carriage) {
        return DeliveryReceipt.newBuilder()
                .setPartition(stretch.partition().partition())
                .setFirstOffset(stretch.first())
                .setLastOffset(stretch.last())
                .setHost(carriage.endpoint().host())
                .setPort(carriage.endpoint().port())
                .setTransport(carriage.transport())
                .setSettingsRevision(carriage.settingsRevision())
                .setWrittenAt(Instant.EPOCH)
                .build();
    }

    private void end(TopicPartition partition) {
        Open last = open.remove(partition);
        if (last != null) {
            ended.add(last.receipt());
        }
    }

    private void send() {
        List.copyOf(open.keySet()).forEach(this::end);
        Map<TopicPartition, Long> taken = window.taken();
        if (ended.isEmpty()) {
            window.receipted(taken);
            return;
        }
        sentAtNanos = nanoTime.getAsLong();
        List<CompletableFuture<?>> safe = new ArrayList<>();
        for (DeliveryReceipt receipt : ended) {
            safe.add(send(receipt));
        }
        round = new Round(ended, taken, CompletableFuture.allOf(safe.toArray(CompletableFuture<?>[]::new)));
        ended = new ArrayList<>();
    }

    private CompletableFuture<?> send(DeliveryReceipt receipt) {
        CompletableFuture<@Nullable Void> safe = new CompletableFuture<>();
        byte[] key = MessageHeaders.value(receipt.getPartition());
        try {
            var unused =
                    producer.send(new ProducerRecord<>(topic, key, CODEC.serialize(receipt)), (metadata, failure) -> {
                        if (failure == null) {
                            safe.complete(null);
                        } else {
                            safe.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException e) {
            safe.completeExceptionally(e);
        }
        return safe;
    }

    private void await(long giveUpAt) {
        if (round != null) {
            try {
                var unused = round.safe()
                        .handle((done, failure) -> null)
                        .completeOnTimeout(null, giveUpAt - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)
                        .join();
            } finally {
                settle();
            }
        }
    }

    private void settle() {
        if (round == null || !round.safe().isDone()) {
            return;
        }
        Round done = round;
        round = null;
        if (!done.safe().isCompletedExceptionally()) {
            window.receipted(done.taken());
            failureSaid = false;
            return;
        }
        List<DeliveryReceipt> again = new ArrayList<>(done.receipts());
        again.addAll(ended);
        ended = again;
        if (!failureSaid) {
            failureSaid = true;
            log.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("reason", reason(done.safe()))
                    .log("Receipts cannot be written, trying again; until then no offset is committed");
        }
    }

    private static String reason(CompletableFuture<?> failed) {
        return String.valueOf(failed.handle((done, failure) -> failure).join());
    }
}
