package io.bellwire.config.pipeline;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** Offsets of one partition that a stage has not taken yet: from {@code first} up to {@code end}, itself excluded. */
record Untaken(long first, long end) {
    /** What retention deleted waits no more; a partition of which nothing was committed is read from its beginning. */
    static Untaken of(@Nullable OffsetAndMetadata next, long beginning, long end) {
        return new Untaken(Math.max(beginning, next == null ? beginning : next.offset()), end);
    }

    long count() {
        return before(end);
    }

    /** How many of them stand before this offset. */
    long before(long offset) {
        return Math.max(0, Math.min(offset, end) - first);
    }
}
