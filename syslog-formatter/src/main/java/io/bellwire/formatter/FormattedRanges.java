package io.bellwire.formatter;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.FormattingReceipt;
import io.bellwire.schemas.MessageHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Which alerts of which partitions one transaction consumed, and the receipts that say so. Not thread-safe. */
final class FormattedRanges {
    private static final AvroSerde<FormattingReceipt> RECEIPTS = AvroSerde.formattings();

    private final Map<Integer, FormattingReceipt> byPartition = new TreeMap<>();
    private final long settingsRevision;
    private @Nullable FormattingReceipt newest; // a batch holds one partition after the other

    FormattedRanges(long settingsRevision) {
        this.settingsRevision = settingsRevision;
    }

    /** Offsets of one partition come in their order. */
    void add(int partition, long offset) {
        FormattingReceipt receipt = newest;
        if (receipt == null || receipt.getPartition() != partition) {
            receipt = byPartition.computeIfAbsent(
                    partition, number -> new FormattingReceipt(number, offset, offset, settingsRevision));
            newest = receipt;
        }
        receipt.setLastOffset(offset);
    }

    /** One a partition, keyed by it, so that all receipts of a partition stand in one place and in order. */
    List<ProducerRecord<byte[], byte[]>> receipts(String topic) {
        List<ProducerRecord<byte[], byte[]>> receipts = new ArrayList<>();
        byPartition.forEach((partition, receipt) -> receipts.add(
                new ProducerRecord<>(topic, MessageHeaders.value(partition), RECEIPTS.serialize(receipt))));
        return receipts;
    }
}
