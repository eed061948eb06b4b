package io.bellwire.sender;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each of this sender's partitions has come: sent, written, committed. What is written is committed; this is the
 * one place that decides so, and therefore where a window on the SIEM's own progress has its place. Not thread-safe.
 */
final class WrittenOffsets {
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> everSent = new HashMap<>();

    /** Each field is the offset behind the last message that came so far. */
    private static final class Progress {
        private long committed;
        private long written;
        private long sent;

        private Progress(long start) {
            committed = start;
            written = start;
            sent = start;
        }
    }

    /** The group was left and joined again; what was sent before stays known. */
    void joinedAnew() {
        partitions.clear();
    }

    /** What stands in the partition now is something else than before. */
    void startedAnew(TopicPartition partition) {
        everSent.remove(partition);
    }

    /** @param start from where this sender goes on */
    void assigned(TopicPartition partition, long start) {
        partitions.put(partition, new Progress(start));
    }

    void gone(Collection<TopicPartition> revoked) {
        revoked.forEach(partitions::remove);
    }

    /**
     * The offset behind the last message that this process ever sent, even if others had the partition meanwhile; those
     * before it are repeated. What other processes sent before they died only the SIEM can tell.
     */
    long sent(TopicPartition partition) {
        return everSent.getOrDefault(partition, 0L);
    }

    void sent(Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.sent = Math.max(progress.sent, offset);
                everSent.merge(partition, offset, Math::max);
            }
        });
    }

    /** Everything before these offsets was written, or set aside, or is no message. */
    void written(Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.written = Math.max(progress.written, offset);
            }
        });
    }

    /** What may be committed now and is not yet. */
    Map<TopicPartition, OffsetAndMetadata> toCommit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            if (progress.written > progress.committed) {
                offsets.put(partition, new OffsetAndMetadata(progress.written));
            }
        });
        return offsets;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.committed = Math.max(progress.committed, offset.offset());
                progress.written = Math.max(progress.written, progress.committed);
            }
        });
    }

    /** The connection broke: what was written and not committed may be lost. Tells from where each partition goes on. */
    Map<TopicPartition, Long> afterBreak() {
        Map<TopicPartition, Long> next = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            progress.written = progress.committed;
            next.put(partition, progress.committed);
        });
        return next;
    }

    /**
     * Messages that are not committed.
     *
     * @param ends the end of each partition, as far as transactions are finished; looked up now and then, so what was
     *     sent may be ahead of it
     */
    long backlog(Map<TopicPartition, Long> ends) {
        long backlog = 0;
        for (Map.Entry<TopicPartition, Progress> entry : partitions.entrySet()) {
            Progress progress = entry.getValue();
            long end = Math.max(progress.sent, ends.getOrDefault(entry.getKey(), 0L));
            backlog += Math.max(0, end - progress.committed);
        }
        return backlog;
    }
}
