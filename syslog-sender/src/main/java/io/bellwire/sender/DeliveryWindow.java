package io.bellwire.sender;

import io.bellwire.sender.transport.Reached;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was sent and is not surely read: joins the offsets of the partitions to positions on the connection. Says
 * what may be committed, which is what the SIEM's program has taken and of which there is a receipt, and from where to send
 * again after a break, which is what it has not provably read. Not thread-safe.
 */
final class DeliveryWindow {
    /** Of messages, handed to the network thread and not yet to the kernel: the only ones that cost memory. */
    private static final long UNWRITTEN_OCTETS_MAX = 4 << 20;

    private static final long TOGETHER_OCTETS_MAX = 64 << 10;
    private static final long UNKNOWN = -1;

    private final long octetsMax;
    private final long messagesMax;
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> everSent = new HashMap<>();
    private final Map<TopicPartition, Long> everTaken = new HashMap<>();
    /** Where it was not clear whether all was read when the group was left. */
    private final Map<TopicPartition, Long> unprovenBefore = new HashMap<>();

    // In the order of the stream; a batch passes from one to the next.
    private final Deque<Batch> unwritten = new ArrayDeque<>();
    private final Deque<Batch> untaken = new ArrayDeque<>();
    private final Deque<Batch> unproven = new ArrayDeque<>();

    private long unwrittenOctets;
    private long octets;
    private long messages;

    /** Each field is the offset behind the last message that came so far. */
    private static final class Progress {
        private long sent;
        private long taken;
        private long receipted;
        private long proven;
        /** What Kafka surely holds; less than any offset while it is not known. */
        private long committed;
        /** The most that Kafka may hold. */
        private long committedAtMost;

        private Progress(long start, long committed) {
            sent = start;
            taken = start;
            receipted = start;
            proven = start;
            this.committed = committed;
            committedAtMost = committed;
        }

        private boolean isCommittedUnproven() {
            return proven < Math.max(taken, committedAtMost);
        }
    }

    /**
     * An empty window.
     *
     * @param octetsMax of messages that may be unproven at a time; what this allows comes twice after a break, at most
     * @param messagesMax the same in messages
     */
    DeliveryWindow(long octetsMax, long messagesMax) {
        this.octetsMax = octetsMax;
        this.messagesMax = messagesMax;
    }

    /** The group was left and joined again; what was sent before stays known. */
    void joinedAnew() {
        partitions.forEach(this::keepInMind);
        partitions.clear();
        empty();
    }

    private void keepInMind(TopicPartition partition, Progress progress) {
        if (progress.isCommittedUnproven()) {
            unprovenBefore.merge(partition, progress.proven, Math::min);
        }
    }

    /** What stands in the partition now is something else than before. */
    void startedAnew(TopicPartition partition) {
        gone(List.of(partition));
        unprovenBefore.remove(partition);
        everSent.remove(partition);
        everTaken.remove(partition);
    }

    /**
     * A partition comes to this sender. Tells from where it goes on: before what is committed when this sender committed it
     * last, and then lost sight of whether it was read; that is to be committed then.
     */
    long assigned(TopicPartition partition, long committed) {
        long proven = unprovenBefore.getOrDefault(partition, committed);
        unprovenBefore.remove(partition);
        long start = committed <= everTaken(partition) ? Math.min(proven, committed) : committed;
        partitions.put(partition, new Progress(start, committed));
        return start;
    }

    void gone(Collection<TopicPartition> revoked) {
        for (TopicPartition partition : revoked) {
            Progress progress = partitions.remove(partition);
            if (progress != null) {
                keepInMind(partition, progress);
            }
        }
        unwritten.forEach(batch -> batch.forget(revoked));
        untaken.forEach(batch -> batch.forget(revoked));
        unproven.forEach(batch -> batch.forget(revoked));
    }

    /**
     * The offset behind the last message that this process ever sent, even if others had the partition meanwhile; those
     * before it are repeated. What other processes sent before they died only the SIEM can tell.
     */
    long everSent(TopicPartition partition) {
        return everSent.getOrDefault(partition, 0L);
    }

    /** The same of messages that were taken, and counted as such. */
    long everTaken(TopicPartition partition) {
        return everTaken.getOrDefault(partition, 0L);
    }

    /** Whether more may be sent. */
    boolean hasRoom() {
        return unwrittenOctets < UNWRITTEN_OCTETS_MAX && octets < octetsMax && messages < messagesMax;
    }

