package io.bellwire.formatter;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.cef.UnencodableMessageException;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Formats the alerts of one batch under one revision of the settings. Not thread-safe. */
final class FormattingBatch {
    private static final Logger log = LoggerFactory.getLogger(FormattingBatch.class);
    private static final AvroSerde<Alert> ALERTS = AvroSerde.alerts();
    private static final Map<NotificationKind, Header> KINDS = kinds();

    private final SyslogSettings settings;
    private final Topics topics;
    private final SyslogMessageEncoder encoder;
    private final String messagesTopic;
    // What many messages have in common is made once: the producer keeps each message's headers until it is written.
    private final Header revision;
    private final Header format;
    private final Map<Integer, Header> partitions = new HashMap<>();
    private final FormattedRanges ranges;
    private final FormattingTally tally = new FormattingTally();
    private boolean faultLogged;

    FormattingBatch(SavedSettings saved, Topics topics) {
        this.settings = saved.settings();
        this.topics = topics;
        this.encoder = new SyslogMessageEncoder(
                settings.messageProfile(ProcessHandle.current().pid()));
        this.messagesTopic = topics.name(Topic.SYSLOG_MESSAGES);
        this.revision = new RecordHeader(MessageHeaders.SETTINGS_REVISION, MessageHeaders.value(saved.revision()));
        this.format = new RecordHeader(
                MessageHeaders.FORMAT,
                MessageHeaders.value(settings.format().name().toLowerCase(Locale.ROOT)));
        this.ranges = new FormattedRanges(saved.revision());
    }

    /** Writes what becomes of each alert, and the receipts. */
    void format(List<ConsumerRecord<byte[], byte[]>> alerts, Producer<byte[], byte[]> producer) {
        for (ConsumerRecord<byte[], byte[]> alert : alerts) {
            ProducerRecord<byte[], byte[]> outcome = outcome(alert);
            if (outcome != null) {
                send(outcome, producer);
            }
            ranges.add(alert.partition(), alert.offset());
        }
        ranges.receipts(topics.name(Topic.FORMATTINGS)).forEach(receipt -> send(receipt, producer));
    }

    FormattingTally tally() {
        return tally;
    }

    /** What is to be written for one alert; null when the settings filter it. */
    private @Nullable ProducerRecord<byte[], byte[]> outcome(ConsumerRecord<byte[], byte[]> entry) {
        byte[] value = entry.value();
        if (value == null) {
            return rejected(entry, "the record has no value");
        }
        try {
            Alert alert = ALERTS.deserialize(value);
            NotificationKind kind = NotificationKind.of(alert.getKind(), alert.getTrigger());
            return isFiltered(alert, kind) ? null : message(entry, alert, kind);
        } catch (UndecodableRecordException | UnencodableMessageException e) {
            return rejected(entry, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A defect of ours must not hold up the alerts behind this one.
            String reason = "the formatter failed: " + e;
            logFault(RejectedRecord.of(entry, reason), e);
            return rejected(entry, reason);
        }
    }

    private boolean isFiltered(Alert alert, NotificationKind kind) {
        return switch (settings.admission(kind, alert.getAcceptedAt())) {
            case ADMITTED -> false;
            case SWITCHED_OFF -> {
                tally.filtered(kind);
                yield true;
            }
            case TOO_OLD -> {
                tally.skipped();
                yield true;
            }
        };
    }

    private ProducerRecord<byte[], byte[]> message(
            ConsumerRecord<byte[], byte[]> entry, Alert alert, NotificationKind kind) {
        EncodedMessage encoded = encoder.encode(alert);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(messagesTopic, entry.key(), encoded.bytes());
        message.headers()
                .add(partitions.computeIfAbsent(entry.partition(), FormattingBatch::alertPartition))
                .add(MessageHeaders.ALERT_OFFSET, MessageHeaders.value(entry.offset()))
                .add(revision)
                .add(format)
                .add(KINDS.get(kind))
                // Last, since the sender asks every message for it and Kafka looks from the end.
                .add(
                        MessageHeaders.ACCEPTED_AT,
                        MessageHeaders.value(alert.getAcceptedAt().toEpochMilli()));
        tally.formatted(encoded);
        return message;
    }

    private ProducerRecord<byte[], byte[]> rejected(ConsumerRecord<byte[], byte[]> entry, String reason) {
        tally.rejected();
        return RejectedRecord.of(entry, reason).toProducerRecord(topics);
    }

    private static void send(ProducerRecord<byte[], byte[]> entry, Producer<byte[], byte[]> producer) {
        // The transaction's commit waits for it and fails if it failed.
        var unused = producer.send(entry);
    }

    private void logFault(RejectedRecord rejected, RuntimeException fault) {
        if (!faultLogged) {
            faultLogged = true;
            log.atError()
                    .addKeyValue("alertId", rejected.alertId())
                    .addKeyValue("topic", rejected.topic())
                    .addKeyValue("partition", rejected.partition())
                    .addKeyValue("offset", rejected.offset())
                    .setCause(fault)
                    .log("An alert could not be formatted and is set aside");
        }
    }

    private static Header alertPartition(int partition) {
        return new RecordHeader(MessageHeaders.ALERT_PARTITION, MessageHeaders.value(partition));
    }

    private static Map<NotificationKind, Header> kinds() {
        Map<NotificationKind, Header> kinds = new EnumMap<>(NotificationKind.class);
        for (NotificationKind kind : NotificationKind.values()) {
            kinds.put(kind, new RecordHeader(MessageHeaders.KIND, MessageHeaders.value(kind.label())));
        }
        return kinds;
    }
}
