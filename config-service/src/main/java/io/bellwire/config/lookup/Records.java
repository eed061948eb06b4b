package io.bellwire.config.lookup;

import io.bellwire.config.lookup.Finding.Accepted;
import io.bellwire.config.lookup.Finding.Facts;
import io.bellwire.config.lookup.Finding.Formatted;
import io.bellwire.config.lookup.Finding.Rejected;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.MessageHeaders;
import io.bellwire.schemas.RejectedRecord;
import io.bellwire.schemas.Trigger;
import io.bellwire.schemas.UndecodableRecordException;
import io.bellwire.settings.NotificationKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Takes records apart; others write to the topics too, so that nothing is sure to be there. */
final class Records {
    private static final AvroSerde<Alert> ALERTS = AvroSerde.alerts();
    private static final String NO_REASON = "the record does not say why";

    private Records() {}

    static Accepted accepted(ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        return new Accepted(entry.partition(), entry.offset(), entry.timestamp(), facts(bytes(entry.value())));
    }

    static Formatted formatted(ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        byte[] value = bytes(entry.value());
        return new Formatted(
                entry.partition(),
                entry.offset(),
                entry.timestamp(),
                number(entry.headers(), MessageHeaders.ALERT_PARTITION),
                number(entry.headers(), MessageHeaders.ALERT_OFFSET),
                facts(entry.headers()),
                number(entry.headers(), MessageHeaders.SETTINGS_REVISION),
                value == null ? null : new String(value, StandardCharsets.UTF_8));
    }

    static Rejected rejected(ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        String reason = text(entry.headers(), RejectedRecord.REASON_HEADER);
        return new Rejected(
                entry.timestamp(),
                text(entry.headers(), RejectedRecord.TOPIC_HEADER),
                number(entry.headers(), RejectedRecord.PARTITION_HEADER),
                number(entry.headers(), RejectedRecord.OFFSET_HEADER),
                reason == null ? NO_REASON : reason);
    }

    static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private static @Nullable Facts facts(byte @Nullable [] alert) {
        if (alert == null) {
            return null;
        }
        try {
            Alert decoded = ALERTS.deserialize(alert);
            return new Facts(decoded.getKind(), decoded.getTrigger(), decoded.getAcceptedAt());
        } catch (UndecodableRecordException e) {
            return null; // the formatter has rejected it
        }
    }

    private static @Nullable Facts facts(Headers headers) {
        String label = text(headers, MessageHeaders.KIND);
        Long acceptedAt = number(headers, MessageHeaders.ACCEPTED_AT);
        for (AlertKind kind : AlertKind.values()) {
            for (Trigger trigger : Trigger.values()) {
                if (acceptedAt != null
                        && NotificationKind.of(kind, trigger).label().equals(label)) {
                    return new Facts(kind, trigger, Instant.ofEpochMilli(acceptedAt));
                }
            }
        }
        return null;
    }

    private static @Nullable Long number(Headers headers, String name) {
        OptionalLong number = MessageHeaders.number(headers, name);
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
