package io.bellwire.sender;

import io.bellwire.schemas.RejectedRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Cuts what a poll brought into batches: the finer, the fewer messages come twice after a break. */
final class Batches {
    private static final long OCTETS_MAX = 256 << 10;

    private final Carriage carriage;
    private final DeliveryWindow window;
    private final Function<ByteBuffer, @Nullable String> refusal;
    private final List<Batch> cut = new ArrayList<>();
    private Batch current;

    /** @param refusal why a message can never be sent; null when it can */
    private Batches(Carriage carriage, DeliveryWindow window, Function<ByteBuffer, @Nullable String> refusal) {
        this.carriage = carriage;
        this.window = window;
        this.refusal = refusal;
        this.current = next();
    }

    /** All of these records, sorted into messages and what is none; at least one batch. */
    static List<Batch> of(
            ConsumerRecords<byte[], ByteBuffer> records,
            Carriage carriage,
            DeliveryWindow window,
            Function<ByteBuffer, @Nullable String> refusal) {
        Batches batches = new Batches(carriage, window, refusal);
        for (TopicPartition partition : records.partitions()) {
            batches.add(partition, records.records(partition));
        }
        records.nextOffsets().forEach((partition, offset) -> batches.current.reachesTo(partition, offset.offset()));
        return batches.cut;
    }

    private void add(TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> records) {
        long sentBefore = window.everSent(partition);
        long takenBefore = window.everTaken(partition);
        ConsumerRecord<byte[], ByteBuffer> first = null;
        ConsumerRecord<byte[], ByteBuffer> last = null;
        for (ConsumerRecord<byte[], ByteBuffer> entry : records) {
            String reason = reason(entry.value());
            if (reason != null || current.octets() >= OCTETS_MAX) {
                end(partition, first, last);
                first = null;
            }
            if (reason != null) {
                current.setAside(rejected(entry, reason));
                continue;
            }
            if (current.octets() >= OCTETS_MAX) {
                current = next();
            }
            first = first == null ? entry : first;
            last = entry;
            current.add(entry, entry.offset() < sentBefore, entry.offset() < takenBefore);
        }
        end(partition, first, last);
    }

    private void end(
            TopicPartition partition,
            @Nullable ConsumerRecord<byte[], ByteBuffer> first,
            @Nullable ConsumerRecord<byte[], ByteBuffer> last) {
        if (first != null && last != null) {
            current.stretch(partition, first.offset(), last.offset());
        }
    }

    private @Nullable String reason(@Nullable ByteBuffer message) {
        return message == null || !message.hasRemaining() ? "message is empty" : refusal.apply(message);
    }

    private static RejectedRecord rejected(ConsumerRecord<byte[], ByteBuffer> entry, String reason) {
        byte[] value = entry.value() == null ? null : Batch.octets(entry.value());
        return new RejectedRecord(reason, entry.topic(), entry.partition(), entry.offset(), entry.key(), value);
    }

    private Batch next() {
        Batch batch = new Batch(carriage);
        cut.add(batch);
        return batch;
    }
}
