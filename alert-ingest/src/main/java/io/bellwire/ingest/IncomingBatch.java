package io.bellwire.ingest;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of each record of one batch from {@code alerts-incoming}, and keeps count. Not thread-safe. */
final class IncomingBatch {
    /** What the topic {@code rejected} takes; its limit has room for the reason beside it. */
    static final int REJECTED_BYTES_MAX = 4 << 20;

    private static final Logger log = LoggerFactory.getLogger(IncomingBatch.class);
    private static final int REASON_CHARACTERS_MAX = 2000;
    private static final AvroSerde<Alert> ALERTS = AvroSerde.alerts();

    private final AlertDecoder decoder;
    private final Topics topics;
    private final Instant acceptedAt;
    // Counted, not kept: a batch may hold more than there is memory.
    private int securityAlerts;
    private int healthIssues;
    private int invalid;
    private int tooLarge;

    IncomingBatch(AlertDecoder decoder, Topics topics, Instant acceptedAt) {
        this.decoder = decoder;
        this.topics = topics;
        this.acceptedAt = acceptedAt;
    }

    /** What is to be written for a record: the alert under its own id, or the record as it came, with the reason. */
    ProducerRecord<byte[], byte[]> outcome(ConsumerRecord<byte[], byte[]> entry) {
        byte[] value = entry.value();
        if (value == null) {
            return invalid(entry, "the record has no value");
        }
        if (value.length > AlertDecoder.ALERT_BYTES_MAX) {
            tooLarge++;
            return rejected(entry, "the record is larger than " + AlertDecoder.ALERT_BYTES_MAX + " octets");
        }
        Faults faults = new Faults();
        Alert alert = decoded(value, faults);
        if (alert == null) {
            return invalid(entry, reason(faults));
        }
        switch (alert.getKind()) {
            case SECURITY_ALERT -> securityAlerts++;
            case HEALTH_ISSUE -> healthIssues++;
        }
        return new ProducerRecord<>(
                topics.name(Topic.ALERTS), alert.getId().getBytes(StandardCharsets.UTF_8), ALERTS.serialize(alert));
    }

    /** To be asked when the batch is committed. */
    void count(IntakeMetrics metrics) {
        metrics.accepted(securityAlerts, healthIssues);
        metrics.invalid(invalid);
        metrics.tooLarge(tooLarge);
    }

    private @Nullable Alert decoded(byte[] value, Faults faults) {
        try {
            return decoder.record(value, 0, value.length, acceptedAt, faults);
        } catch (RuntimeException e) {
            // A fault of ours, and no reason to hold up those behind it.
            log.error("A record could not be checked and is set aside", e);
            faults.add("", "could not be checked");
            return null;
        }
    }

    private ProducerRecord<byte[], byte[]> invalid(ConsumerRecord<byte[], byte[]> entry, String reason) {
        invalid++;
        return rejected(entry, reason);
    }

    private ProducerRecord<byte[], byte[]> rejected(ConsumerRecord<byte[], byte[]> entry, String reason) {
        byte[] key = cut(entry.key(), REJECTED_BYTES_MAX);
        byte[] value = cut(entry.value(), REJECTED_BYTES_MAX - length(key));
        boolean whole = length(key) == length(entry.key()) && length(value) == length(entry.value());
        return new RejectedRecord(
                        whole ? reason : reason + "; only its beginning is kept here",
                        entry.topic(),
                        entry.partition(),
                        entry.offset(),
                        key,
                        value)
                .toProducerRecord(topics);
    }

    private static String reason(Faults faults) {
        String all = faults.listed().stream()
                .map(fault -> (fault.field().isEmpty() ? "the record" : fault.field()) + " " + fault.message())
                .collect(Collectors.joining("; "));
        String visible = all.replaceAll("\\p{Cntrl}", " ");
        return visible.length() <= REASON_CHARACTERS_MAX
                ? visible
                : visible.substring(0, REASON_CHARACTERS_MAX) + "… (" + faults.count() + " faults)";
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
        return length(bytes) > max ? Arrays.copyOf(bytes, max) : bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