    void sent(Batch batch) {
        unwritten.add(batch);
        unwrittenOctets += batch.octets();
        octets += batch.octets();
        messages += batch.recordCount();
        batch.next().forEach((partition, offset) -> {
            everSent.merge(partition, offset, Math::max);
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.sent = Math.max(progress.sent, offset);
            }
        });
    }

    /** The oldest batch that the kernel has not taken yet; null when there is none. */
    @Nullable
    Batch oldestUnwritten() {
        return unwritten.peek();
    }

    /** The kernel took the oldest batch. */
    void written(long nowMillis) {
        Batch batch = unwritten.remove();
        unwrittenOctets -= batch.octets();
        batch.wasWritten(nowMillis);
        untaken.add(batch);
    }

    /**
     * Takes up how far the SIEM has come on a connection, and tells the batches that it has newly taken. What is left of
     * earlier connections was read: they ended in the clean way, or it would have been sent again.
     */
    List<Batch> learn(Reached reached, long connection) {
        while (!unproven.isEmpty() && unproven.element().endsWithin(reached.proven(), connection)) {
            proven(unproven.remove());
        }
        List<Batch> taken = new ArrayList<>();
        while (!untaken.isEmpty() && untaken.element().endsWithin(reached.taken(), connection)) {
            Batch batch = untaken.remove();
            takenUpTo(batch.next());
            taken.add(batch);
            if (batch.endsWithin(reached.proven(), connection)) {
                proven(batch);
            } else {
                addUnproven(batch);
            }
        }
        return taken;
    }

    private void proven(Batch batch) {
        octets -= batch.octets();
        messages -= batch.recordCount();
        batch.next().forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.proven = Math.max(progress.proven, offset);
            }
        });
    }

    /** Many small ones are kept as one, so that a long quiet time costs little memory. */
    private void addUnproven(Batch batch) {
        Batch newest = unproven.peekLast();
        if (newest != null
                && newest.carriage().connection() == batch.carriage().connection()
                && newest.octets() + batch.octets() <= TOGETHER_OCTETS_MAX) {
            newest.extendedBy(batch);
        } else {
            unproven.add(batch);
        }
    }

    private void takenUpTo(Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> {
            everTaken.merge(partition, offset, Math::max);
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.taken = Math.max(progress.taken, offset);
            }
        });
    }

    /** Before these offsets there is nothing more to send: markers of transactions, or what retention deleted. */
    void nothingBefore(Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null && isTaken()) {
                everTaken.merge(partition, offset, Math::max);
                progress.taken = Math.max(progress.taken, offset);
                progress.proven = unproven.isEmpty() ? progress.taken : progress.proven;
            }
        });
    }

    /** Whether all that was sent has been taken. */
    boolean isTaken() {
        return unwritten.isEmpty() && untaken.isEmpty();
    }

    /** Whether all that was sent of these partitions has surely been read. */
    boolean isProven(Collection<TopicPartition> of) {
        return of.stream()
                .map(partitions::get)
                .allMatch(progress -> progress == null || progress.sent <= progress.proven);
    }

    /** When the oldest message was written that is not proven, milliseconds since the epoch; null when there is none. */
    @Nullable
    Long unprovenSinceMillis() {
        return unproven.isEmpty()
                ? untakenSinceMillis()
                : (Long) unproven.element().writtenAtMillis();
    }

    /** The same of the oldest message that is not taken. */
    @Nullable
    Long untakenSinceMillis() {
        return untaken.isEmpty() ? null : (Long) untaken.element().writtenAtMillis();
    }

    /** How far each partition is taken at this moment; once receipts tell of it, {@link #receipted} makes it due. */
    Map<TopicPartition, Long> taken() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> offsets.put(partition, progress.taken));
        return offsets;
    }

    void receipted(Map<TopicPartition, Long> taken) {
        taken.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.receipted = Math.min(progress.taken, offset);
            }
        });
    }

    /** What is to be committed now: mostly further than before, but less after a break. */
    Map<TopicPartition, OffsetAndMetadata> toCommit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            if (progress.receipted != progress.committed) {
                offsets.put(partition, new OffsetAndMetadata(progress.receipted));
            }
        });
        return offsets;
    }

    /** A commit is on its way: until its answer nobody knows what Kafka holds. */
    void committing(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.committed = UNKNOWN;
                progress.committedAtMost = Math.max(progress.committedAtMost, offset.offset());
            }
        });
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.committed = offset.offset();
                progress.committedAtMost = offset.offset();
            }
        });
    }

    /** The connection broke: what is not proven may be lost, even if it is committed. Tells from where each partition goes on. */
    Map<TopicPartition, Long> goBack() {
        empty();
        Map<TopicPartition, Long> next = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            progress.sent = progress.proven;
            progress.taken = progress.proven;
            progress.receipted = progress.proven;
            next.put(partition, progress.proven);
        });
        return next;
    }

    /**
     * Messages that are not taken.
     *
     * @param ends the end of each partition, as far as transactions are finished; looked up now and then, so what was
     *     sent may be ahead of it
     */
    long backlog(Map<TopicPartition, Long> ends) {
        long backlog = 0;
        for (Map.Entry<TopicPartition, Progress> entry : partitions.entrySet()) {
            Progress progress = entry.getValue();
            long end = Math.max(progress.sent, ends.getOrDefault(entry.getKey(), 0L));
            backlog += Math.max(0, end - progress.taken);
        }
        return backlog;
    }

    private void empty() {
        unwritten.clear();
        untaken.clear();
        unproven.clear();
        unwrittenOctets = 0;
        octets = 0;
        messages = 0;
    }
}
