package io.bellwire.config.lookup;

import io.bellwire.config.lookup.NewestRecords.Newest;
import io.bellwire.config.lookup.RejectedCounts.ReasonCount;
import io.bellwire.config.lookup.RejectedEntry.Place;
import io.bellwire.schemas.Topic;
import io.bellwire.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells what was set aside for good, and why, from the topic {@code rejected}; within 2 seconds. Thread-safe. */
public final class RejectedRecords {
    /** As many as one list tells, at most. */
    public static final int LIMIT_MAX = 500;

    static final int LIMIT_DEFAULT = 50;
    /** Of the records of one list together; the list ends where the next one would not fit, but has one at least. */
    static final int LIST_BYTES_MAX = 16 << 20;
    /** As many as are counted by reason, at most. */
    static final int COUNTED_MAX = 10_000;

    private static final Duration ANSWER_MAX = Duration.ofMillis(1700);
    /** Of that, where the reasons are counted too. */
    private static final Duration LIST_MAX = Duration.ofMillis(1400);

    private static final String UNKNOWN = "it is not known what was rejected.";

    private final ReaderPool pool;
    private final Topics topics;
    private final LongSupplier nanoTime;

    RejectedRecords(ReaderPool pool, Topics topics, LongSupplier nanoTime) {
        this.pool = pool;
        this.topics = topics;
        this.nanoTime = nanoTime;
    }

    /**
     * The newest over all partitions, newest first: so many, or as many as fit into 16 MiB or could be read in time.
     *
     * @param limit 1 to 500
     * @throws io.bellwire.config.answers.KafkaAwayException when Kafka does not answer in time
     * @throws TooManySearchesException when others are searching already
     */
    public List<RejectedEntry> newest(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new InvalidLookupException(List.of(limitFault(Integer.toString(limit))));
        }
        Deadline deadline = Deadline.in(ANSWER_MAX, nanoTime);
        return pool.search(readers -> newest(list(limit), readers, deadline).entries(), UNKNOWN);
    }

    /**
     * The one that stands at this place; empty when Kafka does not keep it.
     *
     * @throws io.bellwire.config.answers.KafkaAwayException when Kafka does not answer in time
     * @throws TooManySearchesException when others are searching already
     */
    public Optional<RejectedEntry> at(Place place) {
        Deadline deadline = Deadline.in(ANSWER_MAX, nanoTime);
        return pool.search(readers -> at(place, readers.points(), deadline), UNKNOWN);
    }

    /**
     * The newest, as in {@link #newest}, and the reasons of the newest 10,000 or of as many as can be read in time.
     *
     * @param limit 1 to 500
     * @throws io.bellwire.config.answers.KafkaAwayException when Kafka does not answer in time
     * @throws TooManySearchesException when others are searching already
     */
    public RejectedOverview overview(int limit) {
        Deadline deadline = Deadline.in(ANSWER_MAX, nanoTime);
        return pool.search(
                readers -> new RejectedOverview(
                        newest(list(limit), readers, deadline.within(LIST_MAX)).entries(), counts(readers, deadline)),
                UNKNOWN);
    }

    private @Nullable RejectedCounts counts(Readers readers, Deadline deadline) {
        try {
            return counts(newest(new NewestRecords(COUNTED_MAX, Long.MAX_VALUE, false), readers, deadline));
        } catch (TimeoutException e) {
            return null;
        }
    }

    private static RejectedCounts counts(Newest newest) {
        Map<String, Long> counts = new HashMap<>();
        newest.entries().forEach(entry -> counts.merge(entry.reason(), 1L, Long::sum));
        List<ReasonCount> reasons = new ArrayList<>();
        counts.forEach((reason, count) -> reasons.add(new ReasonCount(reason, count)));
        reasons.sort(Comparator.comparingLong(ReasonCount::count).reversed().thenComparing(ReasonCount::reason));
        int counted = newest.entries().size();
        Instant since = counted == 0 ? null : newest.entries().get(counted - 1).at();
        return new RejectedCounts(reasons, counted, since, newest.all());
    }

    /**
     * Reads how many a list shall tell; 50 when that is left out.
     *
     * @throws InvalidLookupException when it is no number from 1 to 500
     */
    static int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidLookupException(List.of(limitFault(text)));
    }

    private static LookupFault limitFault(String text) {
        return new LookupFault("limit", "'" + text + "' is not a number from 1 to " + LIMIT_MAX);
    }

    private static NewestRecords list(int limit) {
        return new NewestRecords(limit, LIST_BYTES_MAX, true);
    }

    private Newest newest(NewestRecords wanted, Readers readers, Deadline deadline) {
        return wanted.read(readers.stretches(), topics.name(Topic.REJECTED), deadline);
    }

    private Optional<RejectedEntry> at(Place place, PartitionReader reader, Deadline deadline) {
        for (Kept kept : reader.kept(topics.name(Topic.REJECTED), deadline)) {
            if (kept.partition().partition() == place.partition()
                    && place.offset() >= kept.first()
                    && place.offset() < kept.end()) {
                return at(kept.from(place.offset()).before(place.offset() + 1), reader, deadline);
            }
        }
        return Optional.empty();
    }

    private static Optional<RejectedEntry> at(Kept one, PartitionReader reader, Deadline deadline) {
        List<RejectedEntry> found = new ArrayList<>();
        if (!reader.read(one, deadline, entry -> !found.add(NewestRecords.entry(entry, true)))) {
            throw new TimeoutException("the record could not be read in time");
        }
        return found.stream().findFirst();
    }
}
