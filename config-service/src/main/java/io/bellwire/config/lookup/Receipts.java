package io.bellwire.config.lookup;

import io.bellwire.config.lookup.Finding.Accepted;
import io.bellwire.config.lookup.Finding.Formatted;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the receipts that cover an offset: they stand behind it in time, in its partition's order. Used for one search. */
final class Receipts {
    private static final AvroSerde<FormattingReceipt> FORMATTINGS = AvroSerde.formattings();
    private static final AvroSerde<DeliveryReceipt> DELIVERIES = AvroSerde.deliveries();
    /** Whoever goes back after a break does so with the next receipt; so long after it nothing older comes again. */
    private static final Duration REPEATED_WITHIN = Duration.ofHours(1);

    private final PartitionReader reader;
    private final Topics topics;
    private final Map<Source, Kept> kept = new HashMap<>();

    /** When, and under which revision, an alert was formatted, filtered or rejected. */
    record Formatting(long settingsRevision, long atMillis) {}

    /**
     * What receipts tell of a message.
     *
     * @param receipt the last that covers it; null when none does
     * @param passedAtMillis when a later message of its partition was told of, so that this one waits no more; null when
     *     none was
     */
    record Passage(
            @Nullable DeliveryReceipt receipt, @Nullable Long passedAtMillis) {}

    Receipts(PartitionReader reader, Topics topics) {
        this.reader = reader;
        this.topics = topics;
    }

    /** Null while the formatter has not come to it. */
    @Nullable
    Formatting formatting(Accepted alert, Deadline deadline) {
        Formatting[] found = {null};
        read(Topic.FORMATTINGS, alert.partition(), alert.atMillis(), deadline, entry -> {
            FormattingReceipt receipt = decoded(FORMATTINGS, entry);
            if (receipt == null || receipt.getLastOffset() < alert.offset()) {
                return true;
            }
            if (receipt.getFirstOffset() <= alert.offset()) {
                found[0] = new Formatting(receipt.getSettingsRevision(), entry.timestamp());
            }
            return false;
        });
        return found[0];
    }

    /** A message that was sent again stands in several receipts: the last one counts. */
    Passage delivery(Formatted message, Deadline deadline) {
        PassageFold fold = new PassageFold(message.offset());
        try {
            read(Topic.DELIVERIES, message.partition(), message.atMillis(), deadline, entry -> {
                DeliveryReceipt receipt = decoded(DELIVERIES, entry);
                return receipt == null || fold.add(receipt, entry.timestamp());
            });
        } catch (TimeoutException e) {
            // That it went out is known, only not whether it went out again.
            if (fold.passage().receipt() == null) {
                throw e;
            }
        }
        return fold.passage();
    }

    /** Shows the receipts of this partition's offsets since that time. */
    private void read(
            Topic topic, int partition, long sinceMillis, Deadline deadline, PartitionReader.Visitor visitor) {
        byte[] name = MessageHeaders.value(partition);
        ByteBuffer key = ByteBuffer.wrap(name);
        Kept all = kept.computeIfAbsent(
                new Source(topic, partition), source -> reader.keptOf(topics.name(topic), name, deadline));
        Kept since = all.from(reader.offsetAt(all, sinceMillis - AlertTrail.APART_MAX.toMillis(), deadline));
        if (!reader.read(since, deadline, entry -> !key.equals(entry.key()) || visitor.goOn(entry))) {
            throw new TimeoutException("the receipts could not be read in time");
        }
    }

    private static <T extends SpecificRecordBase> @Nullable T decoded(
            AvroSerde<T> serde, ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        byte[] value = Records.bytes(entry.value());
        try {
            return value == null ? null : serde.deserialize(value);
        } catch (UndecodableRecordException e) {
            return null; // of a later version, or none of ours
        }
    }

    private record Source(Topic topic, int partition) {}

    /** Goes through the receipts of one partition, oldest first, and keeps what they tell of one offset. */
    static final class PassageFold {
        private final long offset;
        private long settledMillis = Long.MAX_VALUE;
        private Passage passage = new Passage(null, null);

        PassageFold(long offset) {
            this.offset = offset;
        }

        /** Whether a further receipt may tell more. */
        boolean add(DeliveryReceipt receipt, long atMillis) {
            if (receipt.getLastOffset() < offset) {
                return true;
            }
            if (receipt.getFirstOffset() <= offset) {
                passage = new Passage(receipt, atMillis);
                settledMillis = atMillis;
            } else if (settledMillis == Long.MAX_VALUE) {
                passage = new Passage(null, atMillis);
                settledMillis = atMillis;
            }
            return atMillis - settledMillis < REPEATED_WITHIN.toMillis();
        }

        Passage passage() {
            return passage;
        }
    }
}
