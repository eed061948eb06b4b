package io.bellwire.config.lookup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often which reason was given, among the newest rejected records.
 *
 * @param reasons most frequent first, then by name
 * @param counted records that were looked at
 * @param since when the oldest of them was set aside; null when there is none
 * @param all whether these are all that Kafka keeps
 */
public record RejectedCounts(
        List<ReasonCount> reasons, long counted, @Nullable Instant since, boolean all) {
    public RejectedCounts {
        reasons = List.copyOf(reasons);
    }

    /** One reason, and how many records it was given for. */
    public record ReasonCount(String reason, long count) {}
}
