package io.bellwire.config.lookup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of an alert: its report or an update of it. Null stands for what has not happened, or what
 * Kafka does not keep.
 *
 * @param trigger {@code new} or {@code update}
 * @param kind {@code securityAlert} or {@code healthIssue}
 * @param acceptedAt when alert-ingest took it
 * @param reason why it is where it is, in words; null when its state says all
 * @param message the exact line, as it was or will be sent
 * @param sensor that sent it
 * @param endpoint to which it was sent, such as {@code siem.contoso.com:6514} or {@code [2001:db8::1]:6514}
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param settingsRevision under which it was sent; before that, under which it was formatted or filtered
 * @param writtenAt when it was handed to the sender's kernel, at the latest
 * @param deliveredAt when it was surely taken by the receiver's program, at the latest; null by UDP
 * @param formattedAt when the formatter decided about it; not in the API's answer
 * @param unsure whether there was no time to read what became of it since; not in the API's answer, whose reason says it
 */
@JsonPropertyOrder({
    "trigger",
    "kind",
    "acceptedAt",
    "state",
    "reason",
    "message",
    "sensor",
    "endpoint",
    "transport",
    "settingsRevision",
    "writtenAt",
    "deliveredAt"
})
public record AlertMessage(
        @Nullable String trigger,
        @Nullable String kind,
        @Nullable Instant acceptedAt,
        AlertState state,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String sensor,
        @Nullable String endpoint,
        @Nullable String transport,
        @Nullable Long settingsRevision,
        @Nullable Instant writtenAt,
        @Nullable Instant deliveredAt,
        @JsonIgnore @Nullable Instant formattedAt,
        @JsonIgnore boolean unsure) {}
