package io.bellwire.formatter;

import io.bellwire.cef.EncodedMessage;
import io.bellwire.cef.MessageProfile;
import io.bellwire.cef.SyslogMessageEncoder;
import io.bellwire.cef.UnencodableMessageException;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.NotificationKind;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Formats the alerts of one batch under one revision of the settings. Not thread-safe. */
final class FormattingBatch {
    private static final AvroSerde<Alert> ALERTS = AvroSerde.alerts();
    private static final Map<NotificationKind, byte[]> KINDS = kinds();

    private final SyslogSettings settings;
    private final Topics topics;
    private final FormatterMetrics metrics;
    private final SyslogMessageEncoder encoder;
    private final String messagesTopic;
    private final byte[] revision;
    private final byte[] format;

    FormattingBatch(SavedSettings saved, Topics topics, FormatterMetrics metrics) {
        this.settings = saved.settings();
        this.topics = topics;
        this.metrics = metrics;
        this.encoder = new SyslogMessageEncoder(profile(settings));
        this.messagesTopic = topics.name(Topic.SYSLOG_MESSAGES);
        this.revision = MessageHeaders.value(saved.revision());
        this.format = MessageHeaders.value(settings.format().name().toLowerCase(Locale.ROOT));
    }

    void format(AlertRecords alerts, Producer<byte[], byte[]> producer) {
        for (int index = 0; index < alerts.size(); index++) {
            ProducerRecord<byte[], byte[]> outcome = outcome(alerts, index);
            if (outcome != null) {
                // The transaction's commit waits for it and fails if it failed.
                var unused = producer.send(outcome);
            }
        }
    }

    /** What is to be written for one alert; null when the settings filter it. */
    private @Nullable ProducerRecord<byte[], byte[]> outcome(AlertRecords alerts, int index) {
        byte[] value = alerts.value(index);
        if (value == null) {
            return rejected(alerts, index, "the record has no value");
        }
        try {
            Alert alert = ALERTS.deserialize(value);
            NotificationKind kind = NotificationKind.of(alert.getKind(), alert.getTrigger());
            return isFiltered(alert, kind) ? null : message(alerts, index, alert, kind);
        } catch (UndecodableRecordException | UnencodableMessageException e) {
            return rejected(alerts, index, String.valueOf(e.getMessage()));
        }
    }

    private boolean isFiltered(Alert alert, NotificationKind kind) {
        if (!settings.notifications().admits(kind)) {
            metrics.filtered(kind);
            return true;
        }
        Instant since = settings.deliverSince();
        if (since != null && alert.getAcceptedAt().isBefore(since)) {
            metrics.skipped();
            return true;
        }
        return false;
    }

    private ProducerRecord<byte[], byte[]> message(AlertRecords alerts, int index, Alert alert, NotificationKind kind) {
        EncodedMessage encoded = encoder.encode(alert);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(messagesTopic, alerts.key(index), encoded.bytes());
        message.headers()
                .add(MessageHeaders.ALERT_PARTITION, MessageHeaders.value(alerts.partition(index)))
                .add(MessageHeaders.ALERT_OFFSET, MessageHeaders.value(alerts.offset(index)))
                .add(
                        MessageHeaders.ACCEPTED_AT,
                        MessageHeaders.value(alert.getAcceptedAt().toEpochMilli()))
                .add(MessageHeaders.SETTINGS_REVISION, revision)
                .add(MessageHeaders.FORMAT, format)
                .add(MessageHeaders.KIND, KINDS.get(kind));
        metrics.formatted(settings.format(), encoded.isShortened());
        return message;
    }

    private ProducerRecord<byte[], byte[]> rejected(AlertRecords alerts, int index, String reason) {
        metrics.rejected();
        return new RejectedRecord(
                        reason,
                        alerts.topic(index),
                        alerts.partition(index),
                        alerts.offset(index),
                        alerts.key(index),
                        alerts.value(index))
                .toProducerRecord(topics);
    }

    private static MessageProfile profile(SyslogSettings settings) {
        AdvancedSettings advanced = settings.advanced();
        return new MessageProfile(
                settings.format(),
                advanced.dialect(),
                advanced.securityFacility(),
                advanced.healthFacility(),
                ZoneId.of(advanced.rfc3164TimeZone()),
                advanced.maxMessageBytes(),
                advanced.byteOrderMark(),
                settings.sensor());
    }

    private static Map<NotificationKind, byte[]> kinds() {
        Map<NotificationKind, byte[]> kinds = new EnumMap<>(NotificationKind.class);
        for (NotificationKind kind : NotificationKind.values()) {
            kinds.put(kind, MessageHeaders.value(kind.label()));
        }
        return kinds;
    }
}
