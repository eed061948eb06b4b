package io.bellwire.config.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest rejected records, and how often which reason was given.
 *
 * @param entries newest first
 * @param counts null when they could not be read in time
 */
public record RejectedOverview(
        List<RejectedEntry> entries, @Nullable RejectedCounts counts) {
    public RejectedOverview {
        entries = List.copyOf(entries);
    }
}
