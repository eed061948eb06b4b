package io.bellwire.config.lookup;

import io.bellwire.config.lookup.BackwardSearch.Found;
import io.bellwire.config.lookup.Finding.Accepted;
import io.bellwire.config.lookup.Finding.Formatted;
import io.bellwire.config.lookup.Finding.Rejected;
import io.bellwire.config.lookup.Receipts.Formatting;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for all records of one alert from which its way can be followed: in {@code alerts}; in {@code rejected}, for what
 * no alert could be made of; and in {@code syslog-messages}, for messages whose alert is deleted already. Used once.
 */
final class AlertSearch {
    /** What one answer tells, at most. */
    static final int FINDINGS_MAX = 1_000;
    /** On either side of the time that the caller names. */
    static final Duration AROUND = Duration.ofMinutes(30);

    private static final Duration ALERTS_TIME = Duration.ofMillis(900);
    private static final Duration OTHERS_TIME = Duration.ofMillis(250);
    private static final int SLICE_RECORDS_MIN = 1_000;
    /** Those may be of 4 MiB each. */
    private static final int REJECTED_SLICE_RECORDS_MIN = 1;

    private final PartitionReader reader;
    private final byte[] key;
    private final Deadline deadline;
    private final Receipts receipts;
    private final Kept alerts;
    private final Kept messages;
    private final Kept rejections;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Long oldestMillis;

    /** Up to which time, itself excluded, and back to which one is looked; null is no limit. */
    private record Window(
            @Nullable Long beforeMillis, @Nullable Long floorMillis) {
        static Window of(AlertQuery query) {
            Long before = query.before() == null ? null : query.before().toEpochMilli();
            Instant around = query.around();
            if (around == null) {
                return new Window(before, null);
            }
            long behind = around.plus(AROUND).toEpochMilli() + 1;
            // Whoever goes on has been there.
            return before == null
                    ? new Window(behind, around.minus(AROUND).toEpochMilli())
                    : new Window(Math.min(before, behind), null);
        }

        Window notBefore(@Nullable Long millis) {
            return millis == null ? this : new Window(beforeMillis, millis);
        }
    }

    /** @param backToMillis to which all was looked at; null when it was looked at to the beginning */
    private record Swept(Found<?> found, @Nullable Long backToMillis) {}

    AlertSearch(Readers readers, Topics topics, byte[] key, Deadline deadline) {
        this.reader = readers.stretches();
        this.key = key;
        this.deadline = deadline;
        this.receipts = new Receipts(readers.points(), topics);
        this.alerts = reader.keptOf(topics.name(Topic.ALERTS), key, deadline);
        this.messages = reader.keptOf(topics.name(Topic.SYSLOG_MESSAGES), key, deadline);
        this.rejections = reader.keptOf(topics.name(Topic.REJECTED), key, deadline);
    }

    /** What Kafka keeps where the alert's messages stand. */
    Kept messages() {
        return messages;
    }

    /** What Kafka keeps where the alert's rejected records stand. */
    Kept rejections() {
        return rejections;
    }

    Findings search(AlertQuery query) {
        Window window = Window.of(query);
        Swept accepted = sweep(alerts, window, SLICE_RECORDS_MIN, ALERTS_TIME, Records::accepted);
        Long backTo = accepted.backToMillis();
        Window rest = window.notBefore(backTo);
        backTo = later(backTo, sweep(rejections, rest, REJECTED_SLICE_RECORDS_MIN, OTHERS_TIME, this::lastTrace));
        if (backTo == null && alerts.first() > 0) {
            Kept left = messagesOfDeletedAlerts(accepted.found());
            backTo = later(backTo, sweep(left, window, SLICE_RECORDS_MIN, OTHERS_TIME, this::ofDeletedAlert));
        }
        return findings(backTo, window);
    }

    private <T extends Finding> Swept sweep(
            Kept kept,
            Window window,
            int sliceRecordsMin,
            Duration time,
            Function<ConsumerRecord<ByteBuffer, ByteBuffer>, @Nullable T> meaning) {
        Kept part = part(kept, window);
        Found<T> found = new BackwardSearch<>(reader, key, FINDINGS_MAX, sliceRecordsMin, meaning)
                .search(part, deadline.within(time));
        findings.addAll(found.findings());
        Long oldest = found.oldestMillis();
        if (oldest != null && (oldestMillis == null || oldest < oldestMillis)) {
            oldestMillis = oldest;
        }
        if (found.whole()) {
            return new Swept(found, part.first() == kept.first() ? null : window.floorMillis());
        }
        if (oldest == null) {
            throw new TimeoutException("not one record of " + kept.partition() + " could be read in time");
        }
        return new Swept(found, oldest);
    }

    private Kept part(Kept kept, Window window) {
        Kept part = kept;
        if (window.beforeMillis() != null) {
            part = part.before(reader.offsetAt(kept, window.beforeMillis(), deadline));
        }
        if (window.floorMillis() != null) {
            part = part.from(reader.offsetAt(kept, window.floorMillis(), deadline));
        }
        return part;
    }

    /** A rejected record, if nothing else is left of what was rejected. */
    private @Nullable Rejected lastTrace(ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        Rejected rejected = Records.rejected(entry);
        return isOf(alerts, rejected) || isOf(messages, rejected) ? null : rejected;
    }

    private static boolean isOf(Kept kept, Rejected rejected) {
        return kept.partition().topic().equals(rejected.topic())
                && rejected.partition() != null
                && rejected.partition() == kept.partition().partition()
                && rejected.offset() != null
                && rejected.offset() >= kept.first();
    }

    /** Messages stand in the order of their alerts: only before that of the oldest alert can there be any. */
    private Kept messagesOfDeletedAlerts(Found<?> accepted) {
        Long millis = accepted.oldestMillis();
        if (millis == null) {
            return messages;
        }
        Accepted oldest = new Accepted(alerts.partition().partition(), accepted.oldestOffset(), millis, null);
        Formatting formatting = receipts.formatting(oldest, deadline);
        return formatting == null
                ? messages
                : messages.before(
                        reader.offsetAt(messages, formatting.atMillis() + AlertTrail.APART_MAX.toMillis(), deadline));
    }

    private @Nullable Formatted ofDeletedAlert(ConsumerRecord<ByteBuffer, ByteBuffer> entry) {
        Formatted message = Records.formatted(entry);
        boolean deleted = message.alertOffset() != null && message.alertOffset() < alerts.first();
        return deleted ? message : null;
    }

    private Findings findings(@Nullable Long backTo, Window window) {
        List<Finding> newestFirst = new ArrayList<>();
        for (Finding finding : findings) {
            if (backTo == null || finding.atMillis() >= backTo) {
                newestFirst.add(finding);
            }
        }
        newestFirst.sort(Comparator.comparingLong(Finding::atMillis).reversed());
        Long oldest = oldestMillis == null ? window.beforeMillis() : oldestMillis;
        return new Findings(newestFirst, backTo == null, backTo == null ? oldest : backTo).atMost(FINDINGS_MAX);
    }

    private static @Nullable Long later(@Nullable Long backTo, Swept other) {
        Long otherBackTo = other.backToMillis();
        if (backTo == null || otherBackTo == null) {
            return backTo == null ? otherBackTo : backTo;
        }
        return Math.max(backTo, otherBackTo);
    }
}
