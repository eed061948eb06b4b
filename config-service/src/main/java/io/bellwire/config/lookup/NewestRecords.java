package io.bellwire.config.lookup;

import io.bellwire.config.lookup.Finding.Rejected;
import io.bellwire.config.lookup.RejectedEntry.Place;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The newest rejected records over all partitions: always reads on where the newest unread record may be, slice before
 * slice, until nothing unread can be newer than what it keeps. Used once.
 */
final class NewestRecords {
    private static final int SLICE_RECORDS_MIN = 1;
    private static final int SLICE_RECORDS_MAX = 4_096;
    private static final int GROWTH = 4;
    private static final Comparator<RejectedEntry> NEWEST_FIRST = Comparator.comparing(RejectedEntry::at)
            .reversed()
            .thenComparingInt(entry -> entry.place().partition())
            .thenComparing(Comparator.comparingLong(
                            (RejectedEntry entry) -> entry.place().offset())
                    .reversed());

    private final int countMax;
    private final long bytesMax;
    private final boolean withBytes;
    private List<RejectedEntry> entries = new ArrayList<>();
    private long bytes;
    private boolean leftOut;

    /**
     * What was read.
     *
     * @param entries newest first
     * @param all whether these are all that Kafka keeps
     */
    record Newest(List<RejectedEntry> entries, boolean all) {}

    /** What is not read yet of a partition. */
    private static final class Unread {
        private Kept left;
        private int sliceRecords = SLICE_RECORDS_MIN;
        private Instant newest = Instant.MAX;

        private Unread(Kept left) {
            this.left = left;
        }

        /** No unread record is newer than this. */
        private Instant newest() {
            return newest;
        }

        private void hasReadBackTo(long offset, Instant time) {
            left = left.before(offset);
            newest = time;
            sliceRecords = Math.min(SLICE_RECORDS_MAX, GROWTH * sliceRecords);
        }
    }

    /**
     * Says what is wanted.
     *
     * @param bytesMax of all records together; the first one is taken whatever its size
     * @param withBytes whether the records' bytes are kept
     */
    NewestRecords(int countMax, long bytesMax, boolean withBytes) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
        this.withBytes = withBytes;
    }

    /** @throws TimeoutException when it was not even clear in time which is the newest */
    Newest read(PartitionReader reader, String topic, Deadline deadline) {
        List<Unread> unread = new ArrayList<>();
        for (Kept kept : reader.kept(topic, deadline)) {
            if (!kept.isEmpty()) {
                unread.add(new Unread(kept));
            }
        }
        while (!unread.isEmpty()) {
            Unread next =
                    unread.stream().max(Comparator.comparing(Unread::newest)).orElseThrow();
            trim();
            if (leftOut && !next.newest().isAfter(oldestKept())) {
                break;
            }
            if (!readSlice(next, reader, deadline)) {
                return newerThan(next.newest());
            }
            unread.removeIf(partition -> partition.left.isEmpty());
        }
        trim();
        return new Newest(List.copyOf(entries), !leftOut && unread.isEmpty());
    }

    /** A record of {@code rejected} as it is told. */
    static RejectedEntry entry(ConsumerRecord<ByteBuffer, ByteBuffer> record, boolean withBytes) {
        Rejected rejected = Records.rejected(record);
        return new RejectedEntry(
                Instant.ofEpochMilli(record.timestamp()),
                rejected.topic(),
                rejected.partition(),
                rejected.offset(),
                rejected.reason(),
                withBytes ? Records.bytes(record.value()) : null,
                size(record),
                new Place(record.partition(), record.offset()));
    }

    private boolean readSlice(Unread partition, PartitionReader reader, Deadline deadline) {
        Kept slice = partition.left.from(partition.left.end() - partition.sliceRecords);
        List<Instant> times = new ArrayList<>(1);
        boolean whole = !deadline.isOver()
                && reader.read(slice, deadline, record -> {
                    if (times.isEmpty()) {
                        times.add(Instant.ofEpochMilli(record.timestamp()));
                    }
                    add(record);
                    return true;
                });
        if (whole) {
            partition.hasReadBackTo(slice.first(), times.isEmpty() ? partition.newest() : times.get(0));
        }
        return whole;
    }

    private void add(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        if (leftOut && Instant.ofEpochMilli(record.timestamp()).isBefore(oldestKept())) {
            return;
        }
        entries.add(entry(record, withBytes));
        bytes += size(record);
        if (entries.size() > 2 * countMax || bytes - bytesMax > bytesMax) {
            trim();
        }
    }

    /** Keeps the newest that fit. */
    private void trim() {
        entries.sort(NEWEST_FIRST);
        int fitting = 0;
        long total = 0;
        while (fitting < Math.min(entries.size(), countMax)) {
            int size = entries.get(fitting).size();
            if (fitting > 0 && total + size > bytesMax) {
                break;
            }
            total += size;
            fitting++;
        }
        if (fitting < entries.size()) {
            leftOut = true;
            entries = new ArrayList<>(entries.subList(0, fitting));
        }
        bytes = total;
    }

    private Instant oldestKept() {
        return entries.get(entries.size() - 1).at();
    }

    /** What surely is among the newest, although not all was read. */
    private Newest newerThan(Instant unread) {
        trim();
        List<RejectedEntry> sure =
                entries.stream().filter(entry -> entry.at().isAfter(unread)).toList();
        if (sure.isEmpty()) {
            throw new TimeoutException("the newest rejected records could not be read in time");
        }
        return new Newest(sure, false);
    }

    private static int size(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        return record.value() == null ? 0 : record.value().remaining();
    }
}
