package io.bellwire.config.lookup;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the records of one key, newest first: Kafka reads forward only, so slice after slice, each before the last. A
 * slice counts when it was read to its end. Used once.
 */
final class BackwardSearch<T extends Finding> {
    private static final int SLICE_RECORDS_MAX = 200_000;
    private static final int GROWTH_MAX = 4;
    /** As long as a slice may take: what is read of one when the time is over is lost. */
    private static final Duration SLICE_TIME = Duration.ofMillis(150);
    /** For the records of the same millisecond before a slice. */
    private static final Duration ALIGNMENT_MAX = Duration.ofMillis(100);

    private final PartitionReader reader;
    private final ByteBuffer key;
    private final Function<ConsumerRecord<ByteBuffer, ByteBuffer>, @Nullable T> found;
    private final int findingsMax;
    private final int sliceRecordsMin;
    private final List<T> findings = new ArrayList<>();
    private @Nullable Long oldestMillis;
    private long oldestOffset = -1;

    /**
     * What was found.
     *
     * @param findings newest first, one more than asked for at most: then there are more
     * @param whole whether all of the part was looked at
     * @param oldestMillis time of the oldest record that was looked at, and so were all of that time; null when none was
     * @param oldestOffset of that record; -1 when there was none
     */
    record Found<T extends Finding>(
            List<T> findings, boolean whole, @Nullable Long oldestMillis, long oldestOffset) {}

    /**
     * Prepares a search.
     *
     * @param findingsMax looks no further when it has more
     * @param sliceRecordsMin of the first slice: few where records may be large
     * @param found what a record of the key means; null when nothing
     */
    BackwardSearch(
            PartitionReader reader,
            byte[] key,
            int findingsMax,
            int sliceRecordsMin,
            Function<ConsumerRecord<ByteBuffer, ByteBuffer>, @Nullable T> found) {
        this.reader = reader;
        this.key = ByteBuffer.wrap(key);
        this.findingsMax = findingsMax;
        this.sliceRecordsMin = sliceRecordsMin;
        this.found = found;
    }

    Found<T> search(Kept part, Deadline deadline) {
        Kept left = part;
        long records = sliceRecordsMin;
        while (!left.isEmpty() && findings.size() <= findingsMax && !deadline.isOver()) {
            Kept slice = left.from(left.end() - records);
            long before = deadline.left().toNanos();
            if (!look(slice, deadline)) {
                break;
            }
            left = left.before(slice.first());
            records = next(records, before - deadline.left().toNanos());
        }
        boolean whole = align(left, deadline).isEmpty();
        return new Found<>(findings, whole, oldestMillis, oldestOffset);
    }

    /** Records of one millisecond cannot be told apart by whoever goes on: they are looked at together. */
    private Kept align(Kept left, Deadline deadline) {
        if (left.isEmpty() || oldestMillis == null) {
            return left;
        }
        long oldest = oldestMillis;
        Deadline soon = Deadline.in(ALIGNMENT_MAX, deadline.nanoTime());
        try {
            Kept sameTime = left.from(reader.offsetAt(left, oldest, soon));
            if (look(sameTime, soon)) {
                return left.before(sameTime.first());
            }
        } catch (TimeoutException e) {
            // As if they had not been looked at.
        }
        oldestMillis = oldest + 1;
        return left;
    }

    private boolean look(Kept slice, Deadline deadline) {
        Deque<T> ofSlice = new ArrayDeque<>();
        long[] first = {-1, 0};
        boolean whole = reader.read(slice, deadline, entry -> {
            if (first[0] < 0) {
                first[0] = entry.offset();
                first[1] = entry.timestamp();
            }
            if (key.equals(entry.key())) {
                add(ofSlice, found.apply(entry));
            }
            return true;
        });
        if (!whole) {
            return false;
        }
        if (first[0] >= 0) {
            oldestOffset = first[0];
            oldestMillis = first[1];
        }
        Iterator<T> newestFirst = ofSlice.descendingIterator();
        while (newestFirst.hasNext() && findings.size() <= findingsMax) {
            findings.add(newestFirst.next());
        }
        return true;
    }

    private void add(Deque<T> ofSlice, @Nullable T finding) {
        if (finding != null) {
            ofSlice.addLast(finding);
            if (ofSlice.size() > findingsMax + 1) {
                ofSlice.removeFirst();
            }
        }
    }

    /** As many as the time of a slice allows at the speed of the last one. */
    private long next(long records, long tookNanos) {
        long fitting = records * SLICE_TIME.toNanos() / Math.max(1, tookNanos);
        return Math.max(sliceRecordsMin, Math.min(fitting, Math.min(GROWTH_MAX * records, SLICE_RECORDS_MAX)));
    }
}
