package io.bellwire.config.lookup;

import io.bellwire.config.lookup.Finding.Accepted;
import io.bellwire.config.lookup.Finding.Formatted;
import io.bellwire.config.lookup.Finding.Rejected;
import io.bellwire.config.lookup.Receipts.Formatting;
import io.bellwire.config.lookup.Receipts.Passage;
import io.bellwire.schemas.DeliveryReceipt;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows what was found of one alert from record to record: receipts tell when something happened, and so where to look
 * for what came of it. Used for one search.
 */
final class AlertTrail {
    /** Records of one transaction are written close together, most of the time. */
    private static final Duration CLOSE = Duration.ofSeconds(1);
    /** A transaction ends within 10 s, and the clocks of brokers differ a little. */
    static final Duration APART_MAX = Duration.ofSeconds(20);

    private final PartitionReader reader;
    private final Topics topics;
    private final LongFunction<@Nullable SavedSettings> settings;
    private final Receipts receipts;
    private final ByteBuffer key;
    private final Kept messages;
    private final Kept rejections;

    /** @param settings the revision of this number; null when the history has none */
    AlertTrail(
            PartitionReader reader,
            Topics topics,
            LongFunction<@Nullable SavedSettings> settings,
            byte[] key,
            Kept messages,
            Kept rejections) {
        this.reader = reader;
        this.topics = topics;
        this.settings = settings;
        this.receipts = new Receipts(reader, topics);
        this.key = ByteBuffer.wrap(key);
        this.messages = messages;
        this.rejections = rejections;
    }

    /** What is known of it at the deadline, at the latest. */
    Story follow(Finding finding, Deadline deadline) {
        Story[] known = {begin(finding)};
        try {
            if (finding instanceof Accepted alert) {
                follow(alert, known, deadline);
            } else if (finding instanceof Formatted message) {
                follow(message, known, deadline);
            }
        } catch (TimeoutException e) {
            known[0] = known[0].shortened();
        }
        return known[0];
    }

    private static Story begin(Finding finding) {
        if (finding instanceof Accepted alert) {
            return Story.of(alert.facts());
        }
        return finding instanceof Rejected rejected
                ? Story.of(null).rejectedBecause(rejected.reason())
                : Story.of(null);
    }

    private void follow(Accepted alert, Story[] known, Deadline deadline) {
        Formatting formatting = receipts.formatting(alert, deadline);
        if (formatting == null) {
            return;
        }
        SavedSettings saved = settings.apply(formatting.settingsRevision());
        String filtered = saved == null || alert.facts() == null ? null : FilterReason.of(saved, alert.facts());
        known[0] = known[0].formattedUnder(formatting.settingsRevision(), formatting.atMillis(), filtered);
        if (filtered != null) {
            return;
        }
        Formatted message = alert.facts() == null ? null : message(alert, formatting.atMillis(), deadline);
        if (message != null) {
            follow(message, known, deadline);
        } else {
            Kept then = between(rejections, formatting.atMillis(), formatting.atMillis(), APART_MAX, deadline);
            known[0] = known[0].rejectedBecause(
                    rejection(then, Topic.ALERTS, alert.partition(), alert.offset(), deadline));
        }
    }

    private void follow(Formatted message, Story[] known, Deadline deadline) {
        known[0] = known[0].withMessage(message);
        Passage passage = receipts.delivery(message, deadline);
        DeliveryReceipt delivery = passage.receipt();
        if (delivery != null) {
            known[0] = known[0].deliveredBy(delivery);
            return;
        }
        Long passedAt = passage.passedAtMillis();
        Kept since = passedAt == null
                ? rejections.from(reader.offsetAt(rejections, message.atMillis() - APART_MAX.toMillis(), deadline))
                : between(rejections, message.atMillis(), passedAt, APART_MAX, deadline);
        known[0] = known[0].rejectedBecause(
                rejection(since, Topic.SYSLOG_MESSAGES, message.partition(), message.offset(), deadline));
    }

    private @Nullable Formatted message(Accepted alert, long atMillis, Deadline deadline) {
        Formatted close = message(alert, between(messages, atMillis, atMillis, CLOSE, deadline), deadline);
        return close != null
                ? close
                : message(alert, between(messages, atMillis, atMillis, APART_MAX, deadline), deadline);
    }

    private @Nullable Formatted message(Accepted alert, Kept part, Deadline deadline) {
        ConsumerRecord<ByteBuffer, ByteBuffer> entry =
                first(part, record -> Records.formatted(record).isOf(alert.partition(), alert.offset()), deadline);
        return entry == null ? null : Records.formatted(entry);
    }

    private @Nullable String rejection(Kept part, Topic from, int partition, long offset, Deadline deadline) {
        String topic = topics.name(from);
        ConsumerRecord<ByteBuffer, ByteBuffer> entry =
                first(part, record -> Records.rejected(record).isOf(topic, partition, offset), deadline);
        return entry == null ? null : Records.rejected(entry).reason();
    }

    /** The first record of this alert that is the one; null when there is none. */
    private @Nullable ConsumerRecord<ByteBuffer, ByteBuffer> first(
            Kept part, Predicate<ConsumerRecord<ByteBuffer, ByteBuffer>> isIt, Deadline deadline) {
        Holder holder = new Holder();
        boolean whole = reader.read(part, deadline, entry -> {
            if (key.equals(entry.key()) && isIt.test(entry)) {
                holder.entry = entry;
            }
            return holder.entry == null;
        });
        if (!whole) {
            throw new TimeoutException("the deadline came first");
        }
        return holder.entry;
    }

    /** What was written between these times, with a margin on either side. */
    private Kept between(Kept kept, long fromMillis, long toMillis, Duration margin, Deadline deadline) {
        long first = reader.offsetAt(kept, fromMillis - margin.toMillis(), deadline);
        long end = reader.offsetAt(kept, toMillis + margin.toMillis() + 1, deadline);
        return new Kept(kept.partition(), first, end);
    }

    private static final class Holder {
        private @Nullable ConsumerRecord<ByteBuffer, ByteBuffer> entry;
    }
}
